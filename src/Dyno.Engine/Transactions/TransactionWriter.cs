// Writes within a transaction: decided on what the transaction sees, by the rules of the commit pipeline, and kept in its overlay. Nothing leaves it.
using System.Buffers.Binary;
using Dyno.Engine.Commit;
using Dyno.Engine.Indexes;
using Dyno.Storage;

namespace Dyno.Engine.Transactions;

internal sealed class TransactionWriter(EngineContext context, TransactionView view) : IWriter
{
    private readonly Lock _turn = new();

    public ValueTask WriteAsync(WriteSet set, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_turn)
        {
            view.Enter();
            try
            {
                Write(set);
                return default;
            }
            catch (StoreException exception)
            {
                throw StoreErrors.Translate(exception);
            }
            finally
            {
                view.Exit();
            }
        }
    }

    // In the turn of a writer: the overlay changes by something else than a write.
    public void Replace(Func<Overlay, Overlay> change)
    {
        lock (_turn)
        {
            view.Enter();
            try
            {
                view.Overlay = change(view.Overlay);
            }
            finally
            {
                view.Exit();
            }
        }
    }

    private void Write(WriteSet set)
    {
        if (set.Token is { } token && (view.Overlay.Tokens.GetValueOrDefault(token.Text)?.Fingerprint ?? context.Tokens.Find(token.Text)) is { } fingerprint)
        {
            set.IsRepeated = fingerprint.AsSpan().SequenceEqual(token.Fingerprint)
                ? true
                : throw new IdempotentParameterMismatchException(Messages.TokenMismatch);
        }

        foreach (var action in set.Actions)
        {
            Find(action.Change);
            if (set.IsRepeated)
            {
                continue;
            }

            ActionDecision.Decide(set, action);
            if (action.Change.IsWrite && action.Table.Indexes.Length > 0)
            {
                IndexMaintenance.Collect(context, set, action.Change);
            }

            if (set.WantsCollections && action.Table.HasLocalIndexes)
            {
                action.Change.CollectionSizeBytes = CollectionSize(action.Change);
            }
        }

        if (!set.IsRefused && !set.IsRepeated)
        {
            view.Overlay = view.Overlay.With(set);
        }
    }

    private void Find(ItemChange change)
    {
        if (view.GetItem(view.Overlay, change.Table, change.Key) is { } item)
        {
            change.Existed = true;
            change.Before = item;
            change.BeforeSize = item.Size;
        }
    }

    // As the store had it, and this change, but not the transaction's earlier ones: it is for an estimate in gigabytes.
    private long CollectionSize(ItemChange change)
    {
        var key = MetaKeys.ItemCollection(change.Table.Id, KeyLayout.ReadItemKey(change.Key).Partition);
        var size = context.Store.Get(context.Meta, key, view.Snapshot) is { } value ? BinaryPrimitives.ReadInt64BigEndian(value) : 0;
        return Math.Max(0, size + (change.IsWrite ? change.CollectionDelta : 0));
    }
}
