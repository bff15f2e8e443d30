// UpdateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html

namespace Dyno;

/// <summary>Changes a table; what is null stays as it is. At least one thing must change.</summary>
public sealed record UpdateTableRequest
{
    /// <summary>The table's name or resource name.</summary>
    public required string TableName { get; init; }

    /// <summary>The types of the key attributes of an index that is created.</summary>
    public IReadOnlyList<AttributeDefinition>? AttributeDefinitions { get; init; }

    /// <summary>How the table is paid for.</summary>
    public BillingMode? BillingMode { get; init; }

    /// <summary>The table's throughput.</summary>
    public ProvisionedThroughput? ProvisionedThroughput { get; init; }

    /// <summary>Changes of global indexes: any number of changed throughputs, and one index created or deleted.</summary>
    public IReadOnlyList<GlobalSecondaryIndexUpdate>? GlobalSecondaryIndexUpdates { get; init; }

    /// <summary>Enables the table's stream, or disables it.</summary>
    public StreamSpecification? StreamSpecification { get; init; }

    /// <summary>The table's class.</summary>
    public TableClass? TableClass { get; init; }

    /// <summary>Whether DeleteTable is refused.</summary>
    public bool? DeletionProtectionEnabled { get; init; }

    /// <summary>The most that the table takes on demand.</summary>
    public OnDemandThroughput? OnDemandThroughput { get; init; }

    /// <summary>What the table is ready for at once.</summary>
    public WarmThroughput? WarmThroughput { get; init; }

    /// <summary>How the table is encrypted at rest.</summary>
    public SSESpecification? SSESpecification { get; init; }
}

/// <summary>A change of one global index.</summary>
public abstract record GlobalSecondaryIndexUpdate
{
    /// <summary>The index.</summary>
    public abstract string IndexName { get; }
}

/// <summary>Creates an index, and fills it with the items that are there while writes go on.</summary>
/// <param name="Index">The index.</param>
public sealed record CreateGlobalSecondaryIndexAction(GlobalSecondaryIndex Index) : GlobalSecondaryIndexUpdate
{
    /// <inheritdoc/>
    public override string IndexName => Index.IndexName;
}

/// <summary>Changes an index's throughput; what is null stays as it is.</summary>
/// <param name="Name">The index.</param>
public sealed record UpdateGlobalSecondaryIndexAction(string Name) : GlobalSecondaryIndexUpdate
{
    /// <inheritdoc/>
    public override string IndexName => Name;

    /// <summary>The provisioned throughput.</summary>
    public ProvisionedThroughput? ProvisionedThroughput { get; init; }

    /// <summary>The most that the index takes on demand.</summary>
    public OnDemandThroughput? OnDemandThroughput { get; init; }

    /// <summary>What the index is ready for at once.</summary>
    public WarmThroughput? WarmThroughput { get; init; }
}

/// <summary>Deletes an index.</summary>
/// <param name="Name">The index.</param>
public sealed record DeleteGlobalSecondaryIndexAction(string Name) : GlobalSecondaryIndexUpdate
{
    /// <inheritdoc/>
    public override string IndexName => Name;
}
