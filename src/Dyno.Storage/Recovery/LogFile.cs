// Reads RocksDB's record format, which its commit logs and its manifest share.
//
// A file is blocks of 32 KiB; a block is fragments, and a rest where no header fits any more. A fragment is
//   checksum (4, CRC32C of type and payload, masked), payload length (2), type (1: whole, 2: first, 3: middle, 4: last), payload; little endian.
// A record is a whole fragment, or a first, middles and a last. One commit group is one record of a log:
//   sequence number of its first change (8), count of changes (4), the changes (see WriteBatch).
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dyno.Storage.Recovery;

internal sealed class LogFile(byte[] bytes)
{
    private const int BlockBytes = 32 * 1024;
    private const int HeaderBytes = 7;

    // The least that a disk writes whole.
    private const int SectorBytes = 512;
    private const byte Whole = 1;
    private const byte First = 2;
    private const byte Last = 4;
    private const uint ChecksumMaskDelta = 0xa282ead8;

    // How many bytes at the beginning are whole records, as far as they were read.
    internal int SoundBytes { get; private set; }

    // Whether nothing but reserved space follows, which RocksDB too takes for the end.
    internal bool EndsInZeros => bytes.AsSpan(SoundBytes).IndexOfAnyExcept((byte)0) < 0;

    // Calls `read` with each whole record until the end or the first damage.
    internal void ReadRecords(Action<byte[]> read)
    {
        var record = new MemoryStream();
        var position = 0;
        var inside = false;
        while (true)
        {
            position = HeaderFrom(position);
            var type = FragmentAt(position, out var end);
            var begins = type is Whole or First;
            if (type == 0 || begins == inside)
            {
                return;
            }

            record.Write(bytes, position + HeaderBytes, end - position - HeaderBytes);
            position = end;

            // A first fragment may be empty, where only its header fits into the block.
            inside = type is not (Whole or Last);
            if (!inside)
            {
                read(record.ToArray());
                record.SetLength(0);
                SoundBytes = position;
            }
        }
    }

    // Where a sound record begins behind the sound beginning, or null: then all that is behind is one record that is not whole.
    internal int? RecordBeginsBehind()
    {
        for (var position = SoundBytes + 1; position + HeaderBytes <= bytes.Length; position++)
        {
            if (bytes[position + 6] is Whole or First && FragmentAt(position, out _) != 0)
            {
                return position;
            }
        }

        return null;
    }

    // Where something was written behind the record that is not whole, as its own headers tell its end: so it had been written to its end, and it is damage. So is
    // what stands where a further header of it must, and is none. Null where nothing was written, or the end is not known. A header in two sectors may be there in
    // part, and tells nothing.
    internal int? WrittenBehindBroken()
    {
        var position = SoundBytes;
        for (var begins = true; ; begins = false)
        {
            position = HeaderFrom(position);
            var typeAt = position + HeaderBytes - 1;
            if (typeAt >= bytes.Length || position / SectorBytes != typeAt / SectorBytes)
            {
                return null;
            }

            var length = HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position + 4));
            var type = bytes[typeAt];
            if (type is < Whole or > Last || (type is Whole or First) != begins || (position % BlockBytes) + length > BlockBytes)
            {
                return begins || (type == 0 && IsZeroToEndOfSector(typeAt)) ? null : position;
            }

            position += length;
            if (type is Whole or Last)
            {
                var behind = position < bytes.Length ? bytes.AsSpan(position).IndexOfAnyExcept((byte)0) : -1;
                return behind < 0 ? null : position + behind;
            }
        }
    }

    // Whether what is behind the sound beginning can be the beginning of a record that was not written to its end: a header that makes sense, or one whose
    // sectors never came to the disk and read as zeros. Anything else was something else, or was changed.
    internal bool EndsLikeUnfinishedWrite
    {
        get
        {
            var position = HeaderFrom(SoundBytes);
            if (position + HeaderBytes > bytes.Length)
            {
                return true;
            }

            var typeAt = position + HeaderBytes - 1;
            return bytes[typeAt] switch
            {
                0 => IsZeroToEndOfSector(typeAt),
                Whole or First => (position % BlockBytes) + HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position + 4)) <= BlockBytes,
                _ => false,
            };
        }
    }

    // Takes away what is behind a file's sound beginning, for good.
    internal static void Cut(string path, int soundBytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, soundBytes);
        RandomAccess.FlushToDisk(file);
    }

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

    // Where the next fragment begins: here, or with the next block where no header fits any more.
    private static int HeaderFrom(int position) =>
        BlockBytes - (position % BlockBytes) is var left && left < HeaderBytes ? position + left : position;

    // What never came to the disk reads as zeros.
    private bool IsZeroToEndOfSector(int position) =>
        bytes.AsSpan(position..Math.Min(bytes.Length, ((position / SectorBytes) + 1) * SectorBytes)).IndexOfAnyExcept((byte)0) < 0;

    // The type of a sound fragment, or 0.
    private byte FragmentAt(int position, out int end)
    {
        end = position + HeaderBytes;
        if (end > bytes.Length)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position + 4));
        var type = bytes[position + 6];
        end += length;
        if (type is < Whole or > Last || end > bytes.Length || end > (position / BlockBytes * BlockBytes) + BlockBytes)
        {
            return 0;
        }

        var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(position)) - ChecksumMaskDelta;
        return BitOperations.RotateLeft(stored, 15) == Crc32C(bytes.AsSpan(position + 6, end - position - 6)) ? type : (byte)0;
    }
}
