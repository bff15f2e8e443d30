// The one order of all commits. In its lock a write finds its table alive, counts what it changes, and gets its place in the group commit.
//
// 1. Counters on disk are those of exactly the commits before them, because they are written in the same batch and the batches in this order.
// 2. After a table's deletion or change has its place, no write that was decided by its earlier state gets one. 3. Nothing is read or waited for in the lock.
// 4. A transaction gets a place only where no commit before it wrote what it read (TransactionReads): it is as if it had run at its place alone.
using Dyno.Engine.Transactions;
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal sealed class CommitOrder(EngineContext context)
{
    private readonly Lock _lock = new();
    private readonly RecentCommits _recent = new(context.Options.RecentCommitsBytes);

    // False where a table was changed since the set was decided: it must be decided again. The set is refused where an item collection would be too large.
    public bool TryEnqueue(WriteSet set, WriteBatch batch)
    {
        lock (_lock)
        {
            foreach (var action in set.Actions)
            {
                if (action.Table.IsDeleted)
                {
                    throw new ResourceNotFoundException(Messages.TableNotFound);
                }

                if (action.Table.IsReplaced)
                {
                    return false;
                }
            }

            if (set.Transaction is { IsOutside: false } transaction && !(transaction.Reads.AreUnchanged() && AreUnused(transaction.Tokens)))
            {
                transaction.HasConflict = true;
                set.IsRefused = true;
                return true;
            }

            Count(set, 1);
            if (set.HasCollections && RefuseTooLarge(set))
            {
                Count(set, -1);
                return true;
            }

            try
            {
                context.Views.BeforeWrite();
                AppendCounters(set, batch);
                if (set.HasCollections)
                {
                    AppendCollections(set, batch);
                }

                if (set.Token is { } token)
                {
                    context.Tokens.Append(batch, token);
                }

                foreach (var more in set.Transaction?.Tokens ?? [])
                {
                    context.Tokens.Append(batch, more);
                }

                if (set.Journal is { } records)
                {
                    context.Journal.Append(records, batch);
                }

                context.Store.Enqueue(batch);
                _recent.Add(set, batch.SequenceNumber);
                return true;
            }
            catch
            {
                Count(set, -1);
                context.Journal.Undo();
                throw;
            }
        }
    }

    // A commit that failed counts for nothing. None comes after it, so the others' counts stand.
    public void Revert(WriteSet set)
    {
        lock (_lock)
        {
            Count(set, -1);
        }
    }

    // Before a transaction takes its snapshot.
    public void Open(TransactionReads reads)
    {
        lock (_lock)
        {
            _recent.Open(reads);
        }
    }

    public void Close(TransactionReads reads)
    {
        lock (_lock)
        {
            _recent.Close(reads);
        }
    }

    // The transactions that are open.
    public TransactionReads[] AllOpen()
    {
        lock (_lock)
        {
            return _recent.AllOpen();
        }
    }

    // inOrder: adds to the batch what depends on its place.
    public void EnqueueDeletion(TableState table, WriteBatch batch, Action<WriteBatch>? inOrder = null)
    {
        lock (_lock)
        {
            inOrder?.Invoke(batch);
            Enqueue(batch);
            table.MarkDeleted();
        }
    }

    // What comes later is decided by the newer state. The counters of both are the same, but their record may have another form.
    public void EnqueueReplacement(TableState table, TableState newer, WriteBatch batch, Action<WriteBatch>? inOrder = null)
    {
        lock (_lock)
        {
            inOrder?.Invoke(batch);
            Append(newer, batch);
            Enqueue(batch);
            newer.MarkReady(table, batch.SequenceNumber);
            table.MarkReplaced(newer);
        }
    }

    // After a deletion or change that was not committed.
    public void Restore(TableState table)
    {
        lock (_lock)
        {
            table.Restore();
        }
    }

    // A change that is not to items, in its place among those that are.
    public void EnqueueInOrder(WriteBatch batch, Action<WriteBatch> inOrder)
    {
        lock (_lock)
        {
            inOrder(batch);
            Enqueue(batch);
        }
    }

    private void Enqueue(WriteBatch batch)
    {
        try
        {
            context.Store.Enqueue(batch);
        }
        catch (StoreException exception)
        {
            throw StoreErrors.Translate(exception);
        }
    }

    private bool AreUnused(ClientToken[] tokens)
    {
        foreach (var token in tokens)
        {
            if (context.Tokens.Find(token.Text) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static void Count(WriteSet set, int sign)
    {
        foreach (var action in set.Actions)
        {
            var change = action.Change;
            if (change.IsWrite)
            {
                change.Table.Counters.Add(sign * change.CountDelta, (long)sign * (change.AfterSize - change.BeforeSize));
                change.Collection?.Add(sign * change.CollectionDelta);
            }
        }

        if (set.Indexes is { } indexes)
        {
            foreach (var change in indexes)
            {
                change.Index.Counters.Add(sign * change.CountDelta, (long)sign * (change.AfterSize - change.BeforeSize));
            }
        }
    }

    // Only what makes a collection larger is refused. The answer rests on what is counted, durable or not.
    private bool RefuseTooLarge(WriteSet set)
    {
        foreach (var action in set.Actions)
        {
            var change = action.Change;
            if (change is { IsWrite: true, CollectionDelta: > 0, Collection: { } collection } && collection.SizeBytes > context.Options.ItemCollectionBytes)
            {
                action.Refusal = new ItemCollectionSizeLimitExceededException(Messages.ItemCollectionTooLarge);
                set.IsRefused = true;
                set.SawPending = true;
            }
        }

        return set.IsRefused;
    }

    private void AppendCollections(WriteSet set, WriteBatch batch)
    {
        foreach (var action in set.Actions)
        {
            if (action.Change is { IsWrite: true, Collection: { } collection })
            {
                context.Collections.Put(batch, collection.Key, collection.SizeBytes);
            }
        }
    }

    // Absolute values, once for each table whose counters may have changed.
    private void AppendCounters(WriteSet set, WriteBatch batch)
    {
        TableState? last = null;
        List<TableState>? earlier = null;
        foreach (var action in set.Actions)
        {
            var change = action.Change;
            if (!HasNewCounts(change) || ReferenceEquals(change.Table, last) || (earlier?.Contains(change.Table) ?? false))
            {
                continue;
            }

            if (last is not null)
            {
                (earlier ??= []).Add(last);
            }

            last = change.Table;
            Append(last, batch);
        }
    }

    // Replacing an item by one of the same size changes no counter of the table; of an index it may.
    private static bool HasNewCounts(ItemChange change) =>
        change.IsWrite && (change.CountDelta != 0 || change.AfterSize != change.BeforeSize || change.Table.Indexes.Length > 0);

    private void Append(TableState table, WriteBatch batch)
    {
        Span<byte> value = stackalloc byte[CounterRecord.Length(table)];
        CounterRecord.Write(value, table);
        batch.Put(context.Meta, table.CountersKey, value);
    }
}
