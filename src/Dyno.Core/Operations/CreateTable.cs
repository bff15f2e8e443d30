// CreateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html

namespace Dyno;

/// <summary>Creates a table.</summary>
public sealed record CreateTableRequest
{
    /// <summary>The table's name: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'.</summary>
    public required string TableName { get; init; }

    /// <summary>The types of all key attributes of table and indexes, and of nothing else.</summary>
    public required IReadOnlyList<AttributeDefinition> AttributeDefinitions { get; init; }

    /// <summary>The table's key: a partition key, and perhaps a sort key.</summary>
    public required IReadOnlyList<KeySchemaElement> KeySchema { get; init; }

    /// <summary>The local secondary indexes, at most 5; null or absent for none.</summary>
    public IReadOnlyList<LocalSecondaryIndex>? LocalSecondaryIndexes { get; init; }

    /// <summary>The global secondary indexes, at most 20; null or absent for none.</summary>
    public IReadOnlyList<GlobalSecondaryIndex>? GlobalSecondaryIndexes { get; init; }

    /// <summary>How the table is paid for.</summary>
    public BillingMode BillingMode { get; init; }

    /// <summary>The throughput, where the mode is PROVISIONED.</summary>
    public ProvisionedThroughput? ProvisionedThroughput { get; init; }

    /// <summary>The table's tags, at most 50; null or absent for none.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>The table's class; null for the ordinary one.</summary>
    public TableClass? TableClass { get; init; }

    /// <summary>Whether DeleteTable is refused until this is taken back.</summary>
    public bool DeletionProtectionEnabled { get; init; }

    /// <summary>The most that the table takes on demand.</summary>
    public OnDemandThroughput? OnDemandThroughput { get; init; }

    /// <summary>What the table is ready for at once.</summary>
    public WarmThroughput? WarmThroughput { get; init; }

    /// <summary>How the table is encrypted at rest.</summary>
    public SSESpecification? SSESpecification { get; init; }

    /// <summary>The table's stream; null or not enabled for none.</summary>
    public StreamSpecification? StreamSpecification { get; init; }
}
