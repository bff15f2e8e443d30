// What the planner knows of a table: its key and each index, with the properties that make up their attributes.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal sealed partial record AccessPath
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
    public HashSet<string>? Attributes { get; init; }

    // An index: what its rows are like; those that are not are not in it.
    public IReadOnlyList<IndexComparison> Condition { get; init; } = [];

    public IEnumerable<KeyShape> PartitionKeys => [PartitionKey, .. MorePartitionKeys];

    public IEnumerable<KeyShape> SortKeys => SortKey is null ? [] : [SortKey, .. MoreSortKeys];

    public IEnumerable<KeyShape> Keys => [.. PartitionKeys, .. SortKeys];

    public bool IsKeyAttribute(string name) => Keys.Any(k => k.AttributeName == name);

    public override string ToString() => IndexName is null ? TableName : $"{TableName}.{IndexName}";
}
