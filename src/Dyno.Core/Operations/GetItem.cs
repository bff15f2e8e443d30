// GetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>Reads one item by its key.</summary>
public sealed record GetItemRequest
{
    /// <summary>The table, by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>The key attributes, all of them and nothing else.</summary>
    public required Item Key { get; init; }

    /// <summary>Read the newest state; costs twice as much.</summary>
    public bool ConsistentRead { get; init; }

    /// <summary>The attributes to return; null for all.</summary>
    public ProjectionExpression? ProjectionExpression { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }
}

/// <summary>The item, or none.</summary>
public sealed record GetItemResult
{
    /// <summary>The item; null where there is none with that key.</summary>
    public Item? Item { get; init; }

    /// <summary>What was consumed, where asked for.</summary>
    public ConsumedCapacity? ConsumedCapacity { get; init; }
}
