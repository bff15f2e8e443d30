// What an operation cost.

namespace Dyno;

/// <summary>Capacity units of a table or index.</summary>
/// <param name="CapacityUnits">All units.</param>
/// <param name="ReadCapacityUnits">Read units; null where DynamoDB leaves them out (it gives them for transactions).</param>
/// <param name="WriteCapacityUnits">Write units; null where DynamoDB leaves them out.</param>
public sealed record Capacity(double CapacityUnits, double? ReadCapacityUnits = null, double? WriteCapacityUnits = null);

/// <summary>What an operation consumed of one table.</summary>
public sealed record ConsumedCapacity
{
    /// <summary>The table, as the request named it: by its name or its resource name (ARN).</summary>
    public required string TableName { get; init; }

    /// <summary>All units, of the table and its indexes.</summary>
    public required double CapacityUnits { get; init; }

    /// <summary>Read units; null where DynamoDB leaves them out.</summary>
    public double? ReadCapacityUnits { get; init; }

    /// <summary>Write units; null where DynamoDB leaves them out.</summary>
    public double? WriteCapacityUnits { get; init; }

    /// <summary>The table's own part, with <see cref="ReturnConsumedCapacity.INDEXES"/>.</summary>
    public Capacity? Table { get; init; }

    /// <summary>Each local index's part, with <see cref="ReturnConsumedCapacity.INDEXES"/>; null where none was touched.</summary>
    public IReadOnlyDictionary<string, Capacity>? LocalSecondaryIndexes { get; init; }

    /// <summary>Each global index's part, with <see cref="ReturnConsumedCapacity.INDEXES"/>; null where none was touched.</summary>
    public IReadOnlyDictionary<string, Capacity>? GlobalSecondaryIndexes { get; init; }
}
