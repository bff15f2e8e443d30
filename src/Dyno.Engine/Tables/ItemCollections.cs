// The item collections that writes are at work on: all items of one partition key and their entries in local indexes. Tables without such indexes have none.
//
// 1. A collection is here from before its first write gets its place in the commit order until its last one is durable. So when it is not here, what the
//    store says of it is the truth, and it is read from there outside the order. 2. Sizes on disk are those of exactly the commits before them (CommitOrder).
using System.Buffers.Binary;
using Dyno.Engine.Commit;
using Dyno.Engine.Indexes;
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class ItemCollections(EngineContext context)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<byte[], ItemCollection> _open = new(KeyComparer.Instance);

    // Once for each action: it is closed with the others of its set.
    public void Open(WriteSet set, ItemChange change)
    {
        if (change.Collection is not null)
        {
            return;
        }

        var key = MetaKeys.ItemCollection(change.Table.Id, KeyLayout.ReadItemKey(change.Key).Partition);
        lock (_lock)
        {
            if (!_open.TryGetValue(key, out var collection))
            {
                _open.Add(key, collection = new ItemCollection(key));
            }

            collection.Users++;
            change.Collection = collection;
            set.HasCollections = true;
        }

        change.Collection.Read(context);
    }

    // The sizes stay known to the changes.
    public void Close(WriteSet set)
    {
        lock (_lock)
        {
            foreach (var action in set.Actions)
            {
                if (action.Change.Collection is not { } collection)
                {
                    continue;
                }

                action.Change.CollectionSizeBytes = collection.SizeBytes;
                action.Change.Collection = null;
                if (--collection.Users == 0)
                {
                    _open.Remove(collection.Key);
                }
            }
        }
    }

    // Counts a table that an engine wrote which did not: before anybody writes.
    public void CountWhereMissing(TableState table)
    {
        if (!table.HasLocalIndexes || context.Store.Get(context.Meta, MetaKeys.ItemCollections(table.Id)) is not null)
        {
            return;
        }

        var sizes = new Dictionary<byte[], long>(KeyComparer.Instance);
        using (var items = context.Store.Iterate(context.Items, MetaKeys.Number(table.Id), MetaKeys.Number(table.Id + 1), deletions: RangeDeletions.None))
        {
            for (var more = items.SeekFirst(); more; more = items.Next())
            {
                var key = MetaKeys.ItemCollection(table.Id, KeyLayout.ReadItemKey(items.Key).Partition);
                sizes[key] = sizes.GetValueOrDefault(key) + SizeOf(table, Item.Parse(items.Value.ToArray()));
            }
        }

        using var batch = context.Store.RentBatch();
        MarkCounted(batch, table.Id);
        foreach (var (key, size) in sizes)
        {
            Put(batch, key, size);
        }

        StoreErrors.Commit(context.Store, batch);
    }

    // From its creation on the table's collections are counted.
    public void MarkCounted(WriteBatch batch, uint tableId) => batch.Put(context.Meta, MetaKeys.ItemCollections(tableId), []);

    public void Put(WriteBatch batch, byte[] key, long sizeBytes)
    {
        if (sizeBytes == 0)
        {
            batch.Delete(context.Meta, key);
            return;
        }

        Span<byte> value = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, sizeBytes);
        batch.Put(context.Meta, key, value);
    }

    private static long SizeOf(TableState table, Item item)
    {
        long size = item.Size;
        foreach (var index in table.Indexes)
        {
            if (!index.IsGlobal && IndexMaintenance.EntryKey(index, table, item) is not null)
            {
                size += IndexProjection.Project(index, item).Size;
            }
        }

        return size;
    }
}
