// Reads a corpus file: "=== title" begins a case of statements, "=== title (members)" one of members of a class, "=== title (types)" one of types; each case
// is a source of its own, in a namespace of its own. Marks may be nested: {|DYNO1011:a || {|DYNO1012:b|}|}.

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EFCore.Dyno.Analyzers.Tests.Corpus;

internal sealed record CorpusMark(string Id, int Start, int End);

/// <param name="Title">What the case shows, unique in its file.</param>
/// <param name="Source">A whole source file without marks.</param>
/// <param name="Marks">What is to be reported in it.</param>
internal sealed record CorpusCase(string Title, string Source, IReadOnlyList<CorpusMark> Marks);

internal static class CorpusFile
{
    private const string Head = "=== ";

    // Every case has every context of Models.txt, under the name that it would have in its own application.
    private const string Contexts =
        "ShopContext shop, TenantContext saas, TelemetryContext telemetry, SessionContext sessions, FeedContext feed, LedgerContext ledger, CouponContext coupons, "
        + "RemoteContext remote";

    private const string Values = "string id, string other, List<string> ids, int number, decimal amount, DateTime since, DateTime now, string? cursor, CancellationToken cancellation";

    public static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    public static IEnumerable<string> Names(string pattern) => Directory.GetFiles(Folder(), pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    /// <summary>The sources that the cases of a file need: Models.txt, of which cases that bring their own models need only what stands for other frameworks.</summary>
    public static IReadOnlyList<CorpusCase> Before(string name) =>
        [.. Sections("Models.txt").Take(name.EndsWith("Models.txt", StringComparison.Ordinal) ? 1 : int.MaxValue).Select(s => Case(s.Title, s.Text))];

    public static IReadOnlyList<CorpusCase> Read(string name)
    {
        var cases = new List<CorpusCase>();
        foreach (var (title, text) in Sections(name))
        {
            var space = string.Create(CultureInfo.InvariantCulture, $"namespace Cases.Case{cases.Count + 1:D3};\n\n");
            cases.Add(Case(title, title.Split('(')[^1] switch
            {
                "types)" => Usings(text) + space + WithoutUsings(text),
                "members)" => $"{space}public class Case({Contexts})\n{{\n{text}}}\n",
                _ => $"{space}public class Case\n{{\npublic async Task RunAsync({Contexts}, {Values})\n{{\nawait Task.Yield();\n{text}}}\n}}\n",
            }));
        }

        return cases;
    }

    private static string Usings(string text) => string.Concat(text.Split('\n').TakeWhile(l => l.StartsWith("using ", StringComparison.Ordinal)).Select(l => l + "\n"));

    private static string WithoutUsings(string text) => string.Join('\n', text.Split('\n').SkipWhile(l => l.StartsWith("using ", StringComparison.Ordinal)));

    private static IEnumerable<(string Title, string Text)> Sections(string name)
    {
        string? title = null;
        var text = new StringBuilder();
        foreach (var line in File.ReadLines(Path.Combine(Folder(), name)))
        {
            if (!line.StartsWith(Head, StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
                continue;
            }

            if (title is not null)
            {
                yield return (title, text.ToString());
            }

            title = line[Head.Length..];
            text.Clear();
        }

        yield return (title!, text.ToString());
    }

    private static CorpusCase Case(string title, string marked)
    {
        var source = new StringBuilder();
        var marks = new List<CorpusMark>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            var rest = marked.AsSpan(i);
            if (rest.StartsWith("{|DYNO", StringComparison.Ordinal))
            {
                open.Push((rest.Slice(2, 8).ToString(), source.Length));
                i += 10;
            }
            else if (rest.StartsWith("|}", StringComparison.Ordinal))
            {
                var (id, start) = open.Pop();
                marks.Add(new(id, start, source.Length));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return open.Count == 0 ? new(title, source.ToString(), marks) : throw new FormatException($"'{title}' has a mark that does not end.");
    }
}
