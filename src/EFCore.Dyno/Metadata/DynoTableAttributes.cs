// Configuration of tables themselves by attributes on entity classes. Fluent configuration (ToDynoTable) overrides them, setting by setting.

namespace Microsoft.EntityFrameworkCore;

/// <summary>The items expire some time after the time that this property tells. See <c>HasTimeToLive</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TimeToLiveAttribute : Attribute;

/// <summary>Every change of the table's items is streamed for 24 hours.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableStreamAttribute(StreamViewType view = StreamViewType.NEW_AND_OLD_IMAGES) : Attribute
{
    /// <summary>What a record has of the changed item.</summary>
    public StreamViewType View { get; } = view;
}

/// <summary>The table is paid per request.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnDemandTableAttribute : Attribute
{
    /// <summary>The most read request units a second; 0 for no limit of its own.</summary>
    public long MaxReadUnits { get; init; }

    /// <summary>The most write request units a second; 0 for no limit of its own.</summary>
    public long MaxWriteUnits { get; init; }
}

/// <summary>The table is paid by provisioned units a second.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProvisionedTableAttribute(long readCapacityUnits, long writeCapacityUnits) : Attribute
{
    /// <summary>Read units a second.</summary>
    public long ReadCapacityUnits { get; } = readCapacityUnits;

    /// <summary>Write units a second.</summary>
    public long WriteCapacityUnits { get; } = writeCapacityUnits;
}

/// <summary>The table's class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableClassAttribute(TableClass tableClass) : Attribute
{
    /// <summary>The class.</summary>
    public TableClass TableClass { get; } = tableClass;
}

/// <summary>The table is not deleted before this is taken back, not by EnsureDeleted either.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DeletionProtectionAttribute : Attribute;

/// <summary>The table is encrypted at rest with a key of the key management service. See <c>IsEncryptedWithKms</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KmsEncryptedAttribute(string? kmsMasterKeyId = null) : Attribute
{
    /// <summary>The key's id, ARN or alias; null for the account's key for DynamoDB.</summary>
    public string? KmsMasterKeyId { get; } = kmsMasterKeyId;
}

/// <summary>A tag of the table.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TableTagAttribute(string key, string value) : Attribute
{
    /// <summary>The tag's key.</summary>
    public string Key { get; } = key;

    /// <summary>The tag's value.</summary>
    public string Value { get; } = value;
}
