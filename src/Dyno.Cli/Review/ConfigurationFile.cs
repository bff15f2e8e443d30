// One .editorconfig or global analyzer configuration, as the compiler reads it: sections of keys and values, each for the files that its name matches.
// https://learn.microsoft.com/dotnet/fundamentals/code-analysis/configuration-files

using System.Globalization;
using System.Text.RegularExpressions;

namespace Dyno.Cli.Review;

internal sealed partial class ConfigurationFile
{
    private const int LevelOfName = 100;

    private readonly Dictionary<string, string> _top = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Section> _sections = [];

    /// <param name="path">Its full path, by which it applies to the files below its folder.</param>
    /// <param name="text">What is in it.</param>
    public ConfigurationFile(string path, string text)
    {
        Folder = Slashed(Path.GetDirectoryName(path)!).TrimEnd('/');
        var values = _top;
        foreach (var line in text.Split('\n'))
        {
            if (SectionLine().Match(line) is { Success: true } section)
            {
                _sections.Add(new(section.Groups[1].Value, values = new(StringComparer.OrdinalIgnoreCase)));
            }
            else if (ValueLine().Match(line) is { Success: true } value)
            {
                values[value.Groups[1].Value] = value.Groups[2].Value;
            }
        }

        var isNamed = Path.GetFileName(path) == ".globalconfig";
        IsGlobal = isNamed || _top.ContainsKey("is_global");
        IsRoot = _top.TryGetValue("root", out var root) && root.Equals("true", StringComparison.OrdinalIgnoreCase);
        Level = _top.TryGetValue("global_level", out var said) && int.TryParse(said, CultureInfo.InvariantCulture, out var level) ? level : isNamed ? LevelOfName : 0;
    }

    public string Folder { get; }

    /// <summary>It applies to a whole compilation, below what an .editorconfig says.</summary>
    public bool IsGlobal { get; }

    /// <summary>Files of the folders above it are not read.</summary>
    public bool IsRoot { get; }

    /// <summary>Of several global ones the higher level goes first.</summary>
    public int Level { get; }

    /// <summary>What it says of all files, which only a global one does.</summary>
    public IReadOnlyDictionary<string, string> OfAll => _top;

    public bool IsAbove(string file) => Slashed(file).StartsWith(Folder + "/", StringComparison.Ordinal);

    /// <summary>What it says of a key for one file: the last section that does.</summary>
    public string? Value(string key, string file)
    {
        var path = Slashed(file);
        string? found = null;
        foreach (var section in _sections)
        {
            if (section.Values.TryGetValue(key, out var value) && (IsGlobal ? section.Name == path : IsAbove(file) && section.Matches(path[Folder.Length..])))
            {
                found = value;
            }
        }

        return found;
    }

    private static string Slashed(string path) => path.Replace('\\', '/');

    private sealed class Section(string name, Dictionary<string, string> values)
    {
        private Regex? _pattern;

        public string Name { get; } = name;

        public Dictionary<string, string> Values { get; } = values;

        public bool Matches(string path) => (_pattern ??= new Regex(FilePattern.ToRegex(Name), RegexOptions.CultureInvariant)).IsMatch(path);
    }

    [GeneratedRegex(@"^\s*\[(([^#;]|\\#|\\;)+)\]\s*([#;].*)?$")]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^\s*([\w\.\-_]+)\s*[=:]\s*(.*?)\s*([#;].*)?$")]
    private static partial Regex ValueLine();
}
