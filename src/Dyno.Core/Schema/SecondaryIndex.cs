// The definitions of secondary indexes in a CreateTable request.

namespace Dyno;

/// <summary>A secondary index of a table.</summary>
public abstract record SecondaryIndex
{
    /// <summary>The index's name, unique in its table.</summary>
    public required string IndexName { get; init; }

    /// <summary>The index's key.</summary>
    public required IReadOnlyList<KeySchemaElement> KeySchema { get; init; }

    /// <summary>What the index copies.</summary>
    public Projection Projection { get; init; } = Projection.All;
}

/// <summary>An index with a key of its own over the whole table; it is read eventually.</summary>
public sealed record GlobalSecondaryIndex : SecondaryIndex
{
    /// <summary>The index's own throughput, on a provisioned table.</summary>
    public ProvisionedThroughput? ProvisionedThroughput { get; init; }

    /// <summary>The most that the index takes on demand.</summary>
    public OnDemandThroughput? OnDemandThroughput { get; init; }

    /// <summary>What the index is ready for at once.</summary>
    public WarmThroughput? WarmThroughput { get; init; }
}

/// <summary>An index with the table's partition key and another sort key; it can be read strongly.</summary>
public sealed record LocalSecondaryIndex : SecondaryIndex;
