// Walks the entries of an item or map in order, in place.

namespace Dyno;

/// <summary>Walks the attributes of an item, or the entries of a map, in the order of their names.</summary>
public ref struct ItemReader
{
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _value;

    /// <summary>Reads an item's bytes; none at all are an empty item.</summary>
    public ItemReader(ReadOnlySpan<byte> itemBytes)
    {
        if (itemBytes.IsEmpty)
        {
            return;
        }

        _rest = itemBytes[0] == ItemFormat.Version ? itemBytes[1..] : throw ItemFormat.Corrupt();
    }

    internal static ItemReader OverEntries(ReadOnlySpan<byte> entries) => new() { _rest = entries };

    /// <summary>The current name, in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The current value.</summary>
    public readonly ValueReader Value => new(_value);

    /// <summary>The entries that come after the current one.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Goes to the next entry; false at the end.</summary>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var length = ItemFormat.ReadVarint(_rest, out var prefix);
        Name = _rest.Slice(prefix, length);
        var rest = _rest[(prefix + length)..];
        var valueLength = ItemFormat.ValueLength(rest);
        _value = rest[..valueLength];
        _rest = rest[valueLength..];
        return true;
    }

    /// <summary>Whether the current name is this one.</summary>
    public readonly bool NameEquals(scoped ReadOnlySpan<byte> utf8Name) => Name.SequenceEqual(utf8Name);

    /// <summary>
    /// Goes forward to an entry by name. Names must be asked for in the order of their bytes; one that is not there is passed over.
    /// </summary>
    public bool TryFind(scoped ReadOnlySpan<byte> utf8Name, out ValueReader value)
    {
        while (true)
        {
            var before = this;
            if (!Read())
            {
                break;
            }

            var order = Name.SequenceCompareTo(utf8Name);
            if (order == 0)
            {
                value = Value;
                return true;
            }

            if (order > 0)
            {
                // Another name may ask for this entry.
                this = before;
                break;
            }
        }

        value = default;
        return false;
    }
}

/// <summary>Walks the elements of a list, or of a set in the order of their bytes.</summary>
public ref struct ListReader
{
    private readonly byte _container;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _element;

    internal ListReader(ReadOnlySpan<byte> body, byte container)
    {
        _rest = body;
        _container = container;
    }

    /// <summary>The current element of a list; the elements of sets have no type code of their own: see <see cref="Element"/>.</summary>
    public readonly ValueReader Value => _container == ItemFormat.List
        ? new(_element)
        : throw new InvalidOperationException(ValueMessages.WrongType(ItemFormat.TypeOf(_container), AttributeType.L));

    /// <summary>The current element of a set: UTF-8, number bytes or bytes.</summary>
    public readonly ReadOnlySpan<byte> Element => _element;

    /// <summary>Goes to the next element; false at the end.</summary>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_container == ItemFormat.List)
        {
            var length = ItemFormat.ValueLength(_rest);
            _element = _rest[..length];
            _rest = _rest[length..];
            return true;
        }

        var size = ItemFormat.ReadVarint(_rest, out var prefix);
        _element = _rest.Slice(prefix, size);
        _rest = _rest[(prefix + size)..];
        return true;
    }
}
