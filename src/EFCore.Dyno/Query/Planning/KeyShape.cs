// A key attribute as the planner sees it, from the model: the pieces that make up its text, or the one property that it is.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

// One piece of a key attribute: literal text, a property with its text form, or a shard. A key that is a property alone has no text form.
internal sealed record KeyShapeSegment(string? Literal, IProperty? Property, PropertySegment? Text = null, ShardSegment? Shards = null);

internal sealed record KeyShape(string AttributeName, AttributeType AttributeType, IReadOnlyList<KeyShapeSegment> Segments)
{
    // The codec of a key that is a property alone.
    public DynoPropertyMap? Map { get; init; }

    public byte[] Utf8Name { get; } = System.Text.Encoding.UTF8.GetBytes(AttributeName);

    public IProperty? Property => Map?.Property;

    public IEnumerable<IProperty> Properties => Segments.Where(s => s.Property is not null).Select(s => s.Property!);

    public override string ToString() => Property is { } property
        ? property.Name
        : $"\"{string.Concat(Segments.Select(s => s.Literal ?? s.Shards?.ToString() ?? $"{{{s.Property!.Name}}}"))}\"";
}
