// BatchExecuteStatement: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html

namespace Dyno;

/// <summary>One statement of a batch.</summary>
public sealed record BatchStatementRequest
{
    /// <summary>The statement; a SELECT must name one item by its whole key and nothing else.</summary>
    public required string Statement { get; init; }

    /// <summary>The values of the statement's <c>?</c>, in their order; null or absent for none.</summary>
    public IReadOnlyList<EncodedValue>? Parameters { get; init; }

    /// <summary>Read the newest state; costs twice as much.</summary>
    public bool ConsistentRead { get; init; }

    /// <summary>What the statement's error says of the item when a condition fails.</summary>
    public ReturnValuesOnConditionCheckFailure ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>Runs up to 25 PartiQL statements, all reads or all writes; each is run on its own.</summary>
public sealed record BatchExecuteStatementRequest
{
    /// <summary>The statements.</summary>
    public required IReadOnlyList<BatchStatementRequest> Statements { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }
}

/// <summary>Why one statement of a batch failed.</summary>
public sealed record BatchStatementError
{
    /// <summary>
    /// <c>ValidationError</c>, <c>ConditionalCheckFailed</c>, <c>DuplicateItem</c>, <c>ResourceNotFound</c>, <c>TransactionConflict</c>,
    /// <c>ItemCollectionSizeLimitExceeded</c>, <c>ProvisionedThroughputExceeded</c>, <c>ThrottlingError</c> or <c>InternalServerError</c>.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>What was wrong.</summary>
    public string? Message { get; init; }

    /// <summary>The item as it stood, where a condition failed and the statement asked for it.</summary>
    public Item? Item { get; init; }
}

/// <summary>What one statement of a batch answers.</summary>
public sealed record BatchStatementResponse
{
    /// <summary>Why the statement failed; null where it did not.</summary>
    public BatchStatementError? Error { get; init; }

    /// <summary>The statement's table; null where it was refused before it reached one.</summary>
    public string? TableName { get; init; }

    /// <summary>The item read, or what RETURNING asked for; null where there is nothing.</summary>
    public Item? Item { get; init; }
}

/// <summary>What BatchExecuteStatement answers.</summary>
public sealed record BatchExecuteStatementResult
{
    /// <summary>One answer for each statement, in their order.</summary>
    public required IReadOnlyList<BatchStatementResponse> Responses { get; init; }

    /// <summary>What was consumed of each table, where asked for.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }
}
