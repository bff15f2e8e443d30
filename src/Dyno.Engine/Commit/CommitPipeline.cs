// The way of every write: lock its keys, read their newest state, check conditions, build one write set, get a place in the commit order, unlock,
// wait until it is durable, answer.
//
// Keys are unlocked before the commit is durable, so that hundreds of writers of one item share a sync. It is right because:
// 1. Readers read the store, and the store shows a write only when it is durable: no reader sees a write that is later lost.
// 2. A later writer of the key sees the pending change (KeyStripe) and gets a later place in the order. The group commit applies batches in that order
//    and writes nothing after a failed write: the later one is never acknowledged without the earlier one.
// 3. A refusal, or an answer that writes nothing, that rests on a pending change is given after an empty commit of its own (SettleAsync), which
//    comes later in the order: it fails with it. One that rests on no pending change fails too once a write has failed: that write may be there again
//    when the database is opened the next time.
using Dyno.Engine.Indexes;
using Dyno.Engine.Streams;
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal sealed class CommitPipeline(EngineContext context) : IWriter
{
    private readonly KeyStripes _stripes = new();

    // Afterwards the set tells whether it was refused. Needs no other thread when the caller is in a SynchronousCall.
    public async ValueTask WriteAsync(WriteSet set, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var synchronous = SynchronousCall.IsActive;
        try
        {
            Decide(set);
            if (set.Batch is { } batch)
            {
                await FinishAsync(set, batch, synchronous).ConfigureAwait(false);
            }
            else if (set.SawPending)
            {
                await SettleAsync(synchronous).ConfigureAwait(false);
            }
            else
            {
                context.Store.ThrowIfStopped();
            }
        }
        catch (StoreException exception)
        {
            throw StoreErrors.Translate(exception);
        }
        finally
        {
            if (set.HasCollections)
            {
                context.Collections.Close(set);
            }
        }
    }

    // Waits until a commit is durable that somebody's answer rests on.
    public ValueTask SettleAsync(long sequence) =>
        context.Store.LatestSequenceNumber >= sequence ? default : SettleAsync(SynchronousCall.IsActive);

    private void Decide(WriteSet set)
    {
        if (set.Actions.Length == 1 && set.Token is null && set.Transaction is null)
        {
            var stripe = _stripes[set.Actions[0].Change.Key];
            stripe.Enter();
            try
            {
                DecideLocked(set);
            }
            finally
            {
                stripe.Exit();
            }

            return;
        }

        var numbers = KeyStripes.NumbersOf(set);
        var entered = 0;
        try
        {
            _stripes.Enter(numbers, ref entered);
            DecideLocked(set);
        }
        finally
        {
            _stripes.Exit(numbers, entered);
        }
    }

    private void DecideLocked(WriteSet set)
    {
        if (set.Token is { } token && context.Tokens.Find(token.Text) is { } fingerprint)
        {
            set.IsRepeated = fingerprint.AsSpan().SequenceEqual(token.Fingerprint)
                ? true
                : throw new IdempotentParameterMismatchException(Messages.TokenMismatch);

            foreach (var action in set.Actions)
            {
                ReadNewest(set, action);
            }

            // The first request with this token may not be durable yet.
            set.SawPending = true;
            context.Capacity.ChargeWrites(set);
            return;
        }

        while (!TryDecide(set))
        {
            set.Rebind();
        }
    }

    // False where a table was changed meanwhile: then nothing was done.
    private bool TryDecide(WriteSet set)
    {
        // A transaction finds its place even where it changes nothing in the end: what it read may not hold any more.
        var writes = set.Token is not null || set.Transaction is { IsOutside: false };
        using var neighbours = NeighbourWalk.For(context, set.Actions);
        for (var i = 0; i < set.Actions.Length; i++)
        {
            var action = set.Actions[i];
            neighbours?.Reach(i);
            Admit(set, action, neighbours);
            writes |= action.Change.IsWrite || action.KeepsExpiry;
        }

        if (!set.IsRefused && writes)
        {
            if (!TryEnqueue(set))
            {
                return false;
            }
        }

        if (!set.IsFree && !set.IsPartial && !set.IsThrottled)
        {
            context.Capacity.ChargeWrites(set);
        }

        return true;
    }

    // Finds out what an action does, unless its table or an index that it changes has no capacity left.
    private void Admit(WriteSet set, WriteAction action, NeighbourWalk? neighbours)
    {
        if (!set.IsFree && context.Capacity.RefuseWrite(action.Change) is { } throttled)
        {
            RefuseThrottled(set, action, throttled);
            return;
        }

        Evaluate(set, action, neighbours);
        var change = action.Change;
        if (action.Table.HasLocalIndexes && action.Writes && (change.IsWrite || set.WantsCollections) && !set.IsRefused)
        {
            context.Collections.Open(set, change);
        }

        change.FirstIndexChange = change.IndexChangesEnd = set.Indexes?.Count ?? 0;
        if (change.IsWrite && action.Table.Indexes.Length > 0 && !set.IsRefused)
        {
            IndexMaintenance.Collect(context, set, change);
            change.IndexChangesEnd = set.Indexes?.Count ?? 0;
            change.IsWrite = !change.IsFill || change.IndexChangesEnd > change.FirstIndexChange;
            if (!set.IsFree && set.Indexes is { } indexes && context.Capacity.RefuseWrites(indexes, change.FirstIndexChange) is { } indexThrottled)
            {
                RefuseThrottled(set, action, indexThrottled);
                return;
            }
        }

        // The next action finds what this one left.
        if (set.IsPartial && !set.IsFree)
        {
            context.Capacity.ChargeWrite(set, change);
        }
    }

    private static void RefuseThrottled(WriteSet set, WriteAction action, ThrottledException throttled)
    {
        action.Refusal = throttled;
        set.IsThrottled = true;
        set.IsRefused |= !set.IsPartial;
        if (action.Change.IsWrite)
        {
            set.Indexes?.RemoveRange(action.Change.FirstIndexChange, action.Change.IndexChangesEnd - action.Change.FirstIndexChange);
            action.Change.IndexChangesEnd = action.Change.FirstIndexChange;
            action.Change.IsWrite = false;
        }
    }

    private void Evaluate(WriteSet set, WriteAction action, NeighbourWalk? neighbours)
    {
        ReadNewest(set, action, neighbours);
        ActionDecision.Decide(set, action);
    }

    private void ReadNewest(WriteSet set, WriteAction action, NeighbourWalk? neighbours = null)
    {
        var change = action.Change;
        if (_stripes[change.Key].Find(change.Key) is { } pending)
        {
            set.SawPending = true;
            change.PendingTable = pending.Table;
            change.Existed = pending.Exists;
            change.Before = pending.After;
            change.BeforeSize = pending.AfterSize;
            return;
        }

        change.PendingTable = null;
        if (neighbours is not null && neighbours.TryFind(change.Key, out var exists, out var stored))
        {
            if (exists)
            {
                Take(action, stored);
            }
        }
        else if (context.Store.TryGet(context.Items, change.Key, null, out var value))
        {
            using (value)
            {
                Take(action, value.Span);
            }
        }
    }

    private static void Take(WriteAction action, ReadOnlySpan<byte> stored)
    {
        var change = action.Change;
        change.Existed = true;
        if (action.NeedsImage)
        {
            change.Before = new Item(stored.ToArray());
        }

        change.BeforeSize = ItemSize.OfItem(stored);
    }

    private bool TryEnqueue(WriteSet set)
    {
        foreach (var action in set.Actions)
        {
            if (action.Change.IsWrite && !action.Fills && action.Table.Journal != JournalImages.None)
            {
                Journal.Collect(set, action.Change);
            }
        }

        var batch = context.Store.RentBatch();
        try
        {
            BatchEncoder.Encode(context, set, batch);
            if (!context.Order.TryEnqueue(set, batch))
            {
                batch.Dispose();
                return false;
            }

            if (set.IsRefused)
            {
                batch.Dispose();
                return true;
            }
        }
        catch
        {
            batch.Dispose();
            throw;
        }

        set.Batch = batch;
        foreach (var action in set.Actions)
        {
            if (action.Change.IsWrite)
            {
                _stripes[action.Change.Key].Add(action.Change);
            }
        }

        return true;
    }

    private async ValueTask FinishAsync(WriteSet set, WriteBatch batch, bool synchronous)
    {
        try
        {
            await CompleteAsync(batch, synchronous).ConfigureAwait(false);
        }
        catch
        {
            context.Order.Revert(set);
            throw;
        }
        finally
        {
            set.IsFinished = true;
            foreach (var action in set.Actions)
            {
                if (action.Change.IsWrite)
                {
                    _stripes[action.Change.Key].Remove(action.Change);
                }
            }

            batch.Dispose();
        }
    }

    // Waits until everything that has a place in the commit order now is durable.
    private async ValueTask SettleAsync(bool synchronous)
    {
        using var batch = context.Store.RentBatch();
        context.Store.Enqueue(batch);
        await CompleteAsync(batch, synchronous).ConfigureAwait(false);
    }

    private ValueTask CompleteAsync(WriteBatch batch, bool synchronous)
    {
        if (!synchronous)
        {
            return context.Store.CompleteAsync(batch);
        }

        context.Store.Complete(batch);
        return default;
    }
}
