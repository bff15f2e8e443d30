// Fluent configuration of a table itself: how it is paid for, streamed, protected and labelled.

using EFCore.Dyno.Metadata;

namespace Microsoft.EntityFrameworkCore.Metadata.Builders;

/// <summary>
/// Configures a table. What is not configured is left to DynamoDB for a new table, and left alone on a table that exists. Types that share a table may
/// configure it together and must not contradict each other. See https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html.
/// </summary>
public sealed class DynoTableBuilder
{
    private readonly IMutableAnnotatable _owner;
    private readonly string _annotation;

    internal DynoTableBuilder(IMutableAnnotatable owner, string annotation)
    {
        _owner = owner;
        _annotation = annotation;
    }

    private TableConfiguration Configuration
    {
        get => _owner[_annotation] is string json ? TableConfiguration.Parse(json) : TableConfiguration.Empty;
        set => _owner.SetAnnotation(_annotation, value.ToString());
    }

    /// <summary>Pays for each request (PAY_PER_REQUEST), as a new table does where nothing is said.</summary>
    /// <param name="maxReadUnits">The most read request units a second, or null for no limit of its own.</param>
    /// <param name="maxWriteUnits">The most write request units a second, or null for no limit of its own.</param>
    public DynoTableBuilder IsOnDemand(long? maxReadUnits = null, long? maxWriteUnits = null) => Set(c => c with
    {
        BillingMode = BillingMode.PAY_PER_REQUEST,
        Provisioned = null,
        OnDemand = maxReadUnits is null && maxWriteUnits is null ? null : new OnDemandThroughput(maxReadUnits, maxWriteUnits),
    });

    /// <summary>Pays for provisioned units a second (PROVISIONED). Global indexes have the same unless configured otherwise.</summary>
    public DynoTableBuilder IsProvisioned(long readCapacityUnits, long writeCapacityUnits) => Set(c => c with
    {
        BillingMode = BillingMode.PROVISIONED,
        Provisioned = new ProvisionedThroughput(readCapacityUnits, writeCapacityUnits),
        OnDemand = null,
    });

    /// <summary>What the table is ready for at once, in units a second. It can be raised, not lowered.</summary>
    public DynoTableBuilder HasWarmThroughput(long readUnitsPerSecond, long writeUnitsPerSecond) =>
        Set(c => c with { Warm = new WarmThroughput(readUnitsPerSecond, writeUnitsPerSecond) });

    /// <summary>The table's class: STANDARD_INFREQUENT_ACCESS for tables that are seldom read.</summary>
    public DynoTableBuilder HasTableClass(TableClass tableClass) => Set(c => c with { Class = tableClass });

    /// <summary>Refuses to delete the table, EnsureDeleted included, until this is taken back.</summary>
    public DynoTableBuilder HasDeletionProtection(bool enabled = true) => Set(c => c with { DeletionProtection = enabled });

    /// <summary>Streams every change of the table's items for 24 hours.</summary>
    /// <param name="view">What a record has of the changed item.</param>
    public DynoTableBuilder HasStream(StreamViewType view = StreamViewType.NEW_AND_OLD_IMAGES) => Set(c => c with { Stream = new StreamSpecification(true, view) });

    /// <summary>The table has no stream; one that it has is disabled by a schema plan.</summary>
    public DynoTableBuilder HasNoStream() => Set(c => c with { Stream = new StreamSpecification(false) });

    /// <summary>
    /// Encrypts the table at rest with a key of the key management service instead of one that DynamoDB owns. The embedded engine keeps this setting and
    /// encrypts nothing for it.
    /// </summary>
    /// <param name="kmsMasterKeyId">The key's id, ARN or alias; null for the account's key for DynamoDB (aws/dynamodb).</param>
    public DynoTableBuilder IsEncryptedWithKms(string? kmsMasterKeyId = null) =>
        Set(c => c with { Encryption = new SSESpecification(true, SSEType.KMS, kmsMasterKeyId) });

    /// <summary>Adds a tag. Tags that the model does not mention are left alone on a table that exists.</summary>
    /// <param name="key">1 to 128 characters.</param>
    /// <param name="value">0 to 256 characters.</param>
    public DynoTableBuilder HasTag(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return Set(c => c.WithTag(key, value));
    }

    private DynoTableBuilder Set(Func<TableConfiguration, TableConfiguration> change)
    {
        Configuration = change(Configuration);
        return this;
    }
}
