// The items of a page and their bytes: items are slices of a few larger arrays, so that a page of a hundred items is not a hundred arrays.
//
// A reader that is done with each page before it asks for the next lends its own buffer to all of them (Rent, Return). What it was given is no longer
// valid then: only who lets no item out may do so. Everybody else's pages are read into a buffer of the thread too, and then let go (Detach): a small page is
// copied into one array of just its size, because new memory costs more than the copy; of a large one the arrays are given away.

namespace Dyno.Engine;

internal sealed class PageBuffer
{
    private const int FirstChunkBytes = 1024;

    // Below the size from which arrays are never moved or collected early.
    private const int LargestChunkBytes = 64 * 1024;

    // Up to here a page is copied when it is let go.
    private const int SmallPageBytes = LargestChunkBytes;

    // What a thread keeps for the next reader.
    private const int KeptChunks = 9;

    [ThreadStatic]
    private static PageBuffer? t_free;

    private readonly List<byte[]> _chunks = [];
    private byte[] _chunk = [];
    private int _next;
    private int _used;
    private int _lastStart;

    // The page's items, for whoever reads one.
    public List<Item> Items { get; } = [];

    // Empty, and the caller's alone until it is returned.
    public static PageBuffer Rent()
    {
        var free = t_free ?? new PageBuffer();
        t_free = null;
        free.Clear();
        return free;
    }

    // None of its items may be used any more.
    public static void Return(PageBuffer buffer)
    {
        buffer.Clear();
        if (buffer._chunks.Count > KeptChunks)
        {
            buffer._chunks.RemoveRange(KeptChunks, buffer._chunks.Count - KeptChunks);
        }

        t_free = buffer;
    }

    // Of a rented buffer: its items, which are valid for ever. The buffer is returned with this.
    public static IReadOnlyList<Item> Detach(PageBuffer buffer)
    {
        var bytes = 0;
        foreach (var item in buffer.Items)
        {
            bytes += item.Bytes.Length;
        }

        if (bytes > SmallPageBytes)
        {
            return buffer.Items;
        }

        var items = buffer.Items.Count == 0 ? [] : new Item[buffer.Items.Count];
        var copy = GC.AllocateUninitializedArray<byte>(bytes);
        var used = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var item = buffer.Items[i].Bytes;
            item.Span.CopyTo(copy.AsSpan(used));
            items[i] = new Item(copy.AsMemory(used, item.Length));
            used += item.Length;
        }

        Return(buffer);
        return items;
    }

    // None of its items may be used any more.
    public void Clear()
    {
        Items.Clear();
        _chunk = [];
        _next = 0;
        _used = 0;
    }

    public Item Add(ReadOnlySpan<byte> bytes)
    {
        if (_chunk.Length - _used < bytes.Length)
        {
            Advance(bytes.Length);
        }

        _lastStart = _used;
        bytes.CopyTo(_chunk.AsSpan(_used));
        _used += bytes.Length;
        return new Item(_chunk.AsMemory(_lastStart, bytes.Length));
    }

    // Takes the last item back, whose Item must not be used any more.
    public void RemoveLast() => _used = _lastStart;

    private void Advance(int bytes)
    {
        _used = 0;
        while (_next < _chunks.Count)
        {
            _chunk = _chunks[_next++];
            if (_chunk.Length >= bytes)
            {
                return;
            }
        }

        _chunk = GC.AllocateUninitializedArray<byte>(Math.Max(bytes, Math.Clamp(2 * _chunk.Length, FirstChunkBytes, LargestChunkBytes)));
        _chunks.Add(_chunk);
        _next = _chunks.Count;
    }
}
