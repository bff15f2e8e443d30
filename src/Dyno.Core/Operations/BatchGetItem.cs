// BatchGetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>The keys to read of one table.</summary>
public sealed record KeysAndAttributes
{
    /// <summary>The keys, each once.</summary>
    public required IReadOnlyList<Item> Keys { get; init; }

    /// <summary>The attributes to return; null for all.</summary>
    public ProjectionExpression? ProjectionExpression { get; init; }

    /// <summary>Read the newest state; costs twice as much.</summary>
    public bool ConsistentRead { get; init; }
}

/// <summary>Reads up to 100 items by key; each is read on its own.</summary>
public sealed record BatchGetItemRequest
{
    /// <summary>The keys, by table.</summary>
    public required IReadOnlyDictionary<string, KeysAndAttributes> RequestItems { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }
}

/// <summary>The items found, in no promised order.</summary>
public sealed record BatchGetItemResult
{
    /// <summary>The items found, by table.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Item>> Responses { get; init; }

    /// <summary>What was not read and should be asked for again; empty where all was.</summary>
    public required IReadOnlyDictionary<string, KeysAndAttributes> UnprocessedKeys { get; init; }

    /// <summary>What was consumed of each table, where asked for.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }
}
