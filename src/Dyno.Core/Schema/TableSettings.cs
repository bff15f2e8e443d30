// Settings of a table that change what it costs or who may see it, not what its operations do.

namespace Dyno;

/// <summary>How storage and requests are priced.</summary>
public enum TableClass
{
    /// <summary>The ordinary class.</summary>
    STANDARD,

    /// <summary>For tables that are seldom read: storage is cheaper, requests are dearer.</summary>
    STANDARD_INFREQUENT_ACCESS,
}

/// <summary>The most that a table or global index on demand takes. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html</summary>
/// <param name="MaxReadRequestUnits">Read units a second; -1 for no maximum, null to leave it as it is.</param>
/// <param name="MaxWriteRequestUnits">Write units a second; -1 for no maximum, null to leave it as it is.</param>
public sealed record OnDemandThroughput(long? MaxReadRequestUnits = null, long? MaxWriteRequestUnits = null);

/// <summary>
/// What a table or global index is ready for at once. The engine keeps and shows it: it is always ready.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_WarmThroughput.html
/// </summary>
/// <param name="ReadUnitsPerSecond">Read units a second; null to leave it as it is.</param>
/// <param name="WriteUnitsPerSecond">Write units a second; null to leave it as it is.</param>
public sealed record WarmThroughput(long? ReadUnitsPerSecond = null, long? WriteUnitsPerSecond = null);

/// <summary>Whose key a table is encrypted with.</summary>
public enum SSEType
{
    /// <summary>A key that DynamoDB owns.</summary>
    AES256,

    /// <summary>A key of the key management service.</summary>
    KMS,
}

/// <summary>How a table shall be encrypted at rest. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html</summary>
/// <param name="Enabled">Whether with a key of the key management service; otherwise with one that DynamoDB owns.</param>
/// <param name="SSEType">Always <see cref="SSEType.KMS"/> where it is given.</param>
/// <param name="KMSMasterKeyId">The key's id, alias or resource name; null for the service's own.</param>
public sealed record SSESpecification(bool Enabled, SSEType? SSEType = null, string? KMSMasterKeyId = null);

/// <summary>How a table is encrypted at rest, where it is not with a key that DynamoDB owns.</summary>
/// <param name="SSEType">Whose key.</param>
/// <param name="KMSMasterKeyArn">The key's resource name.</param>
public sealed record SSEDescription(SSEType SSEType, string? KMSMasterKeyArn);
