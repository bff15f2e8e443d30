// Finds what a write changes in the table's indexes. Only entries that differ are written.
//
// An item has an entry in an index when it has all of the index's key attributes (sparse indexes), of the right type and size. An entry is the projected item:
// see IndexProjection. While an index is being built (IndexBuilder), a write brings the entry of its item whether or not it changes it, and does not count on
// an entry that was not there.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Indexes;

internal static class IndexMaintenance
{
    public static void Collect(EngineContext context, WriteSet set, ItemChange change)
    {
        foreach (var index in change.Table.Indexes)
        {
            if (Compare(context, index, change) is { } difference)
            {
                set.Add(difference);
                change.LocalEntriesDelta += index.IsGlobal ? 0 : difference.AfterSize - difference.BeforeSize;
            }
        }
    }

    // The storage key of an item's entry; null where it has none.
    public static byte[]? EntryKey(IndexState index, TableState table, in Item item)
    {
        if (item.IsDefault)
        {
            return null;
        }

        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            return KeyLayout.TryWriteIndexKey(ref buffer, index, item, KeyLayout.ReadParts(table, item)) ? buffer.Written.ToArray() : null;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // Whether the item as it was has its entry already. A change that was decided by a state with the index wrote it, one by an earlier state did not; without
    // either the store shows the newest of the item and of its entry.
    private static bool IsFilled(EngineContext context, IndexState index, ItemChange change, byte[] key) =>
        change.PendingTable is { } table ? table.FindIndex(index.Id) is not null : context.Store.Contains(context.Indexes, key);

    private static IndexChange? Compare(EngineContext context, IndexState index, ItemChange change)
    {
        var oldKey = EntryKey(index, change.Table, change.Before);
        var newKey = EntryKey(index, change.Table, change.After);
        if (index.IsBuilding && oldKey is not null && !IsFilled(context, index, change, oldKey))
        {
            oldKey = null;
        }

        if (oldKey is null && newKey is null)
        {
            return null;
        }

        var sameKey = oldKey is not null && newKey is not null && oldKey.AsSpan().SequenceEqual(newKey);
        if (sameKey && index.Projection.ProjectionType == ProjectionType.KEYS_ONLY)
        {
            // The entry is made of the keys, and those are the same.
            return null;
        }

        var oldEntry = oldKey is null ? default : IndexProjection.Project(index, change.Before);
        var newEntry = newKey is null ? default : IndexProjection.Project(index, change.After);
        if (sameKey && oldEntry == newEntry)
        {
            return null;
        }

        var (oldSize, newSize) = index.ProjectsAll
            ? (oldKey is null ? 0 : change.BeforeSize, newKey is null ? 0 : change.AfterSize)
            : (oldKey is null ? 0 : oldEntry.Size, newKey is null ? 0 : newEntry.Size);
        return new IndexChange(index, sameKey ? null : oldKey, newKey, newEntry, oldKey is not null, oldSize, newSize);
    }
}
