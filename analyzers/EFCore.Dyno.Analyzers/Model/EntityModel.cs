// What is known for certain of one entity type's table: its partition key, its indexes and what its query filters fix.

using System.Collections.Immutable;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class IndexModel(string name, KeyShape partitionKey, KeyShape? sortKey)
{
    public string Name { get; } = name;

    public KeyShape PartitionKey { get; } = partitionKey;

    public KeyShape? SortKey { get; } = sortKey;
}

internal sealed class EntityModel(
    string tableDisplay, KeyShape partitionKey, ImmutableArray<IndexModel> globalIndexes, ImmutableArray<string> localIndexes, ImmutableArray<string> fixedByFilters)
{
    /// <summary><c>'Coupons'</c>, or <c>of 'Coupon'</c> where only the entity's name is known.</summary>
    public string TableDisplay { get; } = tableDisplay;

    public KeyShape PartitionKey { get; } = partitionKey;

    public ImmutableArray<IndexModel> GlobalIndexes { get; } = globalIndexes;

    /// <summary>The names of local indexes: their partition key is the table's.</summary>
    public ImmutableArray<string> LocalIndexes { get; } = localIndexes;

    public ImmutableArray<string> FixedByFilters { get; } = fixedByFilters;
}
