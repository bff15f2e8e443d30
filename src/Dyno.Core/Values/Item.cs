// An item as one immutable run of bytes (see ItemFormat), read in place.

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Dyno;

/// <summary>
/// An immutable encoded document of attributes. Two items are equal when they have the same attributes with equal values; the order in which
/// attributes or set elements were given, and how numbers were written, make no difference.
/// </summary>
/// <remarks>The default value has no bytes and reads as an item without attributes.</remarks>
public readonly struct Item : IEquatable<Item>, IEnumerable<KeyValuePair<string, AttributeValue>>
{
    /// <summary>Wraps bytes that are known to be an item, such as those of <see cref="Bytes"/>. See <see cref="Parse"/> for others.</summary>
    public Item(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>An item without attributes.</summary>
    public static Item Empty { get; } = new(new[] { ItemFormat.Version });

    /// <summary>The encoded form.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The encoded form.</summary>
    public ReadOnlySpan<byte> Span => Bytes.Span;

    /// <summary>Whether this is the default value.</summary>
    public bool IsDefault => Bytes.IsEmpty;

    /// <summary>How many attributes there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            for (var reader = GetReader(); reader.Read(); count++)
            {
            }

            return count;
        }
    }

    /// <summary>The size in bytes that DynamoDB counts: names and values.</summary>
    public int Size => ItemSize.OfItem(Span);

    /// <summary>An attribute's value; null where there is none of that name.</summary>
    public AttributeValue? this[string name] => TryGet(name, out var value) ? value.ToAttributeValue() : null;

    /// <summary>Makes an item of attributes. <see cref="ValidationException"/> where DynamoDB would refuse one.</summary>
    public static Item From(IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var writer = ItemWriter.Rent();
        try
        {
            foreach (var (name, value) in attributes)
            {
                ItemEncoder.Write(writer, name, value, depth: 1);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>Makes an item of attributes. <see cref="ValidationException"/> where DynamoDB would refuse one.</summary>
    public static Item Of(params ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        var writer = ItemWriter.Rent();
        try
        {
            foreach (var (name, value) in attributes)
            {
                ItemEncoder.Write(writer, name, value, depth: 1);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>Wraps bytes that come from outside; <see cref="InvalidDataException"/> where they are no item in canonical form.</summary>
    public static Item Parse(ReadOnlyMemory<byte> bytes)
    {
        ItemChecker.Check(bytes.Span);
        return new Item(bytes);
    }

    /// <summary>Reads the attributes in the order of their names.</summary>
    public ItemReader GetReader() => new(Span);

    /// <summary>Whether there is an attribute of that name.</summary>
    public bool Contains(string name) => TryGet(name, out _);

    /// <summary>Finds an attribute by the UTF-8 of its name.</summary>
    public bool TryGet(scoped ReadOnlySpan<byte> utf8Name, out ValueReader value)
    {
        var reader = GetReader();
        return reader.TryFind(utf8Name, out value);
    }

    /// <summary>Finds an attribute.</summary>
    public bool TryGet(string name, out ValueReader value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var max = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> utf8 = max <= 512 ? stackalloc byte[max] : new byte[max];
        return TryGet(utf8[..Encoding.UTF8.GetBytes(name, utf8)], out value);
    }

    /// <summary>Finds an attribute and gives its encoded value without copying it.</summary>
    public bool TryGetEncoded(scoped ReadOnlySpan<byte> utf8Name, out EncodedValue value)
    {
        if (TryGet(utf8Name, out var reader))
        {
            // The reader's bytes are a part of this item's: where they begin tells which.
            Span.Overlaps(reader.Raw, out var offset);
            value = new EncodedValue(Bytes.Slice(offset, reader.Raw.Length));
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>An attribute's encoded value; null where there is none of that name.</summary>
    public EncodedValue? Get(string name) => TryGetEncoded(Encoding.UTF8.GetBytes(name), out var value) ? value : default(EncodedValue?);

    /// <summary>The item as a dictionary of objects.</summary>
    public IReadOnlyDictionary<string, AttributeValue> ToDictionary() => ItemDecoder.DecodeEntries(GetReader());

    /// <summary>The item as DynamoDB JSON, such as <c>{"id":{"S":"x"}}</c>.</summary>
    public string ToJson() => DynamoDbJson.ToJson(this);

    /// <inheritdoc/>
    public override string ToString() => ToJson();

    /// <inheritdoc/>
    public bool Equals(Item other) => Content(Span).SequenceEqual(Content(other.Span));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Item other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Content(Span));
        return hash.ToHashCode();
    }

    /// <summary>Whether the two have the same attributes with equal values.</summary>
    public static bool operator ==(Item left, Item right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Item left, Item right) => !left.Equals(right);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() => ToDictionary().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // No bytes and a version without entries are the same item.
    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? bytes : bytes[1..];
}
