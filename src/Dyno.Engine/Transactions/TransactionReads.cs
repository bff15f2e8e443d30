// What a transaction has read, and whether any commit since its snapshot wrote something of it.
//
// 1. A read is known here before its caller sees it: keys of items, and ranges of keys whether or not something was found in them, so that what comes into
// a range is found too. What is written was read first. 2. Footprints up to _position were looked through. AreUnchanged goes on from there: once before
// the commit takes any lock, and under the lock of the commit order for the few that came since.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Transactions;

internal sealed class TransactionReads
{
    private readonly Lock _lock = new();
    private readonly HashSet<byte[]> _items = new(KeyComparer.Instance);
    private readonly KeyRanges _itemRanges = new();
    private readonly KeyRanges _entryRanges = new();
    private readonly List<TableState> _tables = [];
    private CommitFootprint? _position;
    private long _snapshotSequence;
    private volatile bool _isExpired;

    public TransactionReads() => Node = new LinkedListNode<TransactionReads>(this);

    // Its place among the open transactions; under the commit order.
    public LinkedListNode<TransactionReads> Node { get; }

    // How much footprints took before the transaction began.
    public long BeginBytes { get; private set; }

    // The view that these are the reads of: closed with the engine.
    public TransactionView? View { get; set; }

    // The first commit that was found to change what was read.
    public long ConflictSequence { get; private set; }

    public bool IsExpired => _isExpired;

    // Under the commit order.
    public void Begin(CommitFootprint position)
    {
        _position = position;
        BeginBytes = position.EndBytes;
    }

    public void BeginAt(long snapshotSequence) => _snapshotSequence = snapshotSequence;

    // Under the commit order: too much was written since. Nothing is kept for this transaction any more.
    public void Expire()
    {
        _isExpired = true;
        _position = null;
    }

    public void AddItem(TableState table, byte[] key)
    {
        lock (_lock)
        {
            AddTable(table);
            _items.Add(key);
        }
    }

    public void AddRange(ReadTarget target, byte[] lower, byte[] upper)
    {
        lock (_lock)
        {
            AddTable(target.Table);
            (target.Index is null ? _itemRanges : _entryRanges).Add(lower, upper);
        }
    }

    // Throws where a table that was read is gone.
    public bool AreUnchanged()
    {
        lock (_lock)
        {
            return AreUnchangedLocked();
        }
    }

    private bool AreUnchangedLocked()
    {
        foreach (var table in _tables)
        {
            if (table.Newest.IsDeleted)
            {
                throw new ResourceNotFoundException(Messages.TableNotFound);
            }
        }

        if (_isExpired || ConflictSequence > 0 || _position is not { } position)
        {
            return false;
        }

        while (position.Next is { } next)
        {
            if (next.Sequence > _snapshotSequence && IsTouchedBy(next))
            {
                ConflictSequence = next.Sequence;
                return false;
            }

            position = next;
        }

        if (!_isExpired)
        {
            _position = position;
        }

        return true;
    }

    private bool IsTouchedBy(CommitFootprint footprint)
    {
        var isOwn = ReferenceEquals(footprint.OutsideOf, this);
        foreach (var key in footprint.Items)
        {
            if (_items.Contains(key) || (!isOwn && _itemRanges.Count > 0 && _itemRanges.Contains(key)))
            {
                return true;
            }
        }

        if (!isOwn && _entryRanges.Count > 0)
        {
            foreach (var key in footprint.Entries)
            {
                if (_entryRanges.Contains(key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void AddTable(TableState table)
    {
        if (!_tables.Contains(table))
        {
            _tables.Add(table);
        }
    }
}
