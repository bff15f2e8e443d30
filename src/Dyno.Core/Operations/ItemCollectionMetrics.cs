// How large the item collections are that a write touched.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ItemCollectionMetrics.html

namespace Dyno;

/// <summary>Whether the answer to a write tells how large the item collections are that it touched.</summary>
public enum ReturnItemCollectionMetrics
{
    /// <summary>It does not.</summary>
    NONE,

    /// <summary>It does, where the table has local secondary indexes.</summary>
    SIZE,
}

/// <summary>
/// The size of an item collection: all items with one partition key and their entries in local secondary indexes. Only tables with such indexes have them,
/// and none may be larger than <see cref="Limits.ItemCollectionBytes"/>.
/// </summary>
public sealed record ItemCollectionMetrics
{
    /// <summary>The partition key that the items have in common.</summary>
    public required Item ItemCollectionKey { get; init; }

    /// <summary>Two whole numbers of GB between which the size lies: the lower bound, and the upper one.</summary>
    public required IReadOnlyList<double> SizeEstimateRangeGB { get; init; }
}
