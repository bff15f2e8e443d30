// The bytes of a page's items: items are slices of a few larger arrays, so that a page of a hundred items is not a hundred arrays.

namespace Dyno.Engine;

internal sealed class PageBuffer
{
    private const int FirstChunkBytes = 1024;

    // Below the size from which arrays are never moved or collected early.
    private const int LargestChunkBytes = 64 * 1024;

    private byte[] _chunk = [];
    private int _used;
    private int _lastStart;

    public Item Add(ReadOnlySpan<byte> bytes)
    {
        if (_chunk.Length - _used < bytes.Length)
        {
            _chunk = GC.AllocateUninitializedArray<byte>(Math.Max(bytes.Length, Math.Clamp(2 * _chunk.Length, FirstChunkBytes, LargestChunkBytes)));
            _used = 0;
        }

        _lastStart = _used;
        bytes.CopyTo(_chunk.AsSpan(_used));
        _used += bytes.Length;
        return new Item(_chunk.AsMemory(_lastStart, bytes.Length));
    }

    // Takes the last item back, whose Item must not be used any more.
    public void RemoveLast() => _used = _lastStart;
}
