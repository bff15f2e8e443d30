// BatchWriteItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html

namespace Dyno;

/// <summary>A put or a delete: exactly one of the two members is set.</summary>
public sealed record WriteRequest
{
    /// <summary>The item to put.</summary>
    public Item? PutItem { get; init; }

    /// <summary>The key to delete.</summary>
    public Item? DeleteKey { get; init; }

    /// <summary>A put of an item.</summary>
    public static WriteRequest Put(Item item) => new() { PutItem = item };

    /// <summary>A delete of a key.</summary>
    public static WriteRequest Delete(Item key) => new() { DeleteKey = key };
}

/// <summary>Puts and deletes up to 25 items; each is written on its own.</summary>
public sealed record BatchWriteItemRequest
{
    /// <summary>The writes, by table.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<WriteRequest>> RequestItems { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }

    /// <summary>Whether the answer tells how large the item collections are that the write touched.</summary>
    public ReturnItemCollectionMetrics ReturnItemCollectionMetrics { get; init; }
}

/// <summary>What BatchWriteItem answers.</summary>
public sealed record BatchWriteItemResult
{
    /// <summary>What was not written and should be sent again; empty where all was.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<WriteRequest>> UnprocessedItems { get; init; }

    /// <summary>What was consumed of each table, where asked for.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }

    /// <summary>The item collections that were touched, by table; null where not asked for, or where no table has local secondary indexes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemCollectionMetrics>>? ItemCollectionMetrics { get; init; }
}
