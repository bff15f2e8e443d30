// Query: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html

using Dyno.Expressions;

namespace Dyno;

/// <summary>Reads items of one partition in sort key order, a page at a time.</summary>
public sealed record QueryRequest
{
    /// <summary>The table, by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>The index to read; null for the table.</summary>
    public string? IndexName { get; init; }

    /// <summary>The partition, and the range of sort keys in it.</summary>
    public required KeyConditionExpression KeyConditionExpression { get; init; }

    /// <summary>Which of the items read to return; null for all.</summary>
    public ConditionExpression? FilterExpression { get; init; }

    /// <summary>The attributes to return; null for what <see cref="Select"/> says.</summary>
    public ProjectionExpression? ProjectionExpression { get; init; }

    /// <summary>What to return; null for DynamoDB's default.</summary>
    public Select? Select { get; init; }

    /// <summary>Ascending (true) or descending sort key order.</summary>
    public bool ScanIndexForward { get; init; } = true;

    /// <summary>The most items to read, before the filter; null for a page.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the last page ended; null for the beginning.</summary>
    public Item? ExclusiveStartKey { get; init; }

    /// <summary>Read the newest state; costs twice as much, and a global index refuses it.</summary>
    public bool ConsistentRead { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }
}

/// <summary>A page.</summary>
public sealed record QueryResult
{
    /// <summary>The items; empty with <see cref="Select.COUNT"/>.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>How many items passed the filter.</summary>
    public required int Count { get; init; }

    /// <summary>How many items were read.</summary>
    public required int ScannedCount { get; init; }

    /// <summary>Where this page ended; null where there is no more.</summary>
    public Item? LastEvaluatedKey { get; init; }

    /// <summary>What was consumed, where asked for.</summary>
    public ConsumedCapacity? ConsumedCapacity { get; init; }
}
