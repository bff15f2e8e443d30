// One run of the engine's suite: `Dyno.Benchmarks engine [--items=1000000] [--output=folder] [--only=text] [--docs]`. Prints each row when it is done, writes
// engine.md, engine.json and engine.svg; with --docs also docs/benchmarks.md, between its marks, and docs/benchmarks-engine.svg.

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dyno.Benchmarks.Engine;

internal static class EngineRun
{
    private const string Picture = "![The engine's ratios to the store below it](benchmarks-engine.svg)";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static int Run(string[] arguments)
    {
        var options = new RunOptions("engine", arguments, ("--items", "1000000"));
        var items = options.Number("--items");
        var load = Machine.Load();
        var directory = Directory.CreateTempSubdirectory("dyno-benchmarks-").FullName;
        var rows = new List<EngineRow>();
        try
        {
            foreach (var row in new EngineSuite(directory, items, options.Only).Run())
            {
                Console.Error.WriteLine(Line(row));
                rows.Add(row);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        var head = $"Medians of one run; {Machine.Describe()}; load average {load} when it began.\n";
        options.Write(head + Markdown(rows), RatioChart.Draw(rows), JsonSerializer.Serialize(rows, Json), Picture);
        return 0;
    }

    private static string Markdown(List<EngineRow> rows)
    {
        var text = new StringBuilder();
        foreach (var group in rows.GroupBy(r => r.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| {group.Key} | time | allocated | against | time | ratio | goal | spread |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var row in group)
            {
                text.Append(Line(row)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Line(EngineRow row)
    {
        var bytes = row.Bytes is { } allocated ? string.Create(CultureInfo.InvariantCulture, $"{allocated:N0} B") : "";
        var goal = row.Goal is { } least ? string.Create(CultureInfo.InvariantCulture, $"≥ {least}: {row.Verdict}") : "";
        var spread = row.Spread is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:P0}") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"| {row.Operation} | {row.Subject} | {bytes} | {row.Limit} | {row.LimitTime} | {row.Ratio:F2} | {goal} | {spread} |");
    }
}
