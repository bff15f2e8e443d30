// TransactGetItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>One read of a transaction.</summary>
public sealed record TransactGetItem
{
    /// <summary>The table, by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>The key attributes, all of them and nothing else.</summary>
    public required Item Key { get; init; }

    /// <summary>The attributes to return; null for all.</summary>
    public ProjectionExpression? ProjectionExpression { get; init; }
}

/// <summary>Reads up to 100 items at one moment.</summary>
public sealed record TransactGetItemsRequest
{
    /// <summary>The reads, no two of the same item.</summary>
    public required IReadOnlyList<TransactGetItem> TransactItems { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }
}

/// <summary>The items, in the order of the request.</summary>
public sealed record TransactGetItemsResult
{
    /// <summary>One entry for each read; null where there is no such item.</summary>
    public required IReadOnlyList<Item?> Responses { get; init; }

    /// <summary>What was consumed of each table, where asked for.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }
}
