// Where a storage key is put together: the caller's stack first, a pooled array when that is too short.
using System.Buffers;
using System.Buffers.Binary;

namespace Dyno.Engine;

internal ref struct KeyBuffer
{
    // Enough on the stack for the keys of most tables.
    public const int StackBytes = 256;

    private Span<byte> _bytes;
    private byte[]? _rented;
    private int _length;

    public KeyBuffer(Span<byte> initial) => _bytes = initial;

    public readonly int Length => _length;

    public readonly ReadOnlySpan<byte> Written => _bytes[.._length];

    public void Clear() => _length = 0;

    // Forgets what was written after a position, to write another end to the same beginning.
    public void Truncate(int length) => _length = Math.Min(length, _length);

    public void AppendByte(byte value) => Reserve(1)[0] = value;

    public void AppendUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(sizeof(ushort)), value);

    public void AppendUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(sizeof(uint)), value);

    // Over what was written, where its value is known only afterwards.
    public readonly void OverwriteUInt16(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_bytes[at..], value);

    public readonly void OverwriteUInt32(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_bytes[at..], value);

    public void Append(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }

        _bytes = default;
        _length = 0;
    }

    private Span<byte> Reserve(int count)
    {
        var end = _length + count;
        if (end > _bytes.Length)
        {
            Grow(end);
        }

        var span = _bytes.Slice(_length, count);
        _length = end;
        return span;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _bytes.Length));
        _bytes[.._length].CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _rented = larger;
        _bytes = larger;
    }
}
