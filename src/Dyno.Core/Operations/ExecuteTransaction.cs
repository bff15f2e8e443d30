// ExecuteTransaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html

namespace Dyno;

/// <summary>One statement of a transaction.</summary>
public sealed record ParameterizedStatement
{
    /// <summary>The statement: a SELECT by whole key, an INSERT, UPDATE or DELETE, or <c>EXISTS(SELECT …)</c>, which only checks.</summary>
    public required string Statement { get; init; }

    /// <summary>The values of the statement's <c>?</c>, in their order; null or absent for none.</summary>
    public IReadOnlyList<EncodedValue>? Parameters { get; init; }

    /// <summary>What the cancellation reason says of the item when a condition fails.</summary>
    public ReturnValuesOnConditionCheckFailure ReturnValuesOnConditionCheckFailure { get; init; }
}

/// <summary>Runs up to 100 PartiQL statements, all reads at one moment or all writes, all or none.</summary>
public sealed record ExecuteTransactionRequest
{
    /// <summary>The statements, no two on the same item.</summary>
    public required IReadOnlyList<ParameterizedStatement> TransactStatements { get; init; }

    /// <summary>Makes a transaction of writes idempotent for ten minutes; 1 to 36 characters.</summary>
    public string? ClientRequestToken { get; init; }

    /// <summary>How much the answer says of consumed capacity.</summary>
    public ReturnConsumedCapacity ReturnConsumedCapacity { get; init; }
}

/// <summary>What ExecuteTransaction answers.</summary>
public sealed record ExecuteTransactionResult
{
    /// <summary>Of reads one entry for each statement, null where there is no such item; of writes nothing.</summary>
    public required IReadOnlyList<Item?> Responses { get; init; }

    /// <summary>What was consumed of each table, where asked for.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }
}
