// The throughput of one table (with its local indexes) or one global index: what was consumed, what limits it, and its partitions.
// Where nothing limits a direction its limits are null: that is all that an operation looks at.
namespace Dyno.Engine;

internal sealed class ResourceCapacity(string arn, bool isIndex)
{
    private ThroughputLimits? _reads;
    private ThroughputLimits? _writes;

    public string Arn { get; } = arn;

    public bool IsIndex { get; } = isIndex;

    public Consumption Consumed { get; } = new();

    public Partitions Partitions { get; } = new();

    public ThroughputLimits? Reads => Volatile.Read(ref _reads);

    public ThroughputLimits? Writes => Volatile.Read(ref _writes);

    public ThroughputLimits? Limits(Flow flow) => flow == Flow.Read ? Reads : Writes;

    // When the table is opened, created or changed.
    public void Configure(ThroughputLimits? reads, ThroughputLimits? writes, int partitions, long nowNanoseconds)
    {
        Partitions.Grow(partitions);
        Volatile.Write(ref _reads, reads?.Take(_reads, nowNanoseconds));
        Volatile.Write(ref _writes, writes?.Take(_writes, nowNanoseconds));
    }

    // What stops a request on this hash of a partition key, before it costs anything.
    public ThrottleCause Check(Flow flow, long nowNanoseconds, uint hash)
    {
        if (Limits(flow) is not { } limits)
        {
            return ThrottleCause.None;
        }

        var cause = Find(limits, flow, nowNanoseconds, hash);
        if (cause != ThrottleCause.None)
        {
            Consumed.AddThrottled(flow);
        }

        return cause;
    }

    // What a request has cost, for the limits only.
    public void Spend(Flow flow, long nowNanoseconds, uint hash, long halfUnits)
    {
        if (Limits(flow) is not { } limits)
        {
            return;
        }

        limits.Configured?.Spend(nowNanoseconds, halfUnits);
        limits.Account?.Spend(nowNanoseconds, halfUnits);
        if (limits.KeepsPartitions)
        {
            Partitions.Of(hash)[flow].Spend(nowNanoseconds, halfUnits);
        }
    }

    public override string ToString() => $"{Arn}: {Consumed}";

    private ThrottleCause Find(ThroughputLimits limits, Flow flow, long nowNanoseconds, uint hash)
    {
        if (limits.Configured?.IsEmpty(nowNanoseconds) ?? false)
        {
            return limits.ConfiguredCause;
        }

        if (limits.Account?.IsEmpty(nowNanoseconds) ?? false)
        {
            return ThrottleCause.AccountLimitExceeded;
        }

        if (!limits.KeepsPartitions)
        {
            return ThrottleCause.None;
        }

        var partition = Partitions.Of(hash);
        if (!partition[flow].IsEmpty(nowNanoseconds))
        {
            return ThrottleCause.None;
        }

        if (partition.IsHot(nowNanoseconds))
        {
            Partitions.Split(partition);
        }

        return ThrottleCause.KeyRangeThroughputExceeded;
    }
}
