// The partitions of a table or global index: ranges of the hash of the partition key, each with its own limits (see eng/adr/0007-capacity.md).
//
// 1. Partitions cover all hashes and do not overlap. 2. They are split, never merged. 3. The array is replaced, never changed: readers take no lock.
namespace Dyno.Engine;

internal sealed class Partitions
{
    // DynamoDB's limits of one partition.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
    public const int ReadUnitsPerSecond = 3000;
    public const int WriteUnitsPerSecond = 1000;
    public const long SizeBytes = 10L << 30;

    // What a new table on demand can take: 12,000 read and 4,000 write units a second.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
    public const int OnDemand = 4;

    // A table with a throughput beyond all reason still fits into memory.
    private const int Most = 1024;

    private readonly Lock _lock = new();
    private Partition[] _partitions = [new Partition(0, 1L << 32)];

    public int Count => Volatile.Read(ref _partitions).Length;

    // How many partitions a throughput needs.
    public static int CountFor(ProvisionedThroughput throughput) => (int)Math.Clamp(
        Math.Ceiling(((double)throughput.ReadCapacityUnits / ReadUnitsPerSecond) + ((double)throughput.WriteCapacityUnits / WriteUnitsPerSecond)), 1, Most);

    // Of reads and writes each: four partitions are ready for 12,000 reads and 4,000 writes.
    public static int CountFor(WarmThroughput? warm) => (int)Math.Clamp(
        Math.Ceiling(Math.Max((double)(warm?.ReadUnitsPerSecond ?? 0) / ReadUnitsPerSecond, (double)(warm?.WriteUnitsPerSecond ?? 0) / WriteUnitsPerSecond)), 1, Most);

    public Partition Of(uint hash)
    {
        var partitions = Volatile.Read(ref _partitions);
        var (low, high) = (0, partitions.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hash < partitions[middle].End)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return partitions[low];
    }

    // At least so many, as even as they can be without merging.
    public void Grow(int count)
    {
        lock (_lock)
        {
            if (_partitions.Length == 1)
            {
                count = Math.Min(count, Most);
                var even = new Partition[Math.Max(1, count)];
                for (var i = 0; i < even.Length; i++)
                {
                    even[i] = new Partition(((long)i << 32) / even.Length, ((long)(i + 1) << 32) / even.Length);
                }

                Volatile.Write(ref _partitions, even);
                return;
            }

            while (_partitions.Length < Math.Min(count, Most))
            {
                Replace(_partitions.MaxBy(p => p.End - p.Start)!);
            }
        }
    }

    // Halves a hot partition, unless it is down to one hash: a single key never gets more than one partition's throughput.
    public void Split(Partition hot)
    {
        lock (_lock)
        {
            if (hot.End - hot.Start > 1 && _partitions.Length < Most && Array.IndexOf(_partitions, hot) >= 0)
            {
                Replace(hot);
            }
        }
    }

    private void Replace(Partition partition)
    {
        var middle = (partition.Start + partition.End) / 2;
        var at = Array.IndexOf(_partitions, partition);
        Volatile.Write(
            ref _partitions,
            [.. _partitions[..at], new Partition(partition.Start, middle), new Partition(middle, partition.End), .. _partitions[(at + 1)..]]);
    }
}

internal sealed class Partition(long start, long end)
{
    // Refusals this long, without as long a pause, mean that a partition is hot, not just hit once.
    private const long HotNanoseconds = 60 * CapacityClock.Second;

    private long _refusedSince = long.MinValue;
    private long _refusedLast = long.MinValue;

    // The first hash, and the one after the last.
    public long Start { get; } = start;

    public long End { get; } = end;

    // A partition has no burst credit beyond the running second.
    public TokenBucket Reads { get; } = new(Partitions.ReadUnitsPerSecond, 1);

    public TokenBucket Writes { get; } = new(Partitions.WriteUnitsPerSecond, 1);

    public TokenBucket this[Flow flow] => flow == Flow.Read ? Reads : Writes;

    // Whether the refusals have gone on for long enough to split. Racing threads at worst begin to count anew.
    public bool IsHot(long nowNanoseconds)
    {
        var last = Volatile.Read(ref _refusedLast);
        Volatile.Write(ref _refusedLast, nowNanoseconds);
        if (last == long.MinValue || nowNanoseconds - last >= HotNanoseconds)
        {
            Volatile.Write(ref _refusedSince, nowNanoseconds);
            return false;
        }

        return nowNanoseconds - Volatile.Read(ref _refusedSince) >= HotNanoseconds;
    }
}
