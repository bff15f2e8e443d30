// What the planner knows of a table: its key and each index, with the properties that make up their attributes.

using Dyno.Expressions;
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

internal sealed record AccessPath
{
    public required string TableName { get; init; }

    // Null for the table itself.
    public string? IndexName { get; init; }

    public bool IsGlobalIndex { get; init; }

    public required KeyShape PartitionKey { get; init; }

    public KeyShape? SortKey { get; init; }

    // Further attributes of a global index's key: a query gives all of the partition's, and the first ones of the sort key's.
    public IReadOnlyList<KeyShape> MorePartitionKeys { get; init; } = [];

    public IReadOnlyList<KeyShape> MoreSortKeys { get; init; } = [];

    // Whether every item whose partition key, or whose sort key, begins with the literal of this type's template is of this type.
    public bool TypeByPartition { get; init; }

    public bool TypeBySort { get; init; }

    // The attributes that the index copies; null for all.
    public IReadOnlySet<string>? Attributes { get; init; }

    // An index: what its rows are like; those that are not are not in it.
    public IReadOnlyList<IndexComparison> Condition { get; init; } = [];

    // What a scan must ask so that it does not find the provider's own items; null where there are none.
    public ConditionNode? Visible { get; init; }

    public IEnumerable<KeyShape> PartitionKeys => [PartitionKey, .. MorePartitionKeys];

    public IEnumerable<KeyShape> SortKeys => SortKey is null ? [] : [SortKey, .. MoreSortKeys];

    public IEnumerable<KeyShape> Keys => [.. PartitionKeys, .. SortKeys];

    public bool IsKeyAttribute(string name) => Keys.Any(k => k.AttributeName == name);

    public override string ToString() => IndexName is null ? TableName : $"{TableName}.{IndexName}";
}
