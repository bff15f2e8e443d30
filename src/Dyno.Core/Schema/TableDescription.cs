// What DescribeTable says of a table and its indexes.

namespace Dyno;

/// <summary>
/// The state of a table or index. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html. The embedded engine has the first four.
/// </summary>
public enum TableStatus
{
    /// <summary>Being created.</summary>
    CREATING,

    /// <summary>Being changed.</summary>
    UPDATING,

    /// <summary>Being deleted.</summary>
    DELETING,

    /// <summary>Ready.</summary>
    ACTIVE,

    /// <summary>Not readable, because its encryption key is not; it is archived after seven days.</summary>
    INACCESSIBLE_ENCRYPTION_CREDENTIALS,

    /// <summary>Being archived, because its encryption key was not readable for seven days.</summary>
    ARCHIVING,

    /// <summary>Archived.</summary>
    ARCHIVED,

    /// <summary>Not replicated to other regions until they are authorized.</summary>
    REPLICATION_NOT_AUTHORIZED,
}

/// <summary>A table, as DescribeTable describes it.</summary>
public sealed record TableDescription
{
    /// <summary>The table's name.</summary>
    public required string TableName { get; init; }

    /// <summary>The table's Amazon resource name.</summary>
    public required string TableArn { get; init; }

    /// <summary>The table's unique id.</summary>
    public required string TableId { get; init; }

    /// <summary>The table's state.</summary>
    public required TableStatus TableStatus { get; init; }

    /// <summary>When the table was created.</summary>
    public required DateTimeOffset CreationDateTime { get; init; }

    /// <summary>The types of all key attributes.</summary>
    public required IReadOnlyList<AttributeDefinition> AttributeDefinitions { get; init; }

    /// <summary>The table's key.</summary>
    public required IReadOnlyList<KeySchemaElement> KeySchema { get; init; }

    /// <summary>The local secondary indexes.</summary>
    public IReadOnlyList<IndexDescription> LocalSecondaryIndexes { get; init; } = [];

    /// <summary>The global secondary indexes.</summary>
    public IReadOnlyList<IndexDescription> GlobalSecondaryIndexes { get; init; } = [];

    /// <summary>How the table is paid for.</summary>
    public BillingMode BillingMode { get; init; }

    /// <summary>The table's throughput; zero units where it is on demand.</summary>
    public required ProvisionedThroughputDescription ProvisionedThroughput { get; init; }

    /// <summary>When the table was last switched to on demand, or created so; null where it never was.</summary>
    public DateTimeOffset? LastUpdateToPayPerRequestDateTime { get; init; }

    /// <summary>The number of items.</summary>
    public long ItemCount { get; init; }

    /// <summary>The size of all items in bytes, as DynamoDB counts.</summary>
    public long TableSizeBytes { get; init; }

    /// <summary>The table's class; null where it was never set.</summary>
    public TableClass? TableClass { get; init; }

    /// <summary>Whether DeleteTable is refused.</summary>
    public bool DeletionProtectionEnabled { get; init; }

    /// <summary>The most that the table takes on demand; null where it was never set.</summary>
    public OnDemandThroughput? OnDemandThroughput { get; init; }

    /// <summary>What the table is ready for at once; null where it was never set.</summary>
    public WarmThroughput? WarmThroughput { get; init; }

    /// <summary>How the table is encrypted at rest; null with a key that DynamoDB owns.</summary>
    public SSEDescription? SSEDescription { get; init; }

    /// <summary>The table's stream; null where none is enabled.</summary>
    public StreamSpecification? StreamSpecification { get; init; }

    /// <summary>The resource name of the enabled stream, or of the last one that was; null where the table never had one.</summary>
    public string? LatestStreamArn { get; init; }

    /// <summary>The label of that stream.</summary>
    public string? LatestStreamLabel { get; init; }
}

/// <summary>A secondary index, as DescribeTable describes it.</summary>
public sealed record IndexDescription
{
    /// <summary>The index's name.</summary>
    public required string IndexName { get; init; }

    /// <summary>The index's Amazon resource name.</summary>
    public required string IndexArn { get; init; }

    /// <summary>The index's state; a local index has none of its own and shows the table's.</summary>
    public required TableStatus IndexStatus { get; init; }

    /// <summary>The index's key.</summary>
    public required IReadOnlyList<KeySchemaElement> KeySchema { get; init; }

    /// <summary>What the index copies.</summary>
    public required Projection Projection { get; init; }

    /// <summary>A global index's throughput.</summary>
    public ProvisionedThroughputDescription? ProvisionedThroughput { get; init; }

    /// <summary>Whether the index is being filled with the items that were there before it.</summary>
    public bool Backfilling { get; init; }

    /// <summary>The most that a global index takes on demand; null where it was never set.</summary>
    public OnDemandThroughput? OnDemandThroughput { get; init; }

    /// <summary>What a global index is ready for at once; null where it was never set.</summary>
    public WarmThroughput? WarmThroughput { get; init; }

    /// <summary>The number of entries.</summary>
    public long ItemCount { get; init; }

    /// <summary>The size of all entries in bytes.</summary>
    public long IndexSizeBytes { get; init; }
}
