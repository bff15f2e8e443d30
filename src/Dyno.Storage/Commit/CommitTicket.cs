// A batch's place in the group commit: waited for by one caller, with a thread or with an await, and completed once.
// Invariants: 1. Idle → Queued (in the committer's lock) → Done (by the leader) → Idle (when the result was taken);
// 2. continuations run on the thread pool, never on the leader; 3. a waiting thread learns it, spinning or asleep, when it is done or when it shall lead;
// 4. both are said in the ticket's lock, and the thread leaves through that lock: the leader is done with the ticket when its caller uses it again.
using System.Threading.Tasks.Sources;

namespace Dyno.Storage.Commit;

internal sealed class CommitTicket
{
    private const int Idle = 0;
    private const int Queued = 1;
    private const int Done = 2;

    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _state;
    private bool _shallLead;
    private bool _isAsleep;
    private bool _awaited;
    private string? _failure;
    private string _path = "";

    internal long Number { get; private set; }

    internal long Sequence { get; private set; }

    internal WriteBatch? Next { get; set; }

    internal short Version => _source.Version;

    // True from Enqueue until the leader has applied the batch: its bytes are the leader's.
    internal bool IsPending => Volatile.Read(ref _state) == Queued;

    internal bool IsIdle => Volatile.Read(ref _state) == Idle;

    // Set and read in the committer's lock: a thread waits on this ticket and can be told to lead.
    internal bool HasThread { get; set; }

    // It came first into the queue behind a leader: it is likely to lead next. Set with its place.
    internal bool IsFirst { get; private set; }

    // Whether a thread that waits has something to do. It may be asked without a lock.
    internal bool IsCalled => Volatile.Read(ref _state) == Done || Volatile.Read(ref _shallLead);

    // In the committer's lock.
    internal void Enqueue(long number, long sequence, string path, bool isFirst)
    {
        IsFirst = isFirst;
        Number = number;
        Sequence = sequence;
        _path = path;
        _failure = null;
        _awaited = false;
        Next = null;
        HasThread = false;
        _shallLead = false;
        _source.Reset();
        Volatile.Write(ref _state, Queued);
    }

    // In this ticket's lock, so that neither an await nor a thread that starts now misses it.
    internal void Complete(string? failure)
    {
        bool awaited;
        lock (this)
        {
            _failure = failure;
            awaited = _awaited;
            Volatile.Write(ref _state, Done);
            Wake();
        }

        if (awaited)
        {
            // The awaiting caller may reuse the ticket from here on.
            _source.SetResult(true);
        }
    }

    // By the thread that would wait: nobody has to be told.
    internal void CompleteOwn(string? failure)
    {
        _failure = failure;
        Volatile.Write(ref _state, Done);
    }

    // Returns false when the batch is already done: the result is then taken synchronously.
    internal bool StartAwaiting()
    {
        lock (this)
        {
            if (_state == Done)
            {
                return false;
            }

            _awaited = true;
            return true;
        }
    }

    // Blocks until the batch is done (true) or this thread shall lead (false).
    internal bool WaitOrLead()
    {
        lock (this)
        {
            while (!IsCalled)
            {
                _isAsleep = true;
                Monitor.Wait(this);
            }

            _shallLead = false;
            return _state == Done;
        }
    }

    internal void WakeToLead()
    {
        lock (this)
        {
            Volatile.Write(ref _shallLead, true);
            Wake();
        }
    }

    // In this ticket's lock. Waking costs more than all else here: who spins is not asleep.
    private void Wake()
    {
        if (_isAsleep)
        {
            _isAsleep = false;
            Monitor.Pulse(this);
        }
    }

    // Throws what went wrong; each caller gets an exception of its own.
    internal void TakeResult()
    {
        var failure = _failure;
        Volatile.Write(ref _state, Idle);
        if (failure is not null)
        {
            throw Native.NativeError.ToException(failure, _path);
        }
    }

    internal void GetResult(short token)
    {
        _source.GetResult(token);
        TakeResult();
    }

    internal ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    internal void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
