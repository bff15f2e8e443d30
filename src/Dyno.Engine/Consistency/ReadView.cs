// What one read reads: the store as it is, a lagging view of it that is given back when the read ends, a snapshot that somebody else holds, or what an open
// transaction sees.
using Dyno.Engine.Transactions;
using Dyno.Expressions;
using Dyno.Storage;

namespace Dyno.Engine;

internal readonly struct ReadView : IDisposable
{
    private readonly LaggedView? _source;
    private readonly LaggedView.View? _view;
    private readonly TransactionView? _transaction;
    private readonly StoreSnapshot? _snapshot;

    public ReadView(LaggedView source, LaggedView.View view)
    {
        _source = source;
        _view = view;
        _snapshot = view.Snapshot;
    }

    public ReadView(StoreSnapshot snapshot) => _snapshot = snapshot;

    // The read has entered the transaction.
    public ReadView(TransactionView transaction)
    {
        _transaction = transaction;
        _snapshot = transaction.Snapshot;
        Written = transaction.Overlay;
    }

    // Null for the store as it is.
    public StoreSnapshot? Snapshot => _snapshot;

    // What the transaction had written when the read began; null outside of one.
    public Overlay? Written { get; }

    // Where the item is one of the store's, what is wanted of it is all that is copied.
    public FoundItem Find(EngineContext context, TableState table, ReadOnlySpan<byte> key, ProjectionExpression? projection, PageBuffer? lent = null)
    {
        if (_transaction is not null)
        {
            return _transaction.GetItem(Written!, table, key) is { } seen ? FoundItem.Of(seen, projection) : default;
        }

        if (!context.Store.TryGet(context.Items, key, _snapshot, out var value))
        {
            return default;
        }

        using (value)
        {
            return projection is not null ? new(projection.Apply(value.Span), ItemSize.OfItem(value.Span))
                : new(lent?.Add(value.Span) ?? new Item(value.Span.ToArray()));
        }
    }

    public void Dispose()
    {
        if (_view is not null)
        {
            _source!.Return(_view);
        }

        _transaction?.Exit();
    }
}
