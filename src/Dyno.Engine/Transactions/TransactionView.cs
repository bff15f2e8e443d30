// What a transaction sees: a snapshot of the store and its own writes over it. It lives as long as the transaction, and the reads that began before its end.
//
// 1. A read that has entered may use the snapshot until it exits. 2. After the end nobody enters. 3. The snapshot goes when the transaction has ended and
// the last read has left.
using Dyno.Storage;

namespace Dyno.Engine.Transactions;

internal sealed class TransactionView
{
    private readonly EngineContext _context;
    private readonly StoreSnapshot _snapshot;
    private readonly long _sequence;
    private readonly Lock _lock = new();
    private int _readers;
    private bool _isOver;
    private volatile Overlay _overlay = Overlay.Empty;

    public TransactionView(EngineContext context)
    {
        _context = context;
        context.Order.Open(Reads);
        try
        {
            _snapshot = context.Store.Snapshot(out _sequence);
            Reads.BeginAt(_sequence);
            Reads.View = this;
        }
        catch
        {
            context.Order.Close(Reads);
            throw;
        }
    }

    public TransactionReads Reads { get; } = new();

    public StoreSnapshot Snapshot => _snapshot;

    // The store's number of the newest change that the snapshot shows.
    public long Sequence => _sequence;

    // Changed by one writer at a time.
    public Overlay Overlay
    {
        get => _overlay;
        set => _overlay = value;
    }

    public bool IsOver
    {
        get
        {
            lock (_lock)
            {
                return _isOver;
            }
        }
    }

    // To be disposed after the read.
    public ReadView Read()
    {
        Enter();
        return new ReadView(this);
    }

    public void Enter()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                throw new InvalidOperationException(Messages.TransactionIsOver);
            }

            _readers++;
        }
    }

    public void Exit()
    {
        lock (_lock)
        {
            _readers--;
            ReleaseIfUnused();
        }
    }

    // False where it had ended before. Whoever gets true closes it.
    public bool TryEnd()
    {
        lock (_lock)
        {
            var ends = !_isOver;
            _isOver = true;
            return ends;
        }
    }

    public void Close()
    {
        _context.Order.Close(Reads);
        lock (_lock)
        {
            ReleaseIfUnused();
        }
    }

    // An item, among the reads of the transaction from here on; null where there is none.
    public Item? GetItem(Overlay written, TableState table, ReadOnlySpan<byte> key)
    {
        var copy = key.ToArray();
        Reads.AddItem(table, copy);
        return Overlay.Find(written.Items, copy) is { } entry
            ? entry.IsGone ? null : entry.Value
            : _context.Store.Get(_context.Items, copy, _snapshot) is { } bytes ? new Item(bytes) : null;
    }

    // What a page has read: up to its last key where it is full, else to the end of the range.
    public void AddRange(ReadTarget target, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, bool forward, ReadOnlySpan<byte> lastKey)
    {
        if (lastKey.IsEmpty)
        {
            Reads.AddRange(target, lower.ToArray(), upper.ToArray());
        }
        else if (forward)
        {
            Reads.AddRange(target, lower.ToArray(), [.. lastKey, 0]);
        }
        else
        {
            Reads.AddRange(target, lastKey.ToArray(), upper.ToArray());
        }
    }

    // A snapshot from before an index was ready lacks entries of it.
    public void CheckReadable(IndexState? index)
    {
        if (index is not null && index.ReadySince > _sequence)
        {
            throw new TransactionConflictException(Messages.IndexIsNewer(index.Name));
        }
    }

    private void ReleaseIfUnused()
    {
        if (_isOver && _readers == 0)
        {
            _snapshot.Dispose();
        }
    }
}
