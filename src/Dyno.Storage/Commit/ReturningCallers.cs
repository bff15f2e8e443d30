// Who was just answered often comes again at once, with the next batch. A leader who starts to write without them makes them wait for a sync that is not theirs:
// a few threads then take turns, half of them in each group. So the next leader waits for them for a little while, much shorter than a sync: one sync serves all.
// Where they do not come, it is tried again less and less often. Where a sync takes no time, or nobody was answered a moment ago, nobody is waited for.
// The time counts from the answer: a commit that comes alone, after a pause, never waits.
using System.Diagnostics;

namespace Dyno.Storage.Commit;

// hasProcessors: whether one may be kept busy with waiting while the callers come on others.
internal sealed class ReturningCallers(bool hasProcessors)
{
    // More of them take longer to come than what they would save, and share each sync with many already.
    private const int Most = 32;

    // Of the time that a write and its sync usually take: two groups in turn take two of it, and one that waited takes one and this.
    private const int Part = 2;
    private const int MostMisses = 6;

    // One of so many may be late.
    private const int Stragglers = 8;

    private int _awaited;
    private long _until;

    internal bool AreAwaited => hasProcessors && Volatile.Read(ref _awaited) > 0;

    // Of the leader, of whom there is one at a time: how often in a row they did not come, and for how many groups nobody is waited for therefore.
    internal int Misses { get; private set; }

    internal int GroupsToPass { get; private set; }

    // In the committer's lock: so many callers are about to be answered. usualTicks: what a write and its sync usually take.
    internal void Answer(int callers, long usualTicks)
    {
        _awaited = callers <= Most ? callers : 0;
        _until = Stopwatch.GetTimestamp() + Math.Min(usualTicks / Part, SpinPauses.LongestTicks);
    }

    // In the committer's lock: somebody comes, and is taken for one of them.
    internal void Come()
    {
        if (_awaited > 0)
        {
            Volatile.Write(ref _awaited, _awaited - 1);
        }
    }

    // By the leader, outside of the lock, where somebody is awaited. Who has come since then came in time.
    internal void Wait()
    {
        var until = Volatile.Read(ref _until);
        if (Stopwatch.GetTimestamp() >= until)
        {
            return;
        }

        if (GroupsToPass > 0)
        {
            GroupsToPass--;
            return;
        }

        var awaited = Volatile.Read(ref _awaited);
        var pauses = default(SpinPauses);
        int missing;
        while ((missing = Volatile.Read(ref _awaited)) > 0)
        {
            if (pauses.Take() && Stopwatch.GetTimestamp() >= until)
            {
                break;
            }
        }

        Learn(missing * Stragglers <= awaited);
    }

    private void Learn(bool cameInTime)
    {
        Misses = cameInTime ? 0 : Math.Min(Misses + 1, MostMisses);
        GroupsToPass = (1 << Misses) - 1;
    }
}
