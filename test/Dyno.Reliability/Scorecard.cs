// Runs a scenario and keeps its row: artifacts/reliability/<name>.json, which docs/reliability.md is written from.
using System.Globalization;
using System.Text.Json;

namespace Dyno.Reliability;

internal static class Scorecard
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    internal sealed record Row(
        string Name,
        string Promise,
        string Unit,
        int Seed,
        long First,
        long Count,
        double Seconds,
        IReadOnlyDictionary<string, string> Figures,
        IReadOnlyList<string> Findings);

    internal static async Task<Row> RunAsync(Scenario scenario, int seed, long count, TimeSpan limit, string output, long first = 0)
    {
        Console.WriteLine($"{scenario.Name}: {scenario.Promise}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}: {count:N0} {scenario.Unit}, seed {seed}{(first > 0 ? $", from case {first:N0}" : "")}"));
        using var context = new RunContext(
            seed, count, limit, line => Console.WriteLine($"{scenario.Name}: {line}"), line => Console.Error.WriteLine($"{scenario.Name}: {line}"), first);
        await scenario.RunAsync(context);
        var row = new Row(
            scenario.Name, scenario.Promise, scenario.Unit, seed, first, context.DoneCount, context.Elapsed.TotalSeconds, context.Figures, context.Findings);
        Directory.CreateDirectory(output);
        await File.WriteAllTextAsync(Path.Combine(output, $"{scenario.Name}.json"), JsonSerializer.Serialize(row, Json));
        var figures = string.Concat(row.Figures.Select(f => $", {f.Key} {f.Value}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{scenario.Name}: {row.Count:N0} {row.Unit} in {row.Seconds:N0} s{figures}; {row.Findings.Count} findings"));
        return row;
    }
}
