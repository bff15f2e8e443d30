// Random operations of the whole data API against a naive model (scorecard, row 5). Most runs have one writer; every eighth has several at once on keys of their
// own, each with a model of its own. A failing run of one writer is repeated with fewer and fewer operations and printed.
using System.Globalization;

namespace Dyno.Reliability.Model;

internal sealed class ModelScenario : Scenario
{
    private const int OperationsPerRun = 1500;
    private const int ConcurrentEvery = 8;
    private const int Workers = 4;

    internal override string Name => "model";

    internal override string Promise => "random operations give the results, the errors and the capacity units of a naive model; the database is closed and opened in between";

    internal override string Unit => "operations";

    internal override long LongCount => 10_000_000;

    internal override long ShortCount => 100_000;

    internal override Task RunAsync(RunContext context)
    {
        var next = (int)context.First - 1;
        var lanes = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (!context.IsOver && context.Findings.Count < 5)
                {
                    RunOne(context, Interlocked.Increment(ref next));
                }
            },
            TaskCreationOptions.LongRunning));
        return Task.WhenAll(lanes);
    }

    /// <summary>The operations of a run: a function of the seed and the run's number.</summary>
    internal static IReadOnlyList<object> Operations(int seed, int number, int worker, bool alone, bool reopens, int count)
    {
        var maker = new ModelOperationMaker(new Random(unchecked((((seed * 1_000_003) + number) * 101) + worker)), worker, alone, reopens);
        return [.. Enumerable.Range(0, count).Select(_ => maker.Next())];
    }

    private static void RunOne(RunContext context, int number)
    {
        var concurrent = number % ConcurrentEvery == ConcurrentEvery - 1;
        var onDisk = number % 2 == 1;
        if (concurrent)
        {
            RunConcurrently(context, number, onDisk);
            return;
        }

        var operations = Operations(context.Seed, number, 0, alone: true, reopens: onDisk, OperationsPerRun);
        var found = ModelRun.Run(operations, DirectoryOf(context, onDisk));
        context.Done(found is { At: var at } ? at : operations.Count);
        if (found is not null)
        {
            var (fewer, difference) = ModelShrinker.Shrink(
                [.. operations.Take(found.Value.At + 1)], found.Value.Difference, o => ModelRun.Run(o, o.Any(x => x is Reopen) ? DirectoryOf(context, true) : null));
            context.Found(string.Create(CultureInfo.InvariantCulture, $"run {number}, after {found.Value.At} operations:{Environment.NewLine}{ModelShrinker.Text(fewer, difference)}"));
        }
    }

    private static void RunConcurrently(RunContext context, int number, bool onDisk)
    {
        using var run = new ModelRun(DirectoryOf(context, onDisk));
        var models = Enumerable.Range(0, Workers).Select(_ => ModelRun.NewModel()).ToList();
        var found = new (int At, string Difference)?[Workers];
        var threads = Enumerable.Range(0, Workers).Select(w => new Thread(() =>
        {
            var operations = Operations(context.Seed, number, w, alone: false, reopens: false, OperationsPerRun / Workers);
            found[w] = run.Run(models[w], operations, alone: false);
            if (found[w] is var (at, difference))
            {
                context.Found(string.Create(CultureInfo.InvariantCulture, $"run {number}, worker {w} of {Workers}, operation {at}: {Printed.Short(Printed.Of(operations[at]))}: {difference}"));
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        context.Done(OperationsPerRun);
        if (Array.TrueForAll(found, f => f is null) && run.CompareAll(models) is { } atEnd)
        {
            context.Found(string.Create(CultureInfo.InvariantCulture, $"run {number}, after all of {Workers} workers: {atEnd}"));
        }
    }

    private static string? DirectoryOf(RunContext context, bool onDisk) => onDisk ? context.NewPath("model") : null;
}
