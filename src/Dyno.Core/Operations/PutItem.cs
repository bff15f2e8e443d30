// PutItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>Writes a whole item, replacing one with the same key.</summary>
public sealed record PutItemRequest
{
    /// <summary>The table, by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>The item, with all key attributes.</summary>
    public required Item Item { get; init; }

    /// <summary>What must hold of the item that stands there; null for nothing.</summary>
    public ConditionExpression? ConditionExpression { get; init; }

    /// <summary>What to return: NONE or ALL_OLD.</summary>
    public ReturnValue ReturnValues { get; init; }

    /// <summary>What to return when the condition fails.</summary>
    public ReturnValuesOnConditionCheckFailure ReturnValuesOnConditionCheckFailure { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }

    /// <summary>Whether the answer tells how large the item collection is that the write touched.</summary>
    public ReturnItemCollectionMetrics ReturnItemCollectionMetrics { get; init; }
}

/// <summary>What PutItem answers.</summary>
public sealed record PutItemResult
{
    /// <summary>The item as it was, where asked for and there was one.</summary>
    public Item? Attributes { get; init; }

    /// <summary>What was consumed, where asked for.</summary>
    public ConsumedCapacity? ConsumedCapacity { get; init; }

    /// <summary>The item collection that was touched; null where not asked for, or where the table has no local secondary indexes.</summary>
    public ItemCollectionMetrics? ItemCollectionMetrics { get; init; }
}
