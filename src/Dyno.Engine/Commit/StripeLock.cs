// A lock that keeps nothing of those who waited for it. .NET's own makes an event when somebody first waits and keeps it for good: thousands of locks, of which each is waited for
// some day, grow for hours. Here who waits sleeps in one of a few rooms that all locks share. A mutex of three states (U. Drepper, "Futexes Are Tricky", the third), on monitors
// where that one has futexes. Not reentrant.
namespace Dyno.Engine.Commit;

internal struct StripeLock
{
    private const int Free = 0;
    private const int Held = 1;

    // Held, and perhaps waited for: who leaves has to look.
    private const int Awaited = 2;

    // A power of two: few enough to cost nothing, and more than there are processors that could wake each other's.
    private const int RoomCount = 64;

    private static readonly object[] s_rooms = [.. Enumerable.Range(0, RoomCount).Select(_ => new object())];

    private int _state;

    /// <summary>Waits until the lock is this caller's.</summary>
    /// <param name="number">Which lock it is: always the same for one lock.</param>
    public void Enter(int number)
    {
        if (Interlocked.CompareExchange(ref _state, Held, Free) != Free)
        {
            Wait(s_rooms[number & (RoomCount - 1)]);
        }
    }

    public void Exit(int number)
    {
        if (Interlocked.Exchange(ref _state, Free) == Awaited)
        {
            var room = s_rooms[number & (RoomCount - 1)];
            lock (room)
            {
                Monitor.PulseAll(room);
            }
        }
    }

    private void Wait(object room)
    {
        // Most are held for microseconds.
        for (var spin = new SpinWait(); !spin.NextSpinWillYield;)
        {
            spin.SpinOnce();
            if (Volatile.Read(ref _state) == Free && Interlocked.CompareExchange(ref _state, Held, Free) == Free)
            {
                return;
            }
        }

        // Who holds it finds Awaited when it leaves, and cannot call before this one sleeps: that takes the room too.
        lock (room)
        {
            while (Interlocked.Exchange(ref _state, Awaited) != Free)
            {
                Monitor.Wait(room);
            }
        }
    }
}
