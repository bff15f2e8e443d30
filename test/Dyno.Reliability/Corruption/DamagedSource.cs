// The whole databases that are damaged, with all that an engine keeps: one as a killed process leaves it, with table files and several logs, one closed cleanly,
// and both again with everything in table files, so that no log speaks of what a lost file had.
using Dyno.Engine;
using Dyno.Reliability.Crash;
using Dyno.Storage;

namespace Dyno.Reliability.Corruption;

internal sealed class DamagedSource
{
    private const int Commits = 220;
    private static readonly int[] Flushes = [60, 120, 150];

    private DamagedSource(string directory, List<string> states)
    {
        Killed = Path.Combine(directory, "killed");
        Closed = Path.Combine(directory, "closed");
        KilledAfterFlush = Path.Combine(directory, "killed-after-flush");
        ClosedAfterFlush = Path.Combine(directory, "closed-after-flush");
        States = states;
    }

    internal string Killed { get; }

    internal string Closed { get; }

    internal string KilledAfterFlush { get; }

    internal string ClosedAfterFlush { get; }

    /// <summary>The fingerprint of the database after each commit, oldest first.</summary>
    internal List<string> States { get; }

    internal static async Task<DamagedSource> CreateAsync(string directory, int seed)
    {
        var random = new Random(seed);
        var states = new List<string>();
        var source = new DamagedSource(directory, states);
        await CrashTables.CreateAsync(source.Closed, fillerItems: 150);
        await using (var engine = DynoEngine.Open(source.Closed, CrashTables.Options))
        {
            states.Add(Fingerprint.Of(engine.Context.Store));
            for (var commit = 1; commit <= Commits; commit++)
            {
                await WriteAsync(engine, random, commit);
                states.Add(Fingerprint.Of(engine.Context.Store));
                if (Flushes.Contains(commit))
                {
                    engine.Context.Store.Flush();
                }
            }

            CrashTables.Copy(source.Closed, source.Killed);
        }

        CrashTables.Copy(source.Closed, source.ClosedAfterFlush);
        await using (var engine = DynoEngine.Open(source.ClosedAfterFlush, CrashTables.Options))
        {
            engine.Context.Store.Flush();

            // RocksDB compacts and removes what is not needed any more in the background; the copy is of one moment.
            if (!SpinWait.SpinUntil(() => IsQuiet(engine.Context.Store, source.ClosedAfterFlush), TimeSpan.FromSeconds(30)))
            {
                throw new InvalidOperationException("There is no end of compactions.");
            }

            CrashTables.Copy(source.ClosedAfterFlush, source.KilledAfterFlush);
        }

        return source;
    }

    private static bool IsQuiet(Store store, string directory) =>
        Directory.GetFiles(directory, "*.log").Length == 1
        && store.ColumnFamilies.All(f => store.GetProperty(f, "rocksdb.num-running-compactions") == "0" && store.GetProperty(f, "rocksdb.compaction-pending") == "0");

    private static async Task WriteAsync(DynoEngine engine, Random random, int commit)
    {
        Item NewItem(int slot) => Item.Of(
            ("pk", $"w{slot % 3}"), ("sk", slot), ("v", commit), ("rank", random.Next(50)), ("g", $"g{random.Next(8)}"), ("until", 4_000_000_000 + commit),
            ("data", new string((char)('a' + random.Next(26)), random.Next(400))));
        var first = random.Next(40);
        if (random.Next(5) == 0)
        {
            await engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [.. Enumerable.Range(first, 4).Select(slot => new TransactPut { TableName = CrashTables.State, Item = NewItem(slot) })],
                ClientRequestToken = $"token {commit}",
            });
            return;
        }

        await engine.PutItemAsync(new PutItemRequest { TableName = CrashTables.State, Item = NewItem(first) });
    }
}
