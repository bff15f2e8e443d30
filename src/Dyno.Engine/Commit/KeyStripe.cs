// The lock of a share of all keys, and the changes to those keys that have a place in the commit order but are not durable yet.
//
// 1. A key's newest state is its newest pending change, else what the store has. 2. Changes are added under the lock in which they were decided,
// so the list's order is the commit order. 3. A change leaves the list only after the store shows it, or its commit failed and the store takes no more.
// 4. Nobody but the write pipeline sees pending changes; what rests on one is answered after a later commit is durable (see CommitPipeline).
namespace Dyno.Engine.Commit;

internal sealed class KeyStripe(int number)
{
    private ItemChange? _newest;
    private StripeLock _lock;

    public void Enter() => _lock.Enter(number);

    public void Exit() => _lock.Exit(number);

    // Under the stripe's lock.
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

    // Under the stripe's lock.
    public void Add(ItemChange change)
    {
        change.IsPending = true;
        change.Older = _newest;
        if (_newest is not null)
        {
            _newest.Newer = change;
        }

        _newest = change;
    }

    // Takes out a change that the store shows, and with it all older changes of its key: the store shows those too, but their callers may not have come
    // to take them out, and they must not be found as the newest ones.
    public void Remove(ItemChange change)
    {
        Enter();
        try
        {
            if (change.IsPending)
            {
                RemoveFrom(change);
            }
        }
        finally
        {
            Exit();
        }
    }

    private void RemoveFrom(ItemChange change)
    {
        var older = change.Older;
        Unlink(change);
        while (older is not null)
        {
            var next = older.Older;
            if (change.Key.AsSpan().SequenceEqual(older.Key))
            {
                Unlink(older);
            }

            older = next;
        }
    }

    private void Unlink(ItemChange change)
    {
        change.IsPending = false;
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

        change.Older = null;
        change.Newer = null;
    }
}
