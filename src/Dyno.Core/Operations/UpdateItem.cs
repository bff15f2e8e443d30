// UpdateItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>Changes attributes of one item, creating it where it does not exist.</summary>
public sealed record UpdateItemRequest
{
    /// <summary>The table, by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>The key attributes, all of them and nothing else.</summary>
    public required Item Key { get; init; }

    /// <summary>What to change; null changes nothing, but creates the item where it does not exist.</summary>
    public UpdateExpression? UpdateExpression { get; init; }

    /// <summary>What must hold of the item that stands there; null for nothing.</summary>
    public ConditionExpression? ConditionExpression { get; init; }

    /// <summary>What to return.</summary>
    public ReturnValue ReturnValues { get; init; }

    /// <summary>What to return when the condition fails.</summary>
    public ReturnValuesOnConditionCheckFailure ReturnValuesOnConditionCheckFailure { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }

    /// <summary>Whether the answer tells how large the item collection is that the write touched.</summary>
    public ReturnItemCollectionMetrics ReturnItemCollectionMetrics { get; init; }
}

/// <summary>What UpdateItem answers.</summary>
public sealed record UpdateItemResult
{
    /// <summary>What <see cref="UpdateItemRequest.ReturnValues"/> asked for; null where there is nothing of it.</summary>
    public Item? Attributes { get; init; }

    /// <summary>What was consumed, where asked for.</summary>
    public ConsumedCapacity? ConsumedCapacity { get; init; }

    /// <summary>The item collection that was touched; null where not asked for, or where the table has no local secondary indexes.</summary>
    public ItemCollectionMetrics? ItemCollectionMetrics { get; init; }
}
