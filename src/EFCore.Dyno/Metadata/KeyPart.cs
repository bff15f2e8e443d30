// One part of a key of an item or index, for one entity type: the attribute of a property, or an attribute composed from
// properties by a template. Both compose an encoded value, or none where a property is null (a sparse index).

using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Metadata;

internal abstract class KeyPart(string attributeName, AttributeType attributeType)
{
    public string AttributeName { get; } = attributeName;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(attributeName);

    public AttributeType AttributeType { get; } = attributeType;

    /// <summary>The properties the key is computed from, in order.</summary>
    public abstract IReadOnlyList<IProperty> Properties { get; }

    /// <summary>The property itself, or null for a template.</summary>
    public virtual DynoPropertyMap? Property => null;

    /// <summary>What every value begins with; empty for a property.</summary>
    public virtual string LiteralPrefix => "";

    /// <summary>The key from values by property; default where a value is null or cannot be part of a key.</summary>
    public abstract EncodedValue Compose(Func<IProperty, object?> values);

    public abstract EncodedValue ComposeCurrent(IUpdateEntry entry);
}

internal sealed class PropertyKeyPart(DynoPropertyMap property) : KeyPart(property.AttributeName, property.AttributeType)
{
    public override IReadOnlyList<IProperty> Properties { get; } = [property.Property];

    public override DynoPropertyMap Property => property;

    public override EncodedValue Compose(Func<IProperty, object?> values) =>
        values(property.Property) is { } value ? property.Codec.EncodeObject(value) : default;

    public override EncodedValue ComposeCurrent(IUpdateEntry entry) => property.EncodeCurrent(entry);

    public override string ToString() => property.AttributeName;
}

/// <summary>A key attribute of the table that a type without key does not have: it is never composed, and no predicate matches it.</summary>
internal sealed class UnmappedKeyPart(DynoAttribute attribute) : KeyPart(attribute.Name, attribute.Type)
{
    public override IReadOnlyList<IProperty> Properties => [];

    public override EncodedValue Compose(Func<IProperty, object?> values) => default;

    public override EncodedValue ComposeCurrent(IUpdateEntry entry) => default;

    public override string ToString() => AttributeName;
}

internal sealed class TemplateKeyPart : KeyPart
{
    private string _barred = "";

    public TemplateKeyPart(string attributeName, IReadOnlyList<KeySegment> segments)
        : base(attributeName, AttributeType.S)
    {
        Segments = segments;
        Properties = [.. segments.OfType<PropertySegment>().Select(s => s.Property)];
        Shards = segments is [.., ShardSegment shards] ? shards : null;
        LiteralPrefix = segments is [LiteralSegment literal, ..] ? literal.Text : "";
    }

    public IReadOnlyList<KeySegment> Segments { get; }

    /// <summary>The last segment of a sharded key, else null. Its properties are not among <see cref="Properties"/>.</summary>
    public ShardSegment? Shards { get; }

    /// <summary>Everything that the key's text is made of, what decides its shard and whether it is written included.</summary>
    public IEnumerable<IProperty> AllProperties =>
        Properties.Concat(Shards?.By.Select(s => s.Property) ?? []).Concat(Condition.Select(c => c.Property)).Distinct();

    /// <summary>Of an index's key: an entity for which one of these does not hold has none, and is not in the index.</summary>
    public IReadOnlyList<IndexComparison> Condition { get; init; } = [];

    public override IReadOnlyList<IProperty> Properties { get; }

    public override string LiteralPrefix { get; }

    public override EncodedValue Compose(Func<IProperty, object?> values) =>
        ComposeText(values) is { } text ? EncodedValue.FromString(text) : default;

    public override EncodedValue ComposeCurrent(IUpdateEntry entry) => Compose(property => entry.GetCurrentValue(property));

    /// <summary>The key of one of the shards, whatever decides which: a read of all entities with these values asks for each of them.</summary>
    public EncodedValue Compose(Func<IProperty, object?> values, int shard) =>
        ComposeText(values, shard) is { } text ? EncodedValue.FromString(text) : default;

    /// <summary>The key's text; null where a property is null or its text would blur into what follows it.</summary>
    public string? ComposeText(Func<IProperty, object?> values) => ComposeText(values, null);

    private string? ComposeText(Func<IProperty, object?> values, int? shard)
    {
        for (var i = 0; i < Condition.Count; i++)
        {
            if (!Condition[i].Holds(values(Condition[i].Property)))
            {
                return null;
            }
        }

        var text = new StringBuilder();
        for (var i = 0; i < Segments.Count; i++)
        {
            if (Segments[i] is LiteralSegment literal)
            {
                text.Append(literal.Text);
            }
            else if (Segments[i] is ShardSegment shards)
            {
                text.Append(CultureInfo.InvariantCulture, $"{shard ?? shards.ShardOf(values)}");
            }
            else
            {
                var segment = (PropertySegment)Segments[i];
                var part = segment.Format(values(segment.Property));
                if (part is null || !IsUnambiguous(i, part))
                {
                    return null;
                }

                text.Append(part);
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// The beginning that all keys share whose first properties have these values: the text up to the first property
    /// for which <paramref name="values"/> says it has none.
    /// </summary>
    public string ComposePrefix(Func<IProperty, (bool HasValue, object? Value)> values, out int propertiesUsed)
    {
        propertiesUsed = 0;
        var text = new StringBuilder();
        for (var i = 0; i < Segments.Count; i++)
        {
            if (Segments[i] is LiteralSegment literal)
            {
                text.Append(literal.Text);
                continue;
            }

            if (Segments[i] is not PropertySegment segment)
            {
                break;
            }

            var (hasValue, value) = values(segment.Property);
            if (!hasValue || segment.Format(value) is not { } part || !IsUnambiguous(i, part))
            {
                break;
            }

            text.Append(part);
            propertiesUsed++;
        }

        return text.ToString();
    }

    /// <summary>Refuses texts of the last property that have a character: with it this key could be one of another type.</summary>
    public void Bar(char character) => _barred = _barred.Contains(character) ? _barred : _barred + character;

    // "A" + "#" + "B#C" and "A#B" + "#" + "C" would be the same key.
    private bool IsUnambiguous(int index, string part) =>
        index + 1 >= Segments.Count
            ? _barred.Length == 0 || part.AsSpan().IndexOfAny(_barred) < 0
            : IsUnambiguousBefore(index, part);

    private bool IsUnambiguousBefore(int index, string part) =>
        Segments[index + 1] is not LiteralSegment next
        || !part.Contains(next.Text[0], StringComparison.Ordinal)
        || !Segments.Skip(index + 1).Any(s => s is PropertySegment);

    public override string ToString() => string.Concat(Segments);
}
