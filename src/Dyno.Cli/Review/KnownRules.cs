// The rules that the analyzers beside this tool have, by the release tracking files that their build keeps complete: the tool asks for each by name, since a
// compiler leaves out what is only hidden.

namespace Dyno.Cli.Review;

internal sealed record KnownRule(string Id, FindingSeverity Severity);

internal static class KnownRules
{
    public static IReadOnlyList<KnownRule> All { get; } = [.. Read("AnalyzerReleases.Shipped.md").Concat(Read("AnalyzerReleases.Unshipped.md"))];

    /// <summary>
    /// A global analyzer configuration that shows every rule, below whatever the application itself configures: what is only hidden by default is a suggestion there,
    /// and so is what is an error. A project that does not compile would keep those that reference it from being judged, and a warning may be what the application made
    /// of it.
    /// </summary>
    public static string Configuration() =>
        "is_global = true\nglobal_level = -100\n"
        + string.Concat(All.Where(r => r.Severity is FindingSeverity.Error or FindingSeverity.Hint).Select(r => $"dotnet_diagnostic.{r.Id}.severity = suggestion\n"));

    public static FindingSeverity? SeverityOf(string id) => All.FirstOrDefault(r => r.Id == id)?.Severity;

    private static IEnumerable<KnownRule> Read(string file)
    {
        using var reader = new StreamReader(typeof(KnownRules).Assembly.GetManifestResourceStream(file)!);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length > 2 && cells[0].StartsWith("DYNO", StringComparison.Ordinal))
            {
                yield return new KnownRule(cells[0], cells[2] switch
                {
                    "Error" => FindingSeverity.Error,
                    "Warning" => FindingSeverity.Warning,
                    "Info" => FindingSeverity.Info,
                    _ => FindingSeverity.Hint,
                });
            }
        }
    }
}
