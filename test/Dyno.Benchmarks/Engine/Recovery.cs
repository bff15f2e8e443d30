// Opening after a kill: what the log of a process that is gone costs to read again, as the process's files stood when it ended.

namespace Dyno.Benchmarks.Engine;

internal static class Recovery
{
    private const string Table = "Plain";
    private const int Rounds = 7;

    // All of it is in one write buffer yet: the most that is read again with the settings that the engine has of itself.
    private const long LogBytes = 56L << 20;

    // Nanoseconds and bytes of log of the engine and of the store below.
    public static (double Engine, long EngineLog, double Raw, long RawLog) Measure(string directory, int itemBytes)
    {
        var rows = new Rows(itemBytes);
        var killed = Path.Combine(directory, "killed");
        using (var pair = Pair.Open(Path.Combine(directory, "running")))
        {
            pair.Create(Table);
            var items = (int)(LogBytes / (itemBytes + 60));
            pair.Load(Table, rows, 0, items);

            // Nobody writes, so the files are those that a kill would leave.
            Copy(Path.Combine(directory, "running"), killed);
        }

        // The first round runs code that was never run.
        var opening = new Opening(Table, rows);
        for (var round = 0; round <= Rounds; round++)
        {
            var at = Path.Combine(directory, "reopened");
            Copy(killed, at);
            opening.Round(at);
            Directory.Delete(at, recursive: true);
        }

        var (engine, raw) = opening.Medians(warmUp: 1);
        return (engine, LogOf("engine"), raw, LogOf("raw"));

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
