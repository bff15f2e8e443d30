// Reads the records of a file in RocksDB's format (LogFormat) from its beginning until its end or the first damage, some blocks at a time: a log may be larger
// than what fits into memory.
using System.Buffers;
using Microsoft.Win32.SafeHandles;
using static Dyno.Storage.Recovery.LogFormat;

namespace Dyno.Storage.Recovery;

// wanted: how many of a record's first bytes are told; the others are checked only.
internal sealed class LogRecords(int wanted, Action<ReadOnlySpan<byte>> read)
{
    // No fragment crosses the border of a block.
    private const int PieceBytes = 8 * BlockBytes;

    private readonly ArrayBufferWriter<byte> _record = new();
    private bool _inside;

    // How many bytes at the beginning are whole records, as far as they were told; while one is, without it.
    internal long SoundBytes { get; private set; }

    // Returns the file's length.
    internal long ReadFile(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var position = 0L;
            int length;
            do
            {
                length = ReadPiece(file, buffer.AsSpan(0, PieceBytes), position);
                if (!Read(buffer.AsSpan(0, length), position))
                {
                    break;
                }

                position += length;
            }
            while (length == PieceBytes);
            return RandomAccess.GetLength(file);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The blocks that follow those that were read, with where they stand in the file. False where they end or are damaged before their end.
    internal bool Read(ReadOnlySpan<byte> blocks, long at)
    {
        var position = 0;
        while ((position = HeaderFrom(position)) < blocks.Length)
        {
            var type = FragmentAt(blocks, position, out var end);
            var begins = type is Whole or First;
            if (type == 0 || begins == _inside)
            {
                return false;
            }

            Take(type, blocks[(position + HeaderBytes)..end]);
            position = end;
            if (!_inside)
            {
                SoundBytes = at + position;
            }
        }

        return true;
    }

    // A first fragment may be empty, where only its header fits into the block.
    private void Take(byte type, ReadOnlySpan<byte> payload)
    {
        if (type == Whole)
        {
            read(payload[..Math.Min(wanted, payload.Length)]);
            return;
        }

        _record.Write(payload[..Math.Min(wanted - _record.WrittenCount, payload.Length)]);
        _inside = type != Last;
        if (!_inside)
        {
            read(_record.WrittenSpan);
            _record.ResetWrittenCount();
        }
    }

    private static int ReadPiece(SafeFileHandle file, Span<byte> into, long position)
    {
        var length = 0;
        int read;
        while (length < into.Length && (read = RandomAccess.Read(file, into[length..], position + length)) > 0)
        {
            length += read;
        }

        return length;
    }
}
