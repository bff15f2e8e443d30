// The name of a section of an .editorconfig (*.cs, src/**.{cs,vb}, part[0-9].cs, {1..3}.cs) as a regular expression over a path that begins with '/' at the folder of
// the file. What is no pattern matches nothing, as with the compiler. https://spec.editorconfig.org/#glob-expressions

using System.Text;
using System.Text.RegularExpressions;

namespace Dyno.Cli.Review;

internal static class FilePattern
{
    private const string Nothing = "(?!)";

    public static string ToRegex(string pattern)
    {
        var text = new StringBuilder("^");

        // Without a folder it is of any one.
        text.Append(pattern.Contains('/', StringComparison.Ordinal) ? pattern[0] == '/' ? "" : "/" : ".*/");
        var open = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    text.Append(".*");
                    i++;
                    break;
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append('.');
                    break;
                case '{' when Range(pattern, i) is var (low, high, end):
                    text.Append(low > high ? Nothing : "(?:" + string.Join('|', Enumerable.Range(low, high - low + 1)) + ")");
                    i = end;
                    break;
                case '{':
                    text.Append("(?:");
                    open++;
                    break;
                case ',' when open > 0:
                    text.Append('|');
                    break;
                case '}' when open > 0:
                    text.Append(')');
                    open--;
                    break;
                case '[' when pattern.IndexOf(']', i) is var end && end > i + 1:
                    var set = pattern[(i + 1)..end];
                    text.Append(set[0] == '!' ? "[^" + Escaped(set[1..]) : "[" + Escaped(set)).Append(']');
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return open == 0 ? text.Append('$').ToString() : Nothing;
    }

    private static string Escaped(string set) => set.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);

    private static (int Low, int High, int End)? Range(string pattern, int start)
    {
        const int Most = 10_000;
        var end = pattern.IndexOf('}', start);
        return end > 0 && pattern[(start + 1)..end].Split("..") is [var low, var high] && int.TryParse(low, out var from) && int.TryParse(high, out var to) && to - from < Most
            ? (from, to, end)
            : null;
    }
}
