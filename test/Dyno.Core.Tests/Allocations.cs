// What a call allocates on its thread.

namespace Dyno.Core.Tests;

internal static class Allocations
{
    private const int Attempts = 10;

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
}
