// Lets requests in and charges what they cost. It is asked on every operation: where nothing is limited it only counts.
//
// A request is let in while what it needs is not empty, and its real cost is charged when it is known: so DynamoDB does, and so a bucket may go below
// zero. The limits of tables come from their records: whoever publishes a table or changes its throughput calls Configure.
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Dyno.Engine.Commit;
using Dyno.Engine.Indexes;

namespace Dyno.Engine;

internal sealed class CapacityControl(EngineContext context)
{
    private readonly CapacityClock _clock = new(context.Options.Clock);

    // The hash of the partition key in an item key or index key.
    public static uint HashOf(ReadOnlySpan<byte> storageKey) => BinaryPrimitives.ReadUInt32BigEndian(storageKey[KeyLayout.IdBytes..]);

    // Takes over the settings of a table that is opened, created or changed. What was saved up or is owed stays.
    public void Configure(TableState table)
    {
        var record = table.Record;
        var provisioned = record.BillingMode == BillingMode.PROVISIONED;
        Configure(table.Capacity, provisioned ? record.Throughput : null, record.Settings.OnDemand, record.Settings.Warm, table.Counters);
        for (var i = 0; i < table.Indexes.Length; i++)
        {
            if (table.Indexes[i].Capacity is { } capacity)
            {
                var index = record.Indexes[i];
                Configure(capacity, provisioned ? index.Throughput : null, index.OnDemand, index.Warm, table.Indexes[i].Counters);
            }
        }
    }

    public void CheckRead(ResourceCapacity resource, uint hash)
    {
        if (resource.Reads is not null && resource.Check(Flow.Read, _clock.NowNanoseconds, hash) is var cause && cause != ThrottleCause.None)
        {
            throw Throttle.Error(resource, Flow.Read, cause);
        }
    }

    // Of what is read by key, where some keys may be refused.
    public ThrottledException? RefuseRead(ResourceCapacity resource, uint hash) =>
        resource.Reads is not null && resource.Check(Flow.Read, _clock.NowNanoseconds, hash) is var cause && cause != ThrottleCause.None
            ? Throttle.Error(resource, Flow.Read, cause)
            : null;

    public void ChargeRead(ResourceCapacity resource, uint hash, double units)
    {
        var halfUnits = (long)(units * 2);
        resource.Consumed.AddRead(halfUnits);
        if (resource.Reads is not null)
        {
            resource.Spend(Flow.Read, _clock.NowNanoseconds, hash, halfUnits);
        }
    }

    // What stops a write before its item is looked at.
    public ThrottledException? RefuseWrite(ItemChange change)
    {
        var resource = change.Table.Capacity;
        return resource.Writes is null ? null : RefuseWrite(resource, change.Key);
    }

    // A global index without capacity stops the writes of the table that would change it.
    public ThrottledException? RefuseWrites(List<IndexChange> changes, int first)
    {
        for (var i = first; i < changes.Count; i++)
        {
            var change = changes[i];
            if (change.Index.Capacity is { Writes: not null } resource && RefuseWrite(resource, change.Key ?? change.RemovedKey!) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    // Of an action and its index changes. A refused condition costs what was looked at.
    public void ChargeWrite(WriteSet set, ItemChange change)
    {
        var resource = change.Table.Capacity;
        var factor = set.CapacityFactor;
        if (set.IsRepeated)
        {
            ChargeRead(resource, HashOf(change.Key), factor * CapacityUnits.Read(change.BeforeSize, consistent: true));
            return;
        }

        if (set.IsRefused)
        {
            ChargeWrite(resource, change.Key, factor * CapacityUnits.Write(change.BeforeSize));
            return;
        }

        ChargeWrite(resource, change.Key, factor * CapacityUnits.Write(change.BeforeSize, change.AfterSize));
        for (var i = change.FirstIndexChange; i < change.IndexChangesEnd; i++)
        {
            ChargeIndex(resource, set.Indexes![i], factor);
        }

        if (change.CountDelta > 0)
        {
            GrowBySize(resource, change.Table.Counters);
        }
    }

    // Of a whole set, after it was decided.
    public void ChargeWrites(WriteSet set)
    {
        foreach (var action in set.Actions)
        {
            ChargeWrite(set, action.Change);
        }
    }

    private static void GrowBySize(ResourceCapacity resource, Counters counters)
    {
        if (counters.SizeBytes > resource.Partitions.Count * Partitions.SizeBytes)
        {
            resource.Partitions.Grow(resource.Partitions.Count + 1);
        }
    }

    // A local index is paid for by its table, in the partition of its items.
    private void ChargeIndex(ResourceCapacity table, IndexChange change, int factor)
    {
        var resource = change.Index.Capacity ?? table;
        if (change.KeyChanged)
        {
            ChargeWrite(resource, change.RemovedKey, factor * CapacityUnits.Write(change.BeforeSize));
            ChargeWrite(resource, change.Key, factor * CapacityUnits.Write(change.AfterSize));
        }
        else
        {
            ChargeWrite(
                resource, change.Key ?? change.RemovedKey, factor * CapacityUnits.IndexWrite(change.BeforeSize, change.AfterSize, keyChanged: false));
        }

        if (change.CountDelta > 0)
        {
            GrowBySize(resource, change.Index.Counters);
        }
    }

    private void ChargeWrite(ResourceCapacity resource, ReadOnlySpan<byte> key, double units)
    {
        var halfUnits = (long)(units * 2);
        resource.Consumed.AddWrite(halfUnits);
        if (resource.Writes is not null)
        {
            resource.Spend(Flow.Write, _clock.NowNanoseconds, HashOf(key), halfUnits);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ThrottledException? RefuseWrite(ResourceCapacity resource, byte[] key)
    {
        var cause = resource.Check(Flow.Write, _clock.NowNanoseconds, HashOf(key));
        return cause == ThrottleCause.None ? null : Throttle.Error(resource, Flow.Write, cause);
    }

    // A maximum of -1 is none.
    private static long? MaximumOf(long? units) => units > 0 ? units : null;

    // throughput: null on demand.
    private void Configure(
        ResourceCapacity resource, ProvisionedThroughput? throughput, OnDemandThroughput? onDemand, WarmThroughput? warm, Counters counters)
    {
        var mode = context.Options.Throttling;
        var asDynamoDB = mode == Throttling.AsDynamoDB;
        var partitions = (int)Math.Min(int.MaxValue, (counters.SizeBytes + Partitions.SizeBytes - 1) / Partitions.SizeBytes);
        partitions = Math.Max(partitions, throughput is null ? Partitions.OnDemand : Partitions.CountFor(throughput));
        partitions = Math.Max(partitions, Partitions.CountFor(warm));
        ThroughputLimits? reads = null;
        ThroughputLimits? writes = null;
        if (mode != Throttling.None)
        {
            reads = throughput is null
                ? ThroughputLimits.OnDemand(MaximumOf(onDemand?.MaxReadRequestUnits), asDynamoDB)
                : ThroughputLimits.Provisioned(throughput.ReadCapacityUnits, asDynamoDB);
            writes = throughput is null
                ? ThroughputLimits.OnDemand(MaximumOf(onDemand?.MaxWriteRequestUnits), asDynamoDB)
                : ThroughputLimits.Provisioned(throughput.WriteCapacityUnits, asDynamoDB);
        }

        resource.Configure(reads, writes, partitions, _clock.NowNanoseconds);
    }
}
