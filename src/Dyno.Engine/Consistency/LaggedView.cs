// The store as it was a while ago: a few snapshots, of which a reader gets the newest that has nothing too young in it (see eng/adr/0008-lagging-reads.md).
//
// 1. A snapshot is taken before a write gets its place in the commit order, when the last one is an eighth of the lag old. Nobody writes in between, so it
// shows all that is visible up to that moment; what it can show at most was ordered by LastWrite, the order time of the write before.
// 2. A read at a time now wants the moment now - lag. The newest view with LastWrite <= that moment has nothing that was written later, and lacks at most
// what was written within an eighth of the lag before the moment. The store itself is such a view once its last write is old enough.
// 3. Time never goes back here, so for all readers together views only get newer.
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class LaggedView : IDisposable
{
    private const int ViewsInALag = 8;

    private readonly Lock _lock = new();
    private readonly Store _store;
    private readonly TimeProvider _clock;
    private readonly long _lagTicks;

    // Oldest first.
    private readonly List<View> _views = [];
    private long _nowTicks = long.MinValue;
    private long _lastWriteTicks = long.MinValue;
    private long _lastViewTicks = long.MinValue;

    public LaggedView(Store store, TimeProvider clock, TimeSpan lag)
    {
        _store = store;
        _clock = clock;
        _lagTicks = lag.Ticks;
    }

    // In the lock of the commit order.
    public void BeforeWrite()
    {
        lock (_lock)
        {
            var now = Now();
            var before = _lastWriteTicks;
            _lastWriteTicks = now;
            if (_lastViewTicks == long.MinValue || now - _lastViewTicks >= _lagTicks / ViewsInALag)
            {
                _views.Add(new View(_store.Snapshot(), before));
                _lastViewTicks = now;
                Forget(now - _lagTicks);
            }
        }
    }

    // The view for a read that begins now. Give it back after the read.
    public View Rent()
    {
        lock (_lock)
        {
            var moment = Now() - _lagTicks;
            if (_lastWriteTicks <= moment)
            {
                // A snapshot of its own: a write may come before the reader does.
                Forget(moment);
                return new View(_store.Snapshot(), _lastWriteTicks) { Readers = 1, IsForgotten = true };
            }

            for (var i = _views.Count - 1; i >= 0; i--)
            {
                if (_views[i].LastWriteTicks <= moment)
                {
                    _views[i].Readers++;
                    return _views[i];
                }
            }

            // The first view has no write before it.
            throw new InvalidOperationException();
        }
    }

    public void Return(View view)
    {
        lock (_lock)
        {
            view.Readers--;
            if (view is { IsForgotten: true, Readers: 0 })
            {
                view.Snapshot.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            for (var i = 0; i < _views.Count; i++)
            {
                Forget(_views[i]);
            }

            _views.Clear();
        }
    }

    // Keeps the newest view that was old enough at the moment, and all after it.
    private void Forget(long moment)
    {
        while (_views.Count > 1 && _views[1].LastWriteTicks <= moment)
        {
            Forget(_views[0]);
            _views.RemoveAt(0);
        }

        // The store itself is old enough: the next write takes a new view of it.
        if (_views.Count == 1 && _lastWriteTicks <= moment)
        {
            Forget(_views[0]);
            _views.Clear();
            _lastViewTicks = long.MinValue;
        }
    }

    private static void Forget(View view)
    {
        view.IsForgotten = true;
        if (view.Readers == 0)
        {
            view.Snapshot.Dispose();
        }
    }

    private long Now() => _nowTicks = Math.Max(_nowTicks, _clock.GetUtcNow().UtcTicks);

    internal sealed class View(StoreSnapshot snapshot, long lastWriteTicks)
    {
        public StoreSnapshot Snapshot { get; } = snapshot;

        public long LastWriteTicks { get; } = lastWriteTicks;

        public int Readers { get; set; }

        public bool IsForgotten { get; set; }
    }
}
