// Zeros behind the end of RocksDB's log: a sync then need not write down, beside the data, that the file has grown, and takes a quarter to two fifths less. Every byte
// of the log is written twice for it, the zeros a megabyte at a time. Of large groups that takes what it gives: they are appended as ever.
//
// The zeros are appended by the leader of the group commit, before its write: nobody else writes then, so they stand behind all that RocksDB has written, wherever
// that ends. RocksDB writes at a position of its own, over them, and cuts a log that it closes to what it wrote. After a crash they are still there: RocksDB passes
// over them, and RecoveryCheck knows them from damage. Where RocksDB has begun another log meanwhile, the old one gets zeros that nobody needs.
// Nothing depends on them: where they cannot be written, or do not suffice, a log grows as it does without.
using Dyno.Storage.Recovery;

namespace Dyno.Storage.Commit;

internal sealed class LogAhead
{
    // A log that holds little yet gets as much again.
    internal const int LeastBytes = 64 << 10;
    internal const int MostBytes = 1 << 20;
    internal const int LargestGroup = 256 << 10;

    // File systems that write a block where it was. One that never does (btrfs, ZFS) would have twice the work and no gain. A container's is one of these below.
    private static readonly string[] s_overwriting = ["ext2", "ext3", "ext4", "xfs", "overlay", "overlayfs"];

    // As many at once as the kernel makes large pieces of a file of, which cost less to make and to write.
    private static readonly byte[] s_zeros = new byte[256 << 10];

    private readonly string _directory;
    private int _pauses;
    private string? _log;

    // About where what RocksDB writes ends, or behind it; and where the zeros do.
    private long _end;
    private long _zerosEnd;

    internal LogAhead(string directory) => _directory = directory;

    // Null where the directory's file system would have nothing of it.
    internal static LogAhead? For(string directory)
    {
        try
        {
            return s_overwriting.Contains(new DriveInfo(directory).DriveFormat, StringComparer.Ordinal) ? new(directory) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // While nobody writes: a copy of a log that is being written must end where RocksDB's part ends, so the logs that begin from now on get no zeros until Resume.
    internal void Pause() => Interlocked.Increment(ref _pauses);

    internal void Resume() => Interlocked.Decrement(ref _pauses);

    // By who writes a group of so many bytes, before it.
    internal void Prepare(int groupBytes)
    {
        _end += WithHeaders(groupBytes);
        if (_end > _zerosEnd && groupBytes <= LargestGroup && Volatile.Read(ref _pauses) == 0)
        {
            try
            {
                Append(groupBytes);
            }
            catch (Exception)
            {
                // A full disk, a file as large as it may be, a directory that is gone: the write itself will tell. Not tried again soon.
                _zerosEnd = _end + MostBytes;
            }
        }
    }

    private void Append(int groupBytes)
    {
        if (LogFiles.Of(_directory) is not [.., var log])
        {
            return;
        }

        using var file = File.OpenHandle(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        if (log != _log || length > _zerosEnd)
        {
            // The file ends with what RocksDB wrote last.
            (_log, _end) = (log, length + WithHeaders(groupBytes));
        }

        var end = length + Math.Clamp(length, LeastBytes, MostBytes);
        for (var position = length; position < end; position += s_zeros.Length)
        {
            RandomAccess.Write(file, s_zeros.AsSpan(0, (int)Math.Min(end - position, s_zeros.Length)), position);
        }

        _zerosEnd = end;
    }

    // A header for each block of 32 KiB that it touches, and a rest of one.
    private static long WithHeaders(int bytes) => bytes + (bytes >> 10) + 32;
}
