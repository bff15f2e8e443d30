// The table of the engine: each operation and the same rows in the store below, in turn, in one run. The goals are those that docs/benchmarks.md names.

using System.Diagnostics;
using System.Globalization;
using Dyno.Storage;

namespace Dyno.Benchmarks.Engine;

internal sealed class EngineSuite(string directory, int items, string only)
{
    private const string Plain = "Plain";

    private readonly Random _random = new(1);

    public IEnumerable<EngineRow> Run()
    {
        foreach (var (bytes, group) in ((int, string)[])[(200, "200 B"), (1000, "1 KB")])
        {
            foreach (var row in OfSize(bytes, $"{items:N0} items of {group}"))
            {
                yield return row;
            }
        }

        foreach (var row in Durable())
        {
            yield return row;
        }
    }

    private IEnumerable<EngineRow> OfSize(int bytes, string group)
    {
        var at = Path.Combine(directory, $"{bytes}");
        var rows = new Rows(bytes);
        using (var pair = Pair.Open(at))
        {
            pair.Create(Plain);
            pair.Create("New");
            Loading(group, () => pair.Load(Plain, rows, 0, items));
            pair.Settle();
            var of = new Operations(pair, Plain, rows, items);
            of.Warm();
            foreach (var row in Reads(of, group).Concat(Threads(of, group)).Concat(Writes(pair, of, bytes, group)).Concat(AfterOverwrites(pair, of, group)))
            {
                yield return row;
            }
        }

        if (Wanted("open"))
        {
            yield return Opening(at, group, rows);
        }

        Directory.Delete(at, recursive: true);
        if (Wanted("recover"))
        {
            yield return Recovering(bytes, group);
        }
    }

    private IEnumerable<EngineRow> Reads(Operations of, string group) => Rows(
        group,
        Measure.Rounds,
        ("GetItem", "raw get", 0.7, of.Get, of.RawGet),
        ("GetItem, no such item", "raw get", null, of.GetAbsent, of.RawGetAbsent),
        ("Query of 1", "raw iterator", null, r => of.Query(r, 1), r => of.RawRange(r, 1)),
        ("Query of 20", "raw iterator", null, r => of.Query(r, 20), r => of.RawRange(r, 20)),
        ("Query of 100", "raw iterator", 0.5, r => of.Query(r, 100), r => of.RawRange(r, 100)),
        ("Scan, 1,000 items a page", "raw iterator", null, of.Scan, of.RawScan),
        ("BatchGetItem of 25", "raw multi-get", null, r => of.BatchGet(r, 25), r => of.RawBatchGet(r, 25)));

    private IEnumerable<EngineRow> Threads(Operations of, string group)
    {
        if (!Wanted("threads"))
        {
            yield break;
        }

        var one = 0.0;
        foreach (var threads in (int[])[1, 4, 16])
        {
            var (engine, raw) = Measure.Throughput(threads, of.Get, of.RawGet);
            yield return PerSecond(group, $"GetItem, {threads} thread{(threads == 1 ? "" : "s")}", "raw get", engine, raw, null);
            one = threads == 1 ? engine : one;
            if (threads == 16)
            {
                yield return PerSecond(group, "GetItem, 16 threads", "GetItem, 1 thread", engine, one, 3);
            }
        }
    }

    private IEnumerable<EngineRow> Writes(Pair pair, Operations of, int bytes, string group)
    {
        var indexed = new Dictionary<int, Operations>();
        foreach (var indexes in (int[])[2, 5])
        {
            pair.Create($"Indexed{indexes}", indexes);
            indexed.Add(indexes, new Operations(pair, Plain, new Rows(bytes, indexed: indexes), items));
        }

        pair.Create("Streamed", stream: true);
        return Rows(
            group,
            Measure.WriteRounds,
            ("PutItem, new", "raw batch of the row", 0.6, _ => of.PutNew("New"), _ => of.RawPut()),
            ("PutItem, over another", "raw batch of the row", null, of.PutOver, of.RawPutOver),
            ("PutItem, over another", "raw get, raw batch", null, of.PutOver, of.RawGetAndPut),
            ("UpdateItem with a condition", "raw get, raw batch", null, of.UpdateOne, of.RawGetAndPut),
            ("PutItem, new, 2 global indexes", "raw batch of the 3 rows", 0.6, _ => indexed[2].PutNew("Indexed2"), _ => indexed[2].RawPut(indexes: 2)),
            ("PutItem, new, 5 global indexes", "raw batch of the 6 rows", null, _ => indexed[5].PutNew("Indexed5"), _ => indexed[5].RawPut(indexes: 5)),
            ("PutItem, new, a stream", "raw batch of the 2 rows", null, _ => of.PutNew("Streamed"), _ => of.RawPut(journal: true)),
            ("TransactWriteItems of 10, new", "raw batch of the 10 rows", null, _ => of.Transact("New", 10), _ => of.RawPut(10)));
    }

    // The same rows were written again, all over the table: files and filters are as a long life leaves them.
    private IEnumerable<EngineRow> AfterOverwrites(Pair pair, Operations of, string group)
    {
        if (!Wanted("overwrites"))
        {
            yield break;
        }

        // Files that were written anew are read from the disk first: both are measured from memory.
        pair.Settle();
        of.Warm();
        var (before, _) = Compare(of.Get, of.RawGet);
        Loading("overwrites", () =>
        {
            for (var i = 0; i < items; i++)
            {
                of.PutOver(_random);
            }
        });
        pair.Settle();
        of.Warm();
        var (after, _) = Compare(of.Get, of.RawGet);
        yield return Timed(group, $"GetItem after {items:N0} random overwrites", "GetItem before", after, before, 0.8);
    }

    // Closed cleanly, opened, one item read: in this process, whose code is warm.
    private EngineRow Opening(string at, string group, Rows rows)
    {
        var bytes = new DirectoryInfo(Path.Combine(at, "engine")).EnumerateFiles().Sum(f => f.Length);
        var opening = new Opening(Plain, rows);
        for (var round = 0; round < 5; round++)
        {
            opening.Round(at);
        }

        var (subject, limit) = opening.Medians();
        const double Goal = 100e6;
        return new(
            group, string.Create(CultureInfo.InvariantCulture, $"open {bytes / 1e9:F2} GB, get one item"), "100 ms", Machine.Duration(subject),
            $"raw: {Machine.Duration(limit)}", Goal / subject, null, null, 1);
    }

    // Killed, opened, one item read.
    private EngineRow Recovering(int bytes, string group)
    {
        var at = Path.Combine(directory, "recovery");
        var (engine, engineLog, raw, rawLog) = Recovery.Measure(at, bytes);
        Directory.Delete(at, recursive: true);
        return new(
            group, string.Create(CultureInfo.InvariantCulture, $"recover {engineLog / 1e6:F0} MB of log, get one item"), "1 s per GB", Machine.Duration(engine),
            string.Create(CultureInfo.InvariantCulture, $"raw: {Machine.Duration(raw)}, {rawLog / 1e6:F0} MB"), engineLog / engine, null, null, 1);
    }

    private IEnumerable<EngineRow> Durable()
    {
        const string Group = "Durable, items of 200 B";
        const int Callers = 64;
        if (!Wanted("callers"))
        {
            yield break;
        }

        using var pair = Pair.Open(Path.Combine(directory, "durable"), Durability.LosesNothing);
        pair.Create("New");
        var of = new Operations(pair, "New", new Rows(200), 0);
        foreach (var callers in (int[])[1, 8, Callers])
        {
            var (engine, raw) = Measure.Throughput(callers, _ => of.PutNew("New"), _ => of.RawPut());
            yield return PerSecond(
                Group, $"PutItem, {callers} caller{(callers == 1 ? "" : "s")}", "raw group commit", engine, raw, callers == Callers ? 0.8 : null);
        }
    }

    private IEnumerable<EngineRow> Rows(string group, int rounds, params (string Operation, string Limit, double? Goal, Action<Random> Subject, Action<Random> LimitRun)[] rows)
    {
        foreach (var (operation, limit, goal, subject, run) in rows)
        {
            if (Wanted(operation))
            {
                var (one, other) = Compare(subject, run, rounds);
                yield return Timed(group, operation, limit, one, other, goal);
            }
        }
    }

    private bool Wanted(string operation) => operation.Contains(only, StringComparison.OrdinalIgnoreCase);

    private (Side Subject, Side Limit) Compare(Action<Random> subject, Action<Random> limit, int rounds = Measure.Rounds) =>
        Measure.Compare(() => subject(_random), () => limit(_random), rounds);

    private static EngineRow Timed(string group, string operation, string limit, Side subject, Side other, double? goal) => new(
        group, operation, limit, Machine.Duration(subject.NanosecondsPerOperation), Machine.Duration(other.NanosecondsPerOperation),
        other.NanosecondsPerOperation / subject.NanosecondsPerOperation, subject.Spread, subject.BytesPerOperation, goal);

    private static EngineRow PerSecond(string group, string operation, string limit, double subject, double other, double? goal) => new(
        group, operation, limit, string.Create(CultureInfo.InvariantCulture, $"{subject:N0} /s"), string.Create(CultureInfo.InvariantCulture, $"{other:N0} /s"),
        subject / other, null, null, goal);

    private static void Loading(string what, Action load)
    {
        var started = Stopwatch.GetTimestamp();
        load();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: written in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
    }
}
