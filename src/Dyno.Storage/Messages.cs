// Every sentence that Dyno.Storage says to its users. Each names the path or option at fault and what helps.
namespace Dyno.Storage;

internal static class Messages
{
    internal static string LibraryNotFound(string folder, string? reason) =>
        $"The native storage library (RocksDB) was found neither in '{Path.Combine(folder, "runtimes", "linux-x64", "native")}', nor in '{folder}', "
        + "nor on the system. In a checkout run `eng/native-debian.sh` and build again; elsewhere install RocksDB 7.8 or newer "
        + $"(Debian 12: `apt-get install librocksdb7.8`).{(reason is null ? "" : " The loader said: " + reason)}";

    internal static string Locked(string path) =>
        $"The database '{path}' is already open, in this process or another one. A database has one owner at a time: "
        + "close it there first, or share the open instance.";

    internal static string Corrupted(string path, string text) =>
        $"The database '{path}' is damaged and the damaged part is not used: {text}. Restore it from a backup or a checkpoint.";

    internal static string NoDatabase(string path) => $"There is no database in '{path}'.";

    internal static string NoCurrent(string path) =>
        $"The database '{path}' is damaged: its data files are there but the file CURRENT is missing, so it is not known which of them count. "
        + "Restore it from a backup or a checkpoint; an empty database is not created over old data.";

    internal static string LogDamaged(string path, string log, long offset, long next) =>
        Corrupted(path, $"{log} is broken from byte {offset}, and sound commits follow from byte {next}, so the break is not an unfinished write");

    internal static string LogWrittenOn(string path, string log, long offset, long behind) =>
        Corrupted(path, $"{log} is broken from byte {offset}, and something was written behind the broken commit at byte {behind}, so the break is not an unfinished write");

    internal static string LogForeign(string path, string log, long offset) =>
        Corrupted(path, $"{log} is broken from byte {offset}, and what stands there is no beginning of a commit, so it is not an unfinished write");

    internal static string LogCut(string path, string? log, ulong known, ulong closedAt) =>
        Corrupted(path, $"{log ?? "the newest log is missing: it"} ends at change {known}, and the database knew of change {closedAt}");

    internal static string CommitsMissing(string path, string log, ulong expected, ulong found) =>
        Corrupted(path, $"{log} continues at change {found}, but the changes from {expected} are nowhere: a log or the end of the manifest is missing");

    internal static string DiskFull(string path, string text) =>
        $"The disk of the database '{path}' is full, nothing was acknowledged: {text}. Free space, then open the database again.";

    internal static string Failed(string path, string text) => $"The database '{path}' could not be read or written: {text}.";

    internal static string WritesStopped(string path, string text) =>
        $"The database '{path}' takes no more writes because an earlier write failed: {text}. Whether that write is in the log is known "
        + "only after reopening: dispose the store and open it again. Reads go on.";

    internal static string UnknownFamily(string name) => $"The store was opened without the column family '{name}': name it in StoreOptions.ColumnFamilies.";

    internal static string BatchInUse() => "This batch is being committed: wait for its commit before changing or committing it again.";

    internal static string BatchNotEnqueued() => "This batch was not enqueued: call Store.Enqueue first, or Store.Commit.";

    internal static string BatchTooLarge() => "A batch holds less than 2 GB: commit it in parts.";

    internal static string InMemoryCheckpoint() => "A store in memory has no files to make a checkpoint of: open it on a path.";

    internal static string CheckpointExists(string path) => $"The checkpoint directory '{path}' exists: a checkpoint is written to a new directory.";

    internal static string IteratorNotPositioned() => "The iterator stands on no key: only read or step after a method of it returned true.";

    internal static string BadOptions(string text) => $"RocksDB did not take its settings: {text}.";
}
