// The lock of a share of all keys, and the changes to those keys that have a place in the commit order but are not durable yet.
//
// 1. A key's newest state is its newest pending change, else what the store has. 2. Changes are added under the lock in which they were decided,
// so the list's order is the commit order. 3. A change leaves the list only after the store shows it, or its commit failed and the store takes no more.
// 4. Nobody but the write pipeline sees pending changes; what rests on one is answered after a later commit is durable (see CommitPipeline).
namespace Dyno.Engine.Commit;

internal sealed class KeyStripe
{
    private ItemChange? _newest;

    // Under the lock on this stripe.
    public ItemChange? Find(ReadOnlySpan<byte> key)
    {
        for (var change = _newest; change is not null; change = change.Older)
        {
            if (key.SequenceEqual(change.Key))
            {
                return change;
            }
        }

        return null;
    }

    // Under the lock on this stripe.
    public void Add(ItemChange change)
    {
        change.Older = _newest;
        if (_newest is not null)
        {
            _newest.Newer = change;
        }

        _newest = change;
    }

    public void Remove(ItemChange change)
    {
        lock (this)
        {
            if (change.Older is not null)
            {
                change.Older.Newer = change.Newer;
            }

            if (change.Newer is null)
            {
                _newest = change.Older;
            }
            else
            {
                change.Newer.Older = change.Older;
            }
        }
    }
}
