// How a table is paid for.

namespace Dyno;

/// <summary>How a table is paid for.</summary>
public enum BillingMode
{
    /// <summary>By provisioned units a second.</summary>
    PROVISIONED,

    /// <summary>By request ("on demand").</summary>
    PAY_PER_REQUEST,
}

/// <summary>Provisioned throughput.</summary>
/// <param name="ReadCapacityUnits">Read units a second.</param>
/// <param name="WriteCapacityUnits">Write units a second.</param>
public sealed record ProvisionedThroughput(long ReadCapacityUnits, long WriteCapacityUnits);
