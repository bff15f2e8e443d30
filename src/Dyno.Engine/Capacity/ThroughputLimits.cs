// What limits one direction of a table or global index, beside its partitions. Replaced as a whole when the table's settings change.
namespace Dyno.Engine;

internal sealed class ThroughputLimits
{
    // DynamoDB retains up to five minutes of unused capacity.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
    public const int BurstSeconds = 300;

    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#default-limits-throughput
    public const int AccountUnitsPerSecond = 40_000;

    // What is set on the table; null where it is on demand without a maximum.
    public TokenBucket? Configured { get; init; }

    public ThrottleCause ConfiguredCause { get; init; }

    // The account's quota for a table on demand; null where it is not kept.
    public TokenBucket? Account { get; init; }

    public bool KeepsPartitions { get; init; }

    // Provisioned throughput with burst credit.
    public static ThroughputLimits Provisioned(long unitsPerSecond, bool keepsPartitions) => new()
    {
        Configured = new TokenBucket(unitsPerSecond, BurstSeconds),
        ConfiguredCause = ThrottleCause.ProvisionedThroughputExceeded,
        KeepsPartitions = keepsPartitions,
    };

    // A maximum is a cap on cost: nothing is saved up beyond the running second. Null where nothing limits.
    public static ThroughputLimits? OnDemand(long? maximumUnitsPerSecond, bool asDynamoDB) => maximumUnitsPerSecond is null && !asDynamoDB ? null : new()
    {
        Configured = maximumUnitsPerSecond is { } maximum ? new TokenBucket(maximum, 1) : null,
        ConfiguredCause = ThrottleCause.MaxOnDemandThroughputExceeded,
        Account = asDynamoDB ? new TokenBucket(AccountUnitsPerSecond, 1) : null,
        KeepsPartitions = asDynamoDB,
    };

    // Goes on with the credit or debt of the limits before it, where they are of one kind.
    public ThroughputLimits Take(ThroughputLimits? before, long nowNanoseconds)
    {
        if (before?.ConfiguredCause == ConfiguredCause)
        {
            Configured?.Take(before.Configured, nowNanoseconds);
        }

        return this;
    }
}
