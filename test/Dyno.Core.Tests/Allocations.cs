// What a call allocates on its thread. Linked into the tests of the engine and of the store.

namespace Dyno.Core.Tests;

internal static class Allocations
{
    private const int Attempts = 10;
    private const int Rounds = 1000;

    // The least of several attempts, because a collection that another test causes in between counts what was left of this thread's
    // allocation buffer. What the call allocates itself is in every attempt.
    public static long Of(Action action)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    // Of each of many calls: what one of them makes now and then for all that come does not count.
    public static long PerRound(Action action) => Of(() =>
    {
        for (var i = 0; i < Rounds; i++)
        {
            action();
        }
    }) / Rounds;
}
