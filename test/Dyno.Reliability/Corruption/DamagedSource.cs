// The whole databases that are damaged, with all that an engine keeps: one as a killed process leaves it, with table files and several logs; one with everything in
// table files, so that no log speaks of what a lost file had; one that was recovered, whose manifest ends with what opening wrote; and two that were closed.
using Dyno.Engine;
using Dyno.Reliability.Crash;
using Dyno.Storage;

namespace Dyno.Reliability.Corruption;

internal sealed class DamagedSource
{
    private const int Commits = 220;
    private const int Compaction = 130;
    private static readonly int[] Flushes = [60, 120, 150];

    private DamagedSource(string directory)
    {
        Killed = Path.Combine(directory, "killed");
        Closed = Path.Combine(directory, "closed");
        KilledAfterFlush = Path.Combine(directory, "killed-after-flush");
        KilledAfterRecovery = Path.Combine(directory, "killed-after-recovery");
        ClosedAfterRecovery = Path.Combine(directory, "closed-after-recovery");
    }

    internal string Killed { get; }

    internal string Closed { get; }

    internal string KilledAfterFlush { get; }

    internal string KilledAfterRecovery { get; }

    internal string ClosedAfterRecovery { get; }

    /// <summary>The fingerprint of the database after each commit, oldest first.</summary>
    internal List<string> States { get; } = [];

    /// <summary>What it answered then.</summary>
    internal List<string> Answers { get; } = [];

    internal static async Task<DamagedSource> CreateAsync(string directory, int seed)
    {
        var random = new Random(seed);
        var source = new DamagedSource(directory);

        // So much that levels have several files: RocksDB steps from one to the next otherwise than from block to block.
        await CrashTables.CreateAsync(source.Closed, fillerItems: 300, fillerBytes: 600);
        await using (var engine = DynoEngine.Open(source.Closed, CrashTables.Options))
        {
            await source.AddAsync(engine);
            for (var commit = 1; commit <= Commits; commit++)
            {
                await WriteAsync(engine, random, commit);
                await source.AddAsync(engine);
                if (Flushes.Contains(commit))
                {
                    engine.Context.Store.Flush();
                }

                if (commit == Compaction)
                {
                    engine.Context.Store.ColumnFamilies.ToList().ForEach(engine.Context.Store.CompactRange);
                }
            }

            CrashTables.Copy(source.Closed, source.Killed);
            engine.Context.Store.Flush();
            WaitUntilQuiet(engine.Context.Store, source.Closed);
            CrashTables.Copy(source.Closed, source.KilledAfterFlush);
        }

        CrashTables.Copy(source.Killed, source.ClosedAfterRecovery);
        await using (var engine = DynoEngine.Open(source.ClosedAfterRecovery, CrashTables.Options))
        {
            WaitUntilQuiet(engine.Context.Store, source.ClosedAfterRecovery);
            CrashTables.Copy(source.ClosedAfterRecovery, source.KilledAfterRecovery);
        }

        return source;
    }

    private async Task AddAsync(DynoEngine engine)
    {
        States.Add(Fingerprint.Of(engine.Context.Store));
        Answers.Add(await Corruption.Answers.OfAsync(engine));
    }

    // RocksDB compacts and removes what is not needed any more in the background; a copy is of one moment.
    private static void WaitUntilQuiet(Store store, string directory)
    {
        if (!SpinWait.SpinUntil(() => IsQuiet(store, directory), TimeSpan.FromSeconds(30)))
        {
            throw new InvalidOperationException("There is no end of compactions.");
        }
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
