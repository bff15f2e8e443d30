// What RocksDB does not see when it recovers a database: run before RocksDB opens it.
// Invariants that an undamaged database keeps, each an error when broken:
// 1. Without CURRENT there are no data files, but for the first manifest where creation was not finished. (RocksDB would create an empty database over them.)
// 2. A commit in a log continues what the manifest or the commits before it know: its sequence number is at most one higher.
//    (A manifest that lost its end, or a missing log, leaves a gap. RocksDB would apply the later commits alone.)
// 3. No sound record follows a broken one, nothing was written behind its end, and it begins as a record does. (RocksDB ends at a broken length near the end
//    of a log as at an unfinished write.)
// 4. After a clean close the manifest is what it was at the close, and the last change before it is in manifest or logs (CleanClose).
// Not damage: the newest log ends in one record that is not whole. That group was never acknowledged (or cannot be told from one that was
// not), and is cut off; so are the last edits of a manifest that never came to the disk whole (Manifest).
// RocksDB itself checks the rest: checksums, sizes and presence of table files and finished logs.
using System.Buffers.Binary;

namespace Dyno.Storage.Recovery;

internal static class RecoveryCheck
{
    private const string FirstManifest = "MANIFEST-000001";

    // changes: whether what is no damage but is in the way (an unfinished write, the mark of the last close) is removed.
    // families: those that the caller knows; a manifest that does not name them all is not mended.
    internal static void Run(string directory, IEnumerable<string> families, bool changes = true)
    {
        if (ManifestOf(directory) is not { } path)
        {
            RefuseLostCurrent(directory);
            return;
        }

        var closedAt = CleanClose.Verify(directory, path, changes);
        var manifest = new Manifest(path);
        manifest.RefuseHalfOpening();
        if (changes)
        {
            manifest.CutUnfinishedEdits(families);
        }
        else
        {
            manifest.RefuseBrokenEnd();
        }

        var known = manifest.LastSequence;
        var logs = LogFiles.Of(directory);
        foreach (var log in logs)
        {
            known = Check(directory, log, known, isNewest: log == logs[^1], closedAt, changes);
        }

        RefuseLostEnd(directory, logs.Count == 0 ? null : logs[^1], known, closedAt);
    }

    // The manifest that CURRENT names; null if there is no CURRENT. What CURRENT says wrongly, RocksDB reports.
    internal static string? ManifestOf(string directory)
    {
        var current = Path.Combine(directory, "CURRENT");
        if (!File.Exists(current))
        {
            return null;
        }

        var manifest = Path.Combine(directory, Path.GetFileName(File.ReadAllText(current).TrimEnd('\n')));
        return File.Exists(manifest) ? manifest : throw new StoreCorruptedException(Messages.Corrupted(directory, "CURRENT names no file that exists"));
    }

    // A first manifest alone is a database that was not yet created when its process or machine ended: RocksDB makes CURRENT before any log.
    private static void RefuseLostCurrent(string directory)
    {
        if (Directory.EnumerateFiles(directory, "MANIFEST-*").Any(file => Path.GetFileName(file) != FirstManifest) || Directory.EnumerateFiles(directory, "*.sst").Any()
            || Directory.EnumerateFiles(directory, "*.log").Any())
        {
            throw new StoreCorruptedException(Messages.NoCurrent(directory));
        }
    }

    private static ulong Check(string directory, string path, ulong known, bool isNewest, ulong closedAt, bool changes)
    {
        var flushed = known;
        ulong? lastHere = null;
        var records = new LogRecords(WriteBatch.HeaderBytes, record =>
        {
            if (record.Length < WriteBatch.HeaderBytes)
            {
                throw new StoreCorruptedException(Messages.Corrupted(directory, $"{Path.GetFileName(path)} holds a record that is no commit"));
            }

            var sequence = BinaryPrimitives.ReadUInt64LittleEndian(record);
            var count = BinaryPrimitives.ReadUInt32LittleEndian(record[8..]);
            if (sequence > known + 1)
            {
                throw new StoreCorruptedException(Messages.CommitsMissing(directory, Path.GetFileName(path), known + 1, sequence));
            }

            lastHere = sequence + count - 1;
            known = Math.Max(known, lastHere.Value);
        });
        if (records.ReadFile(path) == records.SoundBytes)
        {
            return known;
        }

        var log = LogEnd.Of(path, records.SoundBytes);
        if (log.IsZeros)
        {
            return known;
        }

        if (log.RecordBeginsBehind() is { } next)
        {
            throw new StoreCorruptedException(Messages.LogDamaged(directory, Path.GetFileName(path), records.SoundBytes, next));
        }

        if (log.WrittenBehindBroken() is { } behind)
        {
            throw new StoreCorruptedException(Messages.LogWrittenOn(directory, Path.GetFileName(path), records.SoundBytes, behind));
        }

        if (!log.EndsLikeUnfinishedWrite)
        {
            throw new StoreCorruptedException(Messages.LogForeign(directory, Path.GetFileName(path), records.SoundBytes));
        }

        // What stood there is known to have been committed, or was followed by another log.
        if (lastHere is { } last ? last < flushed : !isNewest)
        {
            throw new StoreCorruptedException(Messages.LogCut(directory, Path.GetFileName(path), lastHere ?? 0, flushed));
        }

        RefuseLostEnd(directory, path, known, isNewest ? closedAt : 0);
        if (changes)
        {
            LogEnd.Cut(path, records.SoundBytes);
        }

        return known;
    }

    private static void RefuseLostEnd(string directory, string? log, ulong known, ulong closedAt)
    {
        if (known < closedAt)
        {
            throw new StoreCorruptedException(Messages.LogCut(directory, Path.GetFileName(log), known, closedAt));
        }
    }
}
