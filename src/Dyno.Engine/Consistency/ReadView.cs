// What one read reads: the store as it is, a lagging view of it that is given back when the read ends, a snapshot that somebody else holds, or what an open
// transaction sees.
using Dyno.Engine.Transactions;
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

    public Item? GetItem(EngineContext context, TableState table, ReadOnlySpan<byte> key, PageBuffer? lent = null) => _transaction is not null
        ? _transaction.GetItem(Written!, table, key)
        : lent is not null ? lent.Get(context.Store, context.Items, key, _snapshot)
        : context.Store.Get(context.Items, key, _snapshot) is { } bytes ? new Item(bytes) : default(Item?);

    public void Dispose()
    {
        if (_view is not null)
        {
            _source!.Return(_view);
        }

        _transaction?.Exit();
    }
}
