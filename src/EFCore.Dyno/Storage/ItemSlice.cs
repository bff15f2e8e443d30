// An item, or a map within one, as compiled shapers hold it: a plain struct over the encoded bytes that expression trees can
// pass around, where the readers of Dyno.Core are ref structs.

namespace EFCore.Dyno.Storage;

internal readonly struct ItemSlice
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _isMap;

    private ItemSlice(ReadOnlyMemory<byte> bytes, bool isMap)
    {
        _bytes = bytes;
        _isMap = isMap;
    }

    public bool IsDefault => _bytes.IsEmpty;

    public static ItemSlice Of(Item item) => new(item.Bytes, isMap: false);

    /// <summary>A map value; the default slice where the value is absent or NULL.</summary>
    public static ItemSlice OfMap(EncodedValue value) =>
        value.IsDefault || value.Type != AttributeType.M ? default : new(value.Bytes, isMap: true);

    public bool TryGet(byte[] utf8Name, out EncodedValue value)
    {
        value = default;
        if (_bytes.IsEmpty)
        {
            return false;
        }

        var reader = _isMap ? new ValueReader(_bytes.Span).GetMap() : new ItemReader(_bytes.Span);
        if (!reader.TryFind(utf8Name, out var found))
        {
            return false;
        }

        // The value's bytes lie within ours: slice them rather than copy them.
        _bytes.Span.Overlaps(found.Raw, out var offset);
        value = new EncodedValue(_bytes.Slice(offset, found.Raw.Length));
        return true;
    }

    public bool Has(byte[] utf8Name) => TryGet(utf8Name, out var value) && value.Type != AttributeType.NULL;

    /// <summary>The property's value, or what an absent attribute means to its codec.</summary>
    public T? Get<T>(PropertyCodec<T> codec, byte[] utf8Name)
    {
        if (_bytes.IsEmpty)
        {
            return codec.Absent;
        }

        var reader = _isMap ? new ValueReader(_bytes.Span).GetMap() : new ItemReader(_bytes.Span);
        return reader.TryFind(utf8Name, out var value) ? codec.ReadOrNull(value) : codec.Absent;
    }

    public ItemSlice GetMap(byte[] utf8Name) => TryGet(utf8Name, out var value) ? OfMap(value) : default;

    /// <summary>The maps of a list attribute in order, or null where the attribute is absent or NULL.</summary>
    public List<ItemSlice>? GetMaps(byte[] utf8Name)
    {
        if (!TryGet(utf8Name, out var value) || value.Type != AttributeType.L)
        {
            return null;
        }

        var slices = new List<ItemSlice>();
        var reader = value.Read().GetList();
        var bytes = value.Bytes;
        while (reader.Read())
        {
            var raw = reader.Value.Raw;
            bytes.Span.Overlaps(raw, out var offset);
            slices.Add(OfMap(new EncodedValue(bytes.Slice(offset, raw.Length))));
        }

        return slices;
    }
}
