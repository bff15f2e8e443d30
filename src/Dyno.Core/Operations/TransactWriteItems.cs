// TransactWriteItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>One action of a transaction.</summary>
public abstract record TransactWriteItem
{
    /// <summary>The table, by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>What must hold of the item that stands there; null for nothing.</summary>
    public ConditionExpression? ConditionExpression { get; init; }

    /// <summary>What the cancellation reason says of the item when the condition fails.</summary>
    public ReturnValuesOnConditionCheckFailure ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>Writes a whole item.</summary>
public sealed record TransactPut : TransactWriteItem
{
    /// <summary>The item, with all key attributes.</summary>
    public required Item Item { get; init; }
}

/// <summary>Changes attributes of an item.</summary>
public sealed record TransactUpdate : TransactWriteItem
{
    /// <summary>The key attributes, all of them and nothing else.</summary>
    public required Item Key { get; init; }

    /// <summary>What to change.</summary>
    public required UpdateExpression UpdateExpression { get; init; }
}

/// <summary>Deletes an item.</summary>
public sealed record TransactDelete : TransactWriteItem
{
    /// <summary>The key attributes, all of them and nothing else.</summary>
    public required Item Key { get; init; }
}

/// <summary>Checks an item that the transaction does not write; its condition must be set.</summary>
public sealed record TransactConditionCheck : TransactWriteItem
{
    /// <summary>The key attributes, all of them and nothing else.</summary>
    public required Item Key { get; init; }
}

/// <summary>Writes up to 100 items, all or none.</summary>
public sealed record TransactWriteItemsRequest
{
    /// <summary>The actions, no two on the same item.</summary>
    public required IReadOnlyList<TransactWriteItem> TransactItems { get; init; }

    /// <summary>Makes the request idempotent for ten minutes; 1 to 36 characters.</summary>
    public string? ClientRequestToken { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }

    /// <summary>Whether the answer tells how large the item collections are that the write touched.</summary>
    public ReturnItemCollectionMetrics ReturnItemCollectionMetrics { get; init; }
}

/// <summary>What TransactWriteItems answers.</summary>
public sealed record TransactWriteItemsResult
{
    /// <summary>What was consumed of each table, where asked for.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }

    /// <summary>The item collections that were touched, by table; null where not asked for, or where no table has local secondary indexes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemCollectionMetrics>>? ItemCollectionMetrics { get; init; }
}
