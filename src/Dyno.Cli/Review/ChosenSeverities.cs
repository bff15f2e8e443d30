// What an application made of a rule for a file, by the configuration files that its compilation was given: a log tells the severity that came of it, and not
// whether it was the application's wish or that of the review (KnownRules.Configuration).

namespace Dyno.Cli.Review;

internal sealed class ChosenSeverities
{
    private const string All = "dotnet_analyzer_diagnostic.severity";

    private readonly List<ConfigurationFile> _files;
    private readonly Dictionary<string, string> _ofAll = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationFile> _global;

    /// <param name="files">The configuration files of one compilation, each with its text.</param>
    public ChosenSeverities(IEnumerable<(string Path, string Text)> files)
    {
        var all = files.Select(f => new ConfigurationFile(f.Path, f.Text)).ToLookup(f => f.IsGlobal);
        _files = [.. all[false].OrderBy(f => f.Folder.Length)];
        _global = [.. all[true].OrderBy(f => f.Level)];
        foreach (var level in _global.GroupBy(f => f.Level))
        {
            // Two of one level that say different things say nothing.
            foreach (var key in level.SelectMany(f => f.OfAll).GroupBy(v => v.Key, StringComparer.OrdinalIgnoreCase))
            {
                if (key.Select(v => v.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1)
                {
                    _ofAll[key.Key] = key.First().Value;
                }
                else
                {
                    _ofAll.Remove(key.Key);
                }
            }
        }
    }

    public static ChosenSeverities None { get; } = new([]);

    /// <summary>Whether the application said anything of the rule; and what, null where it is not to be shown at all.</summary>
    public bool TryGet(string id, string category, string file, out FindingSeverity? severity)
    {
        foreach (var key in new[] { $"dotnet_diagnostic.{id}.severity", $"dotnet_analyzer_diagnostic.category-{category}.severity", All })
        {
            if (Value(key, file) is { } text && TryParse(text, out severity))
            {
                return true;
            }
        }

        severity = null;
        return false;
    }

    // The nearest .editorconfig, then sections of global files for this one, then what these say of all.
    private string? Value(string key, string file)
    {
        string? found = null;
        foreach (var configuration in _files.Where(f => f.IsAbove(file)))
        {
            found = configuration.Value(key, file) ?? (configuration.IsRoot ? null : found);
        }

        return found ?? _global.Select(g => g.Value(key, file)).LastOrDefault(v => v is not null) ?? _ofAll.GetValueOrDefault(key);
    }

    private static bool TryParse(string text, out FindingSeverity? severity)
    {
        severity = text.ToLowerInvariant() switch
        {
            "error" => FindingSeverity.Error,
            "warning" => FindingSeverity.Warning,
            "suggestion" => FindingSeverity.Info,
            "silent" or "refactoring" => FindingSeverity.Hint,
            _ => null,
        };
        return severity is not null || text.Equals("none", StringComparison.OrdinalIgnoreCase);
    }
}
