// Many callers, one write and one sync: leader and followers.
//
// A caller appends its batch to the queue. Whoever finds no leader leads: takes the whole queue (up to GroupBytes), writes it as one
// RocksDB write, hands leadership on, and completes its followers. Invariants:
// 1. Batches are applied in the order of the queue, which is the order of CommitNumber.
// 2. At most one leader at a time; a leader is a running thread, never a queued work item, so blocked threads cannot wait for the pool.
// 3. A batch is completed exactly once, after its group was written (and synced, if the durability says so), or failed with it.
// 4. After a failed write nothing is written any more (_failure): what the log holds is unknown until it is read again.
// 5. The lock is held for pointer work only, never during a write.
// The one who will lead next spins for about as long as a sync takes before it sleeps: to be woken takes half as long as a quick sync, and while the next
// leader wakes up the device stands still (CommitSpin). The others sleep. Before it takes the queue, a leader waits for those who were just answered, where
// they usually come again sooner than a sync takes (ReturningCallers).
// Awaiting callers are led by a thread of our own when commits sync: a caller that starts many commits without awaiting each gets one group, not many.
using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using Dyno.Storage.Native;

namespace Dyno.Storage.Commit;

internal sealed class GroupCommit
{
    // A group is written by one thread; more would only make its followers wait longer.
    private const int GroupBytes = 4 << 20;
    private const int LargestKeptBytes = 8 << 20;

    private readonly object _gate = new();
    private readonly string _path;
    private readonly Func<ReadOnlySpan<byte>, string?> _write;
    private readonly bool _writesBlock;
    private readonly CommitSpin _spin = new();
    private readonly ReturningCallers _returning = new(SpinPauses.HasProcessors);
    private WriteBatch? _head;
    private WriteBatch? _tail;
    private bool _leading;
    private int _waitAlone;
    private long _lastNumber;
    private long _lastSequence;
    private byte[] _merged = [];
    private Thread? _thread;
    private bool _stopping;
    private volatile string? _failure;

    // write: applies a batch in RocksDB's representation and returns the error text or null. writesBlock: each write waits for a device.
    // sequence: RocksDB's number of the newest change before the first commit; every record of a batch takes one.
    internal GroupCommit(string path, Func<ReadOnlySpan<byte>, string?> write, bool writesBlock, long sequence)
    {
        _lastSequence = sequence;
        _path = path;
        _write = write;
        _writesBlock = writesBlock;
    }

    internal long GroupsWritten { get; private set; }

    internal void Enqueue(WriteBatch batch)
    {
        if (!batch.Ticket.IsIdle)
        {
            throw new InvalidOperationException(Messages.BatchInUse());
        }

        lock (_gate)
        {
            ThrowIfStopped();
            ObjectDisposedException.ThrowIf(_stopping, typeof(Store));
            _returning.Come();
            _lastSequence += batch.Count;
            batch.Ticket.Enqueue(++_lastNumber, _lastSequence, _path, _tail is null);
            if (_tail is null)
            {
                _head = batch;
            }
            else
            {
                _tail.Ticket.Next = batch;
            }

            _tail = batch;
        }
    }

    internal void ThrowIfStopped()
    {
        if (_failure is { } failure)
        {
            throw new StoreIOException(Messages.WritesStopped(_path, failure), NativeError.IsDiskFull(failure));
        }
    }

    internal void Complete(WriteBatch batch)
    {
        var ticket = batch.Ticket;
        bool lead;
        Group group;
        lock (_gate)
        {
            if (ticket.IsIdle)
            {
                throw new InvalidOperationException(Messages.BatchNotEnqueued());
            }

            ticket.HasThread = true;
            lead = TryBecomeLeader(ticket, out group);
        }

        while (lead || !WaitOrLead(ticket))
        {
            // Leadership is ours, found free or handed over. The queue may hold more than one group before our own.
            if (Write(group.Count > 0 ? group : TakeGroup(), ticket))
            {
                break;
            }

            lock (_gate)
            {
                lead = TryBecomeLeader(ticket, out group);
            }
        }

        ticket.TakeResult();
    }

    internal ValueTask CompleteAsync(WriteBatch batch)
    {
        var ticket = batch.Ticket;
        if (!_writesBlock)
        {
            // A write without a sync takes microseconds: shorter than any hand-over.
            return CompleteNow(batch);
        }

        lock (_gate)
        {
            if (ticket.IsIdle)
            {
                throw new InvalidOperationException(Messages.BatchNotEnqueued());
            }

            if (!ticket.StartAwaiting())
            {
                return Finished(ticket);
            }

            WakeThread();
        }

        return new ValueTask(batch, ticket.Version);
    }

    // Runs something while nothing is written, and not after a failed write. Who waits to write waits for it.
    internal void RunAlone(Action action)
    {
        lock (_gate)
        {
            _waitAlone++;
            while (_leading)
            {
                Monitor.Wait(_gate);
            }

            _waitAlone--;
            _leading = true;
        }

        try
        {
            ThrowIfStopped();
            action();
        }
        finally
        {
            CommitTicket? next;
            lock (_gate)
            {
                next = HandOn();
            }

            next?.WakeToLead();
        }
    }

    // Takes nothing more, and writes what was enqueued: its callers may come for the result later.
    internal void Stop()
    {
        Thread? thread;
        lock (_gate)
        {
            _stopping = true;
            thread = _thread;
            Monitor.PulseAll(_gate);
        }

        thread?.Join();
        while (LeadRest())
        {
            Write(TakeGroup(), null);
        }
    }

    // False when this thread shall lead.
    private bool WaitOrLead(CommitTicket ticket)
    {
        if (_writesBlock && ticket.IsFirst)
        {
            _spin.Wait(ticket);
        }

        return ticket.WaitOrLead();
    }

    // Whether something is left and this thread leads it now; false when all is written.
    private bool LeadRest()
    {
        lock (_gate)
        {
            while (_leading)
            {
                Monitor.Wait(_gate);
            }

            _leading = _head is not null;
            return _leading;
        }
    }

    private ValueTask CompleteNow(WriteBatch batch)
    {
        try
        {
            Complete(batch);
            return default;
        }
        catch (StoreException exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    private static ValueTask Finished(CommitTicket ticket)
    {
        try
        {
            ticket.TakeResult();
            return default;
        }
        catch (StoreException exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    // In the lock. The group is taken with the leadership, unless somebody is awaited first: none then.
    private bool TryBecomeLeader(CommitTicket ticket, out Group group)
    {
        group = default;
        if (_leading || _waitAlone > 0 || !ticket.IsPending)
        {
            return false;
        }

        _leading = true;
        if (!_returning.AreAwaited)
        {
            group = TakeGroupInLock();
        }

        return true;
    }

    // As leader.
    private Group TakeGroup()
    {
        if (_returning.AreAwaited)
        {
            _returning.Wait();
        }

        lock (_gate)
        {
            return TakeGroupInLock();
        }
    }

    private Group TakeGroupInLock()
    {
        var first = _head;
        var end = first;
        var count = 0;
        var bytes = 0L;
        while (end is not null && (count == 0 || bytes + end.Bytes <= GroupBytes))
        {
            bytes += end.Bytes;
            count++;
            end = end.Ticket.Next;
        }

        _head = end;
        if (end is null)
        {
            _tail = null;
        }

        return new Group(first, count, bytes);
    }

    // As leader; leadership has been given up or handed on when it returns. own: the ticket of the caller, for which nobody waits; true when it was in the group.
    private bool Write(in Group group, CommitTicket? own)
    {
        var (first, count, bytes) = group;
        var wroteOwn = false;
        string? failure = null;
        if (count > 0)
        {
            // Who waits spins only for a device: without one there is nothing to learn.
            var started = _writesBlock ? Stopwatch.GetTimestamp() : 0;
            failure = _failure ?? WriteGroup(first!, count, bytes);
            if (_writesBlock)
            {
                _spin.Observe(started);
            }
        }

        CommitTicket? next = null;
        lock (_gate)
        {
            _failure ??= failure;
            GroupsWritten++;
            if (_writesBlock)
            {
                _returning.Answer(count, _spin.UsualTicks);
            }

            next = HandOn();
        }

        // The next group's write starts before this group's callers are woken.
        next?.WakeToLead();
        for (; count > 0; count--)
        {
            var batch = first!;
            first = batch.Ticket.Next;
            if (batch.Ticket == own)
            {
                own.CompleteOwn(failure);
                wroteOwn = true;
            }
            else
            {
                batch.Ticket.Complete(failure);
            }
        }

        return wroteOwn;
    }

    // In the lock. Leadership goes to whoever waits to be alone, else to a thread that waits in the queue, else to our own thread, else to nobody.
    private CommitTicket? HandOn()
    {
        for (var batch = _waitAlone > 0 ? null : _head; batch is not null; batch = batch.Ticket.Next)
        {
            if (batch.Ticket.HasThread)
            {
                return batch.Ticket;
            }

            if (_thread is not null)
            {
                break;
            }
        }

        _leading = false;
        Monitor.PulseAll(_gate);
        return null;
    }

    private string? WriteGroup(WriteBatch first, int count, long bytes)
    {
        try
        {
            return count == 1 ? _write(first.Representation) : _write(Merge(first, count, bytes));
        }
        catch (Exception exception)
        {
            // Whatever happened here, the followers must not wait for ever.
            return exception.Message;
        }
        finally
        {
            if (_merged.Length > LargestKeptBytes)
            {
                _merged = [];
            }
        }
    }

    private ReadOnlySpan<byte> Merge(WriteBatch first, int count, long bytes)
    {
        if (_merged.Length < bytes)
        {
            _merged = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)bytes)];
        }

        var position = WriteBatch.HeaderBytes;
        var records = 0;
        var batch = first;
        for (var i = 0; i < count; i++)
        {
            batch.Records.CopyTo(_merged.AsSpan(position));
            position += batch.Records.Length;
            records += batch.Count;
            batch = batch.Ticket.Next!;
        }

        _merged.AsSpan(0, 8).Clear();
        BinaryPrimitives.WriteInt32LittleEndian(_merged.AsSpan(8), records);
        return _merged.AsSpan(0, position);
    }

    // In the lock.
    private void WakeThread()
    {
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "Dyno commit" };
            _thread.Start();
        }

        if (!_leading)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_leading || _waitAlone > 0 || _head is null)
                {
                    if (_stopping && _head is null && !_leading)
                    {
                        return;
                    }

                    Monitor.Wait(_gate);
                }

                _leading = true;
            }

            Write(TakeGroup(), null);
        }
    }

    // What is written at once: so many batches from the first, linked by their tickets.
    private readonly record struct Group(WriteBatch? First, int Count, long Bytes);
}
