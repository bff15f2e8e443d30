// What stands behind the sound beginning of a file in RocksDB's format (LogFormat): nothing, a write that did not come to its end, or damage.
using System.Buffers.Binary;
using static Dyno.Storage.Recovery.LogFormat;

namespace Dyno.Storage.Recovery;

internal sealed class LogEnd
{
    // The least that a disk writes whole.
    private const int SectorBytes = 512;

    // From the block on in which the sound beginning ends: positions are counted from there.
    private readonly byte[] _bytes;
    private readonly long _start;
    private readonly int _sound;

    // bytes: from a block on, that many bytes from the file's beginning.
    internal LogEnd(byte[] bytes, long soundBytes, long start = 0) => (_bytes, _start, _sound) = (bytes, start, (int)(soundBytes - start));

    internal static LogEnd Of(string path, long soundBytes)
    {
        var start = soundBytes / BlockBytes * BlockBytes;
        using var file = File.OpenRead(path);

        // An unfinished write is never so large that it would not fit.
        var bytes = new byte[Math.Min(file.Length - start, Array.MaxLength)];
        file.Position = start;
        file.ReadExactly(bytes);
        return new(bytes, soundBytes, start);
    }

    // Whether nothing but reserved space follows, which RocksDB too takes for the end.
    internal bool IsZeros => _bytes.AsSpan(_sound).IndexOfAnyExcept((byte)0) < 0;

    // Where a sound record begins behind the sound beginning, or null: then all that is behind is one record that is not whole.
    internal long? RecordBeginsBehind()
    {
        for (var position = _sound + 1; position + HeaderBytes <= _bytes.Length; position++)
        {
            if (_bytes[position + 6] is Whole or First && FragmentAt(_bytes, position, out _) != 0)
            {
                return _start + position;
            }
        }

        return null;
    }

    // Where something was written behind the record that is not whole, as its own headers tell its end: so it had been written to its end, and it is damage. So is
    // what stands where a further header of it must, and is none. Null where nothing was written, or the end is not known. A header in two sectors may be there in
    // part, and tells nothing.
    internal long? WrittenBehindBroken()
    {
        var position = _sound;
        for (var begins = true; ; begins = false)
        {
            position = HeaderFrom(position);
            var typeAt = position + HeaderBytes - 1;
            if (typeAt >= _bytes.Length || position / SectorBytes != typeAt / SectorBytes)
            {
                return null;
            }

            var length = HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(position + 4));
            var type = _bytes[typeAt];
            if (type is < Whole or > Last || (type is Whole or First) != begins || (position % BlockBytes) + length > BlockBytes)
            {
                return begins || (type == 0 && IsZeroToEndOfSector(typeAt)) ? null : _start + position;
            }

            position += length;
            if (type is Whole or Last)
            {
                var behind = position < _bytes.Length ? _bytes.AsSpan(position).IndexOfAnyExcept((byte)0) : -1;
                return behind < 0 ? null : _start + position + behind;
            }
        }
    }

    // Whether what is behind the sound beginning can be the beginning of a record that was not written to its end: a header that makes sense, or one whose
    // sectors never came to the disk and read as zeros. Anything else was something else, or was changed.
    internal bool EndsLikeUnfinishedWrite
    {
        get
        {
            var position = HeaderFrom(_sound);
            if (position + HeaderBytes > _bytes.Length)
            {
                return true;
            }

            var typeAt = position + HeaderBytes - 1;
            return _bytes[typeAt] switch
            {
                0 => IsZeroToEndOfSector(typeAt),
                Whole or First => (position % BlockBytes) + HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(position + 4)) <= BlockBytes,
                _ => false,
            };
        }
    }

    // Takes away what is behind a file's sound beginning, for good.
    internal static void Cut(string path, long soundBytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, soundBytes);
        RandomAccess.FlushToDisk(file);
    }

    // What never came to the disk reads as zeros.
    private bool IsZeroToEndOfSector(int position) =>
        _bytes.AsSpan(position..Math.Min(_bytes.Length, ((position / SectorBytes) + 1) * SectorBytes)).IndexOfAnyExcept((byte)0) < 0;
}
