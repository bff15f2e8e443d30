// Turns a write set into the store's batch: item keys to items, index keys to entries, times of expiry.
// Counters, tokens and the journal are added in the commit order.
using Dyno.Engine.Ttl;
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal static class BatchEncoder
{
    public static void Encode(EngineContext context, WriteSet set, WriteBatch batch)
    {
        foreach (var action in set.Actions)
        {
            var change = action.Change;
            if (change.IsFill)
            {
                continue;
            }

            if (change.Table.ExpiryAttribute is not null)
            {
                TtlEntries.Encode(context, action, batch);
            }

            if (!change.IsWrite)
            {
                continue;
            }

            if (change.Exists)
            {
                batch.Put(context.Items, change.Key, change.After.Span);
            }
            else
            {
                batch.Delete(context.Items, change.Key);
            }
        }

        if (set.Indexes is not { } indexes)
        {
            return;
        }

        foreach (var change in indexes)
        {
            if (change.RemovedKey is { } removed)
            {
                batch.Delete(context.Indexes, removed);
            }

            if (change.HasEntry)
            {
                batch.Put(context.Indexes, change.Key, change.Entry.Span);
            }
        }
    }
}
