// RocksDB's record format, which its commit logs and its manifest share.
//
// A file is blocks of 32 KiB; a block is fragments, and a rest where no header fits any more. A fragment is
//   checksum (4, CRC32C of type and payload, masked), payload length (2), type (1: whole, 2: first, 3: middle, 4: last), payload; little endian.
// A record is a whole fragment, or a first, middles and a last. One commit group is one record of a log:
//   sequence number of its first change (8), count of changes (4), the changes (see WriteBatch).
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dyno.Storage.Recovery;

internal static class LogFormat
{
    internal const int BlockBytes = 32 * 1024;
    internal const int HeaderBytes = 7;
    internal const byte Whole = 1;
    internal const byte First = 2;
    internal const byte Last = 4;
    private const uint ChecksumMaskDelta = 0xa282ead8;

    internal static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var value in data[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    // Positions are counted from the beginning of a block.
    // Where the next fragment begins: here, or with the next block where no header fits any more.
    internal static int HeaderFrom(int position) =>
        BlockBytes - (position % BlockBytes) is var left && left < HeaderBytes ? position + left : position;

    // The type of a sound fragment, or 0.
    internal static byte FragmentAt(ReadOnlySpan<byte> bytes, int position, out int end)
    {
        end = position + HeaderBytes;
        if (end > bytes.Length)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(position + 4)..]);
        var type = bytes[position + 6];
        end += length;
        if (type is < Whole or > Last || end > bytes.Length || end > (position / BlockBytes * BlockBytes) + BlockBytes)
        {
            return 0;
        }

        var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]) - ChecksumMaskDelta;
        return BitOperations.RotateLeft(stored, 15) == Crc32C(bytes[(position + 6)..end]) ? type : (byte)0;
    }
}
