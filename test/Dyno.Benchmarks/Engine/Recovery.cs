// Opening after a kill: what the log of a process that is gone costs to read again, as the process's files stood when it ended.

using System.Diagnostics;
using Dyno.Storage;

namespace Dyno.Benchmarks.Engine;

internal sealed class Recovery(string directory, int itemBytes)
{
    private const string Table = "Plain";
    private const int Rounds = 7;

    // All of it is in one write buffer yet: the most that is read again with the settings that the engine has of itself.
    private const long LogBytes = 56L << 20;

    private readonly Rows _rows = new(itemBytes);

    // Nanoseconds and bytes of log of the engine and of the store below.
    public (double Engine, long EngineLog, double Raw, long RawLog) Measure()
    {
        var killed = Path.Combine(directory, "killed");
        using (var pair = Pair.Open(Path.Combine(directory, "running")))
        {
            pair.Create(Table);
            var items = (int)(LogBytes / (itemBytes + 60));
            pair.Load(Table, _rows, 0, items);

            // Nobody writes, so the files are those that a kill would leave.
            Copy(Path.Combine(directory, "running"), killed);
        }

        var (engines, raws) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var at = Path.Combine(directory, "reopened");
            Copy(killed, at);
            var started = Stopwatch.GetTimestamp();
            using (var engine = Pair.OpenEngine(at, Durability.LosesNothing))
            {
                engine.GetItemAsync(new() { TableName = Table, Key = _rows.KeyOf(0) }).GetAwaiter().GetResult();
                engines.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds);
            }

            started = Stopwatch.GetTimestamp();
            using (var raw = Pair.OpenRaw(at, Durability.LosesNothing))
            {
                raw.Get(raw["items"], _rows.RawKeyOf(0));
                raws.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds);
            }

            Directory.Delete(at, recursive: true);
        }

        // The first of both runs code that was never run.
        return (Benchmarks.Measure.Median(engines[1..]), LogOf("engine"), Benchmarks.Measure.Median(raws[1..]), LogOf("raw"));

        long LogOf(string name) => new DirectoryInfo(Path.Combine(killed, name)).EnumerateFiles("*.log").Sum(f => f.Length);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateDirectories())
        {
            Copy(entry.FullName, Path.Combine(to, entry.Name));
        }

        // A lock ends with its process.
        foreach (var file in new DirectoryInfo(from).EnumerateFiles().Where(f => !f.Name.EndsWith("LOCK", StringComparison.Ordinal)))
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }
    }
}
