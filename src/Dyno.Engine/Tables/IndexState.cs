// A secondary index as the engine works with it. Immutable but for its counters and since when it can be read.
using System.Text;

namespace Dyno.Engine;

internal sealed class IndexState
{
    private readonly byte[][] _projectedNames;

    public IndexState(
        uint id, string name, string arn, bool isGlobal, KeyAttribute[] partitionKeys, KeyAttribute[] sortKeys, Projection projection,
        ProvisionedThroughput? throughput, KeyAttribute[] tableKeys)
    {
        Id = id;
        Name = name;
        Arn = arn;
        IsGlobal = isGlobal;
        PartitionKeys = partitionKeys;
        SortKeys = sortKeys;
        Keys = [.. partitionKeys, .. sortKeys];
        Projection = projection;
        Throughput = throughput;

        var names = new SortedSet<byte[]>(Keys.Concat(tableKeys).Select(k => k.Utf8Name), Utf8Order.Instance);

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

    // One to four; more than one in global indexes only.
    public KeyAttribute[] PartitionKeys { get; }

    // None to four, in the order in which entries sort; more than one in global indexes only.
    public KeyAttribute[] SortKeys { get; }

    // The partition keys, then the sort keys.
    public KeyAttribute[] Keys { get; }

    public Projection Projection { get; }

    public ProvisionedThroughput? Throughput { get; }

    // Items from before the index may still miss their entries.
    public bool IsBuilding { get; init; }

    // The store's number of the change from which on a snapshot has all entries; 0 where every snapshot has them that can be taken.
    public long ReadySince { get; set; }

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
        KeySchema =
        [
            .. PartitionKeys.Select(k => new KeySchemaElement(k.Name, KeyType.HASH)), .. SortKeys.Select(k => new KeySchemaElement(k.Name, KeyType.RANGE)),
        ],
        Projection = Projection,
        ItemCount = Counters.Count,
        IndexSizeBytes = Counters.SizeBytes,
    };

    public override string ToString() => Name;
}
