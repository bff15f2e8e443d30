// A table as the engine works with it. Immutable but for its counters and whether it was deleted or changed: a changed table is a new state, which shares
// the counters of table and indexes with the one before.
using System.Text;
using Dyno.Engine.Streams;

namespace Dyno.Engine;

internal sealed class TableState
{
    private volatile bool _deleted;
    private volatile TableState? _newer;

    public TableState(TableRecord record, TableState? older = null)
    {
        Record = record;
        Id = record.Id;
        Name = record.TableName;
        Arn = TableArn.Of(record.TableName);
        Capacity = older?.Capacity ?? new ResourceCapacity(Arn, isIndex: false);
        CountersKey = MetaKeys.CountersOf(record.Id);
        PartitionKey = record.Attribute(record.PartitionKey);
        SortKey = record.SortKey is { } sort ? record.Attribute(sort) : null;
        PartitionKeys = [PartitionKey];
        SortKeys = SortKey is { } sortKey ? [sortKey] : [];
        HasLocalIndexes = record.Indexes.Any(i => !i.IsGlobal);
        Counters = older?.Counters ?? new Counters();
        Transition = older?.Transition;
        Journal = StreamViews.ImagesOf(record.Stream);
        ExpiryAttribute = record.TimeToLive?.Attribute is { } expiry ? Encoding.UTF8.GetBytes(expiry) : null;
        NeedsImage = record.Indexes.Count > 0 || Journal != JournalImages.None || ExpiryAttribute is not null;
        Indexes = new IndexState[record.Indexes.Count];
        for (var i = 0; i < Indexes.Length; i++)
        {
            var index = record.Indexes[i];
            var olderIndex = older?.FindIndex(index.Id);
            Indexes[i] = new IndexState(
                index.Id, index.Name, TableArn.OfIndex(Arn, index.Name), index.IsGlobal, [.. index.PartitionKeys.Select(record.Attribute)],
                [.. index.SortKeys.Select(record.Attribute)], index.Projection, index.Throughput, [.. PartitionKeys, .. SortKeys])
            {
                IsBuilding = index.IsBuilding,
                Counters = olderIndex?.Counters ?? new Counters(),
                ReadySince = olderIndex?.ReadySince ?? 0,
                Capacity = olderIndex?.Capacity ?? (index.IsGlobal ? new ResourceCapacity(TableArn.OfIndex(Arn, index.Name), isIndex: true) : null),
            };
        }
    }

    public TableRecord Record { get; }

    public uint Id { get; }

    public string Name { get; }

    public string Arn { get; }

    public KeyAttribute PartitionKey { get; }

    public KeyAttribute? SortKey { get; }

    // The same as an index has them, which may have several of each.
    public KeyAttribute[] PartitionKeys { get; }

    public KeyAttribute[] SortKeys { get; }

    // In the order in which they were created: local ones first.
    public IndexState[] Indexes { get; }

    // The one that is being built; at most one at a time.
    public IndexState? BuildingIndex => Array.Find(Indexes, i => i.IsBuilding);

    // Then it has item collections, whose size is limited.
    public bool HasLocalIndexes { get; }

    public Counters Counters { get; }

    public ResourceCapacity Capacity { get; }

    // Where the counters of the table and its indexes stand in the family `meta`.
    public byte[] CountersKey { get; }

    // What the table is going through; null where it goes through nothing. It may be over: see Transition.
    public Transition? Transition { get; set; }

    public TableStatus Status => _deleted ? TableStatus.DELETING : TableStatus.ACTIVE;

    public bool IsDeleted => _deleted;

    // What is recorded of each change.
    public JournalImages Journal { get; }

    // The UTF-8 of the attribute with the time of expiry; null where nothing expires.
    public byte[]? ExpiryAttribute { get; }

    // Whether a write must see the old item, and not just its size.
    public bool NeedsImage { get; }

    public bool IsReplaced => _newer is not null;

    // This one, or the newest that took its place.
    public TableState Newest
    {
        get
        {
            var table = this;
            while (table._newer is { } newer)
            {
                table = newer;
            }

            return table;
        }
    }

    // Under the commit order: what is enqueued later finds it deleted.
    public void MarkDeleted() => _deleted = true;

    // Under the commit order: the deletion or change was not committed.
    public void Restore()
    {
        _deleted = false;
        _newer = null;
    }

    // Under the commit order: what is enqueued later is decided by the newer state.
    public void MarkReplaced(TableState newer) => _newer = newer;

    // Under the commit order: the indexes that the change made readable can be read in snapshots from it on.
    public void MarkReady(TableState older, long sequence)
    {
        foreach (var index in Indexes)
        {
            if (!index.IsBuilding && older.FindIndex(index.Id) is not { IsBuilding: false })
            {
                index.ReadySince = sequence;
            }
        }
    }

    public IndexState? FindIndex(string name)
    {
        foreach (var index in Indexes)
        {
            if (index.Name == name)
            {
                return index;
            }
        }

        return null;
    }

    public IndexState? FindIndex(uint id) => Array.Find(Indexes, i => i.Id == id);

    // What does not depend on the moment; the rest is TableDescriber's.
    public TableDescription Describe() => new()
    {
        TableName = Name,
        TableArn = Arn,
        TableId = Record.TableId,
        TableStatus = Status,
        CreationDateTime = Record.CreationDateTime,
        AttributeDefinitions = Record.AttributeDefinitions,
        KeySchema = SortKey is { } sort
            ? [new(PartitionKey.Name, KeyType.HASH), new(sort.Name, KeyType.RANGE)]
            : [new(PartitionKey.Name, KeyType.HASH)],
        BillingMode = Record.BillingMode,
        ProvisionedThroughput = new ProvisionedThroughputDescription(0, 0),
        ItemCount = Counters.Count,
        TableSizeBytes = Counters.SizeBytes,
        StreamSpecification = Record.Stream is { } view ? new StreamSpecification(true, view) : null,
        LatestStreamArn = Record.StreamLabel is { } label ? StreamState.ArnOf(Name, label) : null,
        LatestStreamLabel = Record.StreamLabel,
    };

    public override string ToString() => Name;
}
