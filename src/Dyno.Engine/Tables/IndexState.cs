// A secondary index as the engine works with it. Immutable but for its counters.
using System.Text;

namespace Dyno.Engine;

internal sealed class IndexState
{
    private readonly byte[][] _projectedNames;

    public IndexState(
        uint id, string name, string arn, bool isGlobal, KeyAttribute partitionKey, KeyAttribute? sortKey, Projection projection,
        ProvisionedThroughput? throughput, KeyAttribute tablePartitionKey, KeyAttribute? tableSortKey)
    {
        Id = id;
        Name = name;
        Arn = arn;
        IsGlobal = isGlobal;
        PartitionKey = partitionKey;
        SortKey = sortKey;
        Projection = projection;
        Throughput = throughput;

        var names = new SortedSet<byte[]>(Utf8Order.Instance) { partitionKey.Utf8Name, tablePartitionKey.Utf8Name };
        if (sortKey is { } sort)
        {
            names.Add(sort.Utf8Name);
        }

        if (tableSortKey is { } tableSort)
        {
            names.Add(tableSort.Utf8Name);
        }

        KeyNames = [.. names];
        foreach (var attribute in projection.NonKeyAttributes)
        {
            names.Add(Encoding.UTF8.GetBytes(attribute));
        }

        _projectedNames = [.. names];
    }

    public uint Id { get; }

    public string Name { get; }

    public string Arn { get; }

    public bool IsGlobal { get; }

    public KeyAttribute PartitionKey { get; }

    public KeyAttribute? SortKey { get; }

    public Projection Projection { get; }

    public ProvisionedThroughput? Throughput { get; }

    public Counters Counters { get; init; } = new();

    // A global index's own; null where the table pays.
    public ResourceCapacity? Capacity { get; init; }

    public bool ProjectsAll => Projection.ProjectionType == ProjectionType.ALL;

    // The key attributes of index and table, sorted and distinct.
    public byte[][] KeyNames { get; }

    // With KEYS_ONLY and INCLUDE, the attributes that an entry has, sorted and distinct. ALL has every attribute.
    public byte[][] ProjectedNames => _projectedNames;

    public IndexDescription Describe(TableStatus status) => new()
    {
        IndexName = Name,
        IndexArn = Arn,
        IndexStatus = status,
        KeySchema = SortKey is { } sort
            ? [new(PartitionKey.Name, KeyType.HASH), new(sort.Name, KeyType.RANGE)]
            : [new(PartitionKey.Name, KeyType.HASH)],
        Projection = Projection,
        ItemCount = Counters.Count,
        IndexSizeBytes = Counters.SizeBytes,
    };

    public override string ToString() => Name;
}
