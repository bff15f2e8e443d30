// ExecuteStatement: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html

namespace Dyno;

/// <summary>Runs one PartiQL statement: reads a page of items, or writes one item.</summary>
public sealed record ExecuteStatementRequest
{
    /// <summary>The statement, 1 to 8,192 characters.</summary>
    public required string Statement { get; init; }

    /// <summary>The values of the statement's <c>?</c>, in their order; null or absent for none.</summary>
    public IReadOnlyList<EncodedValue>? Parameters { get; init; }

    /// <summary>Read the newest state; costs twice as much.</summary>
    public bool ConsistentRead { get; init; }

    /// <summary>Go on where the page ended that gave this token; statement and parameters must be the same as then.</summary>
    public string? NextToken { get; init; }

    /// <summary>The most items to look at, before filters; null for as many as 1 MB holds.</summary>
    public int? Limit { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }

    /// <summary>What to return when the condition of a write fails.</summary>
    public ReturnValuesOnConditionCheckFailure ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>What ExecuteStatement answers.</summary>
public sealed record ExecuteStatementResult
{
    /// <summary>The items read, or what RETURNING asked for of the item written; empty where there is nothing.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>What to ask with for the next page; null where there is none.</summary>
    public string? NextToken { get; init; }

    /// <summary>The key at which the page ended, where it ended inside a table or index.</summary>
    public Item? LastEvaluatedKey { get; init; }

    /// <summary>What was consumed, where asked for.</summary>
    public ConsumedCapacity? ConsumedCapacity { get; init; }
}
