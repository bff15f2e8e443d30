// The report for eyes: by file what was found and where, then a table of the rules, and one line that sums up.

using Spectre.Console;

namespace Dyno.Cli.Review;

internal static class TerminalReport
{
    public static void Write(IAnsiConsole console, ReviewResult result)
    {
        foreach (var file in result.Findings.Concat(result.Plans).GroupBy(f => f.File).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            console.MarkupLine($"[bold]{Markup.Escape(System.IO.Path.GetRelativePath(result.Root, file.Key))}[/]");
            var table = new Table().NoBorder().HideHeaders();
            table.AddColumn(new TableColumn("").RightAligned().NoWrap().PadLeft(2));
            table.AddColumn(new TableColumn("").NoWrap());
            table.AddColumn(new TableColumn("").NoWrap());
            table.AddColumn("");
            foreach (var finding in file.OrderBy(f => f.Line).ThenBy(f => f.Column))
            {
                table.AddRow(
                    $"[grey]{finding.Line}:{finding.Column}[/]",
                    finding.IsPlan ? "[grey]plan[/]" : Paint(finding.Severity, finding.Severity.ToString().ToLowerInvariant()),
                    finding.Id,
                    Markup.Escape(finding.Message));
            }

            console.Write(table);
            console.WriteLine();
        }

        if (result.Findings.Count > 0)
        {
            Sum(console, result);
        }

        console.MarkupLine(Markup.Escape(Messages.ReviewSummary(result)));
    }

    private static void Sum(IAnsiConsole console, ReviewResult result)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("Rule");
        table.AddColumn("Says");
        table.AddColumn("Severity");
        table.AddColumn(new TableColumn("Findings").RightAligned());
        table.AddColumn(new TableColumn("Files").RightAligned());
        foreach (var rule in result.Findings.GroupBy(f => f.Id).OrderByDescending(g => g.Max(f => f.Severity)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var severity = rule.Max(f => f.Severity);
            table.AddRow(
                rule.Key,
                Markup.Escape(rule.First().Title),
                Paint(severity, severity.ToString().ToLowerInvariant()),
                $"{rule.Count():N0}",
                $"{rule.Select(f => f.File).Distinct().Count():N0}");
        }

        console.Write(table);
    }

    private static string Paint(FindingSeverity severity, string text) => severity switch
    {
        FindingSeverity.Error => $"[red]{text}[/]",
        FindingSeverity.Warning => $"[yellow]{text}[/]",
        FindingSeverity.Info => $"[blue]{text}[/]",
        _ => $"[grey]{text}[/]",
    };
}
