// What was written lately, for open transactions to find out whether somebody wrote what they read. Everything here is under the lock of the commit order,
// but that a transaction walks the list from its own node without it.
//
// 1. While a transaction is open, every commit leaves its footprint in the list when it gets its place in the order. A transaction holds the node that its
// snapshot begins behind; nodes that nobody holds are garbage. 2. With no transaction open nothing is kept but the sets that are not durable yet, through
// links of their own: a snapshot may not show those, so a transaction that begins finds their footprints too. 3. A transaction that would keep too much of
// the list alive is too old: it can only conflict.
using Dyno.Engine.Transactions;

namespace Dyno.Engine.Commit;

internal sealed class RecentCommits(long maxBytes)
{
    // In the order in which they began.
    private readonly LinkedList<TransactionReads> _open = new();
    private CommitFootprint _last = new(0, [], [], 0);
    private WriteSet? _oldestPending;
    private WriteSet? _newestPending;

    // The set has its place in the commit order now.
    public void Add(WriteSet set, long sequence)
    {
        set.SequenceNumber = sequence;
        while (_oldestPending is { IsFinished: true } finished)
        {
            _oldestPending = finished.NextPending;
            finished.NextPending = null;
        }

        if (_oldestPending is null)
        {
            _oldestPending = set;
        }
        else
        {
            _newestPending!.NextPending = set;
        }

        _newestPending = set;
        if (_open.Count > 0)
        {
            Leave(set);
            while (_open.First is { Value: var oldest } && _last.EndBytes - oldest.BeginBytes > maxBytes)
            {
                oldest.Expire();
                _open.RemoveFirst();
            }
        }
    }

    // From now on commits leave footprints. Must be called before the transaction takes its snapshot.
    public void Open(TransactionReads reads)
    {
        CommitFootprint? from = null;
        for (var set = _oldestPending; set is not null; set = set.NextPending)
        {
            if (set.IsFinished)
            {
                continue;
            }

            if (set.BeforeFootprint is null)
            {
                Leave(set);
            }

            from ??= set.BeforeFootprint;
        }

        reads.Begin(from ?? _last);
        _open.AddLast(reads.Node);
    }

    public void Close(TransactionReads reads)
    {
        if (reads.Node.List is not null)
        {
            _open.Remove(reads.Node);
        }
    }

    public TransactionReads[] AllOpen() => [.. _open];

    private void Leave(WriteSet set)
    {
        set.BeforeFootprint = _last;
        var footprint = CommitFootprint.Of(set, _last);
        _last.Next = footprint;
        _last = footprint;
    }
}
