// The planted bugs: in the commit path, the index code, the journal and recovery. One line says what a database with it would do.
namespace Dyno.Reliability.Mutants;

internal static partial class MutantTable
{
    private const string Engine = "src/Dyno.Engine/";
    private const string Storage = "src/Dyno.Storage/";

    internal static readonly Mutant[] All =
    [
        // Acknowledges while the log's record is still in the process's memory.
        new("early acknowledgement", Storage + "OpenStore.cs", "\"max_bgerror_resume_count=0\",", "\"max_bgerror_resume_count=0\", \"manual_wal_flush=true\",",
            "crash", 40, "was acknowledged")
        {
            Also = [(Storage + "OpenStore.cs", "options.Durability == Durability.LosesNothing ? (byte)1 : (byte)0);", "options.Durability == Durability.LosesNothing ? (byte)0 : (byte)0);")],
        },

        // Writes no log.
        new("no log", Storage + "OpenStore.cs", "RocksDb.WriteOptionsDisableLog(WriteOptions, HasLog(options) ? 0 : 1);",
            "RocksDb.WriteOptionsDisableLog(WriteOptions, 1);", "crash", 40),

        // Writes the zeros of the log from before its end.
        new("zeros over the log", Storage + "Commit/LogAhead.cs", "var position = length;", "var position = Math.Max(0, length - 4096);", "crash", 100),

        // Takes a broken record in the middle of a log for its end.
        new("sound commits behind a break", Storage + "Recovery/RecoveryCheck.cs", "if (log.RecordBeginsBehind() is { } next)", "if (log.RecordBeginsBehind() is { } next && next < 0)",
            "corruption", 600, "it is the state after commit")
        {
            Also = [(Storage + "Recovery/RecoveryCheck.cs", "if (log.WrittenBehindBroken() is { } behind)", "if (log.WrittenBehindBroken() is { } behind && behind < 0)")],
        },

        // Takes a break over the end of a commit and the beginning of the next for one unfinished write.
        new("broken commits behind a break", Storage + "Recovery/RecoveryCheck.cs", "if (log.WrittenBehindBroken() is { } behind)", "if (log.WrittenBehindBroken() is { } behind && behind < 0)",
            "corruption", 2000, "it is the state after commit"),

        // Takes a log of a closed database that lost its end for one of a crash.
        new("lost end of a log", Storage + "Recovery/RecoveryCheck.cs", "if (known < closedAt)", "if (known < closedAt && log is \"\")", "corruption", 600, "closed database"),

        // Takes a manifest that lost its end for one whose end never was, although the logs that it spoke of are gone.
        new("lost end of the manifest", Storage + "Recovery/Manifest.cs", "&& families.All(Names) && NewestLogIsThere()", "&& families.All(Names)", "corruption", 6000, "of MANIFEST"),

        // Walks as RocksDB does of itself: in silence over a file whose first block is damaged.
        new("damaged blocks passed over", Engine + "Reading/PageReader.cs", "fetched.Snapshot, deletions: RangeDeletions.None)", "fetched.Snapshot)", "corruption", 2000, "read, it is no state that was"),

        // Takes a manifest that ends amid what opening wrote for a whole one.
        new("half an opening", Storage + "Recovery/Manifest.cs", "if (_foundLogsBefore > 0 && !IsOpened", "if (_foundLogsBefore > 0 && _number == 0 && !IsOpened", "corruption", 3000, "of MANIFEST"),

        // The last action of a transaction is committed on its own, later.
        new("torn transaction", Engine + "Commit/BatchEncoder.cs", "foreach (var action in set.Actions)\n        {\n            var change = action.Change;",
            "foreach (var action in set.Actions)\n        {\n            var change = action.Change;\n            if (set.Actions.Length > 2 && action == set.Actions[^1])\n            {\n"
            + "                var late = context.Store.RentBatch();\n                if (change.Exists)\n                {\n                    late.Put(context.Items, change.Key, change.After.Span);\n"
            + "                }\n                else\n                {\n                    late.Delete(context.Items, change.Key);\n                }\n\n"
            + "                _ = Task.Delay(2).ContinueWith(_ => context.Store.Commit(late), TaskScheduler.Default);\n                continue;\n            }\n",
            "crash", 40),

        // An entry that moved stays where it was.
        new("ghost entry", Engine + "Commit/BatchEncoder.cs", "batch.Delete(context.Indexes, removed);", "", "crash", 20),

        // A change of what is projected does not reach the index when the key stays.
        new("stale projection", Engine + "Indexes/IndexMaintenance.cs", "if (sameKey && oldEntry == newEntry)", "if (sameKey)", "crash", 20),

        // A write during the building of an index relies on an entry that is not there yet.
        new("building forgets", Engine + "Indexes/IndexMaintenance.cs", "if (index.IsBuilding && oldKey is not null && !IsFilled(context, index, change, oldKey))",
            "if (false)", "crash", 100),

        // A half built index is taken for whole after a crash.
        new("half built index", Engine + "Tables/TableRecord.cs", "if (index.IsBuilding)\n        {\n            fields[\"building\"] = true;\n        }", "", "crash", 100),

        // Counters of an earlier state are written.
        new("counters behind", Engine + "Commit/CommitOrder.cs", "change.IsWrite && (change.CountDelta != 0 || change.AfterSize != change.BeforeSize || change.Table.Indexes.Length > 0);",
            "change.IsWrite && change.CountDelta != 0;", "crash", 20),

        // The size of an item collection forgets the entries of local indexes.
        new("collection without entries", Engine + "Commit/ItemChange.cs", "(long)AfterSize - BeforeSize + LocalEntriesDelta;", "(long)AfterSize - BeforeSize;", "crash", 20),

        // An entry of an earlier expiry stays.
        new("ghost expiry", Engine + "Ttl/TtlEntries.cs", "batch.Delete(context.Expiries, KeyOf(change.Key, old));", "", "crash", 20),

        // Numbers of the journal begin again after a crash where they were.
        new("numbers used twice", Engine + "Streams/Journal.cs", "BinaryPrimitives.WriteUInt64BigEndian(end, _blockEnd + BlockSize);",
            "BinaryPrimitives.WriteUInt64BigEndian(end, _next);", "crash", 40),

        // The journal's record is written in a commit of its own, after the change.
        new("journal apart", Engine + "Streams/Journal.cs", "batch.Put(_context.Journals, key, records[i].Value);",
            "var apart = _context.Store.RentBatch();\n            apart.Put(_context.Journals, key, records[i].Value);\n"
            + "            _ = Task.Delay(1).ContinueWith(_ => _context.Store.Commit(apart), TaskScheduler.Default);", "crash", 40),

        // The record of a change has the image before the one before.
        new("old image of another", Engine + "Streams/Journal.cs", "JournalRecord.Encode(happened, set.Writer, keys, change.Before, change.After, change.Table.Journal)",
            "JournalRecord.Encode(happened, set.Writer, keys, change.Exists ? change.After : change.Before, change.After, change.Table.Journal)", "crash", 20),

        // A token is not on the disk: the repetition after a crash is done again.
        new("token forgotten", Engine + "Commit/ClientTokens.cs", "batch.Put(_context.Meta, token.Key, value);", "", "crash", 60),

        // A transaction that stays open does not see what others wrote at its items.
        new("conflict unseen", Engine + "Commit/CommitOrder.cs", "!(transaction.Reads.AreUnchanged() && AreUnused(transaction.Tokens))", "!AreUnused(transaction.Tokens)", "crash", 60),

        // A writer of a key does not see a change that is on its way to the disk.
        new("pending unseen", Engine + "Commit/CommitPipeline.cs", "if (_stripes[change.Key].Find(change.Key) is { } pending)",
            "if (_stripes[change.Key].Find(change.Key) is { } pending && pending.Table is null)", "crash", 60),

        // The items of a deleted table stay.
        new("deleted table stays", Engine + "Tables/Catalog.cs", "DeleteRange(batch, _context.Items, table.Id);", "", "crash", 100),

        // Acknowledges what the device does not have.
        new("no sync", Storage + "OpenStore.cs", "options.Durability == Durability.LosesNothing ? (byte)1 : (byte)0);",
            "options.Durability == Durability.LosesNothing ? (byte)0 : (byte)0);", "power", 100),

        // The name of the database's directory is not on the device.
        new("no name", Storage + "Native/DirectorySync.cs", "if (path is null || OperatingSystem.IsWindows())", "if (path is null || path.Length > 0)", "power", 100),

        // A write that failed is acknowledged.
        new("error ignored", Storage + "Store.cs", "return error == null ? null : NativeError.Take(error);",
            "if (error != null)\n        {\n            NativeError.Take(error);\n        }\n\n        return null;", "faults", 200, "was acknowledged after a write had failed"),

        // After a failed write the next ones are tried again.
        new("no failure latch", Storage + "Commit/GroupCommit.cs", "_failure ??= failure;", "_failure = null;", "faults", 150, "was acknowledged after a write had failed")
        {
            Also = [(Storage + "OpenStore.cs", "\"paranoid_checks=true\",", "\"paranoid_checks=false\",")],
        },

        // RocksDB writes again by itself when a full disk has room.
        new("resumes by itself", Storage + "IdleFamily.cs", "Bytes(writeBufferBytes).ToString", "writeBufferBytes.ToString", "faults", 2, "were begun by themselves behind a full disk"),

        // Two flushes at a time, of which one may wait for ever for the other.
        new("two flushes", Storage + "OpenStore.cs", "\"max_background_flushes=1\",", "\"max_background_flushes=2\",", "faults", 2, "a second flush beside the first"),

        .. Histories,
        .. Model,
    ];
}
