// RocksDB's manifest: what of it recovery has to know, and the end of one that a loss of power left unfinished.
//
// Its records are edits: tagged fields, the simple ones first, the last sequence number among them. RocksDB syncs an edit before it does what follows from it
// (removes files), so an edit that never came to the disk whole had no consequences and can be taken away. RocksDB does so where the file is too short, but takes
// an edit whose beginning is missing and whose end is there for damage. Damage of an edit that was synced may look like either. It is an error where
// 1. a sound record follows it, or it begins as no record does;
// 2. the sound part does not name all families (the edit may be what made one);
// 3. the newest log that the sound part names is gone: the edit said where the log's changes are now;
// unless there is nothing yet that could be lost. What else an edit can have done (files that replace others) RocksDB notices: the others are missing.
using System.Globalization;
using System.Text;

namespace Dyno.Storage.Recovery;

internal sealed class Manifest
{
    private const uint TagComparator = 1;
    private const uint TagLogNumber = 2;
    private const uint TagNextFileNumber = 3;
    private const uint TagLastSequence = 4;
    private const uint TagPreviousLogNumber = 9;
    private const uint TagMinimumLogNumber = 10;
    private const uint TagMaximumFamily = 203;
    private const uint TagDatabaseId = 8193;

    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly LogFile _file;
    private ulong _newestLog;

    internal Manifest(string path)
    {
        _path = path;
        _bytes = File.ReadAllBytes(path);
        _file = new LogFile(_bytes);
        _file.ReadRecords(record => Read(record));
    }

    // The newest change that the manifest knows to be in sorted files.
    internal ulong LastSequence { get; private set; }

    internal void CutUnfinishedEdit(IEnumerable<string> families)
    {
        if (_file.EndsInZeros)
        {
            return;
        }

        if (_file.EndsLikeUnfinishedWrite && _file.RecordBeginsBehind() is null && families.All(Names) && File.Exists(LogPath(_newestLog)))
        {
            LogFile.Cut(_path, _file.SoundBytes);
            return;
        }

        if (HoldsChanges(Path.GetDirectoryName(_path)!))
        {
            throw new StoreCorruptedException(Messages.Corrupted(Path.GetDirectoryName(_path)!, $"{Path.GetFileName(_path)} is broken from byte {_file.SoundBytes}"));
        }
    }

    private static bool HoldsChanges(string directory) =>
        Directory.EnumerateFiles(directory, "*.sst").Any() || new DirectoryInfo(directory).EnumerateFiles("*.log").Any(log => log.Length > 0);

    private bool Names(string family) =>
        _bytes.AsSpan(0, _file.SoundBytes).IndexOf([(byte)family.Length, .. Encoding.ASCII.GetBytes(family)]) >= 0;

    private string LogPath(ulong number) =>
        Path.Combine(Path.GetDirectoryName(_path)!, number.ToString("D6", CultureInfo.InvariantCulture) + ".log");

    private void Read(ReadOnlySpan<byte> rest)
    {
        while (TryReadVarint(ref rest, out var tag))
        {
            ulong value;
            switch (tag)
            {
                case TagComparator or TagDatabaseId when TryReadVarint(ref rest, out value) && value <= (ulong)rest.Length:
                    rest = rest[(int)value..];
                    break;
                case TagLogNumber when TryReadVarint(ref rest, out value):
                    _newestLog = Math.Max(_newestLog, value);
                    break;
                case TagNextFileNumber or TagPreviousLogNumber or TagMinimumLogNumber or TagMaximumFamily when TryReadVarint(ref rest, out _):
                    break;
                case TagLastSequence when TryReadVarint(ref rest, out value):
                    LastSequence = Math.Max(LastSequence, value);
                    return;
                default:
                    return;
            }
        }
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
