// Scorecard 1. Processes that write are killed, at random and at named points, and the database is reopened.
using System.Globalization;

namespace Dyno.Reliability.Crash;

internal sealed class CrashScenario : Scenario
{
    internal override string Name => "crash";

    internal override string Promise =>
        "a process with 1 to 64 writers is killed at any moment and at named points of a file's life; every acknowledged write is there, no transaction in part, "
        + "indexes, counters, streams and times of expiry follow from the items";

    internal override string Unit => "kills";

    internal override long LongCount => 10_000;

    internal override long ShortCount => 100;

    internal override async Task RunAsync(RunContext context)
    {
        var template = context.NewPath("template");
        await CrashTables.CreateAsync(template);
        var figures = new CrashFigures();
        var taken = 0L;
        bool Next() => !context.IsOver && context.Findings.Count == 0 && Interlocked.Increment(ref taken) <= context.Count;
        var lanes = Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 2, 4))
            .Select(lane => Task.Run(() => new CrashLane(context, template, unchecked((context.Seed * 31) + lane), figures).RunAsync(Next)));
        await Task.WhenAll(lanes);
        context.Figure("acknowledged operations", figures.Acknowledged.ToString("N0", CultureInfo.InvariantCulture));
        context.Figure("kills at named points", figures.AtPoints.ToString("N0", CultureInfo.InvariantCulture));
        context.Figure("points", string.Join(", ", figures.Points.Select(p => $"{p.Key} {p.Value}")));
    }
}
