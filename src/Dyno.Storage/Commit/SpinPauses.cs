// How a thread of the group commit spins: short pauses, and now and then the processor for who has work. Only then is the clock looked at.
using System.Diagnostics;

namespace Dyno.Storage.Commit;

internal struct SpinPauses
{
    private const long LongestMicroseconds = 250;
    private const int PausesBetweenYields = 16;
    private const int PauseIterations = 8;

    // What takes longer is not spun for: beside it waking up is little.
    internal static readonly long LongestTicks = LongestMicroseconds * Stopwatch.Frequency / 1_000_000;

    // Whether one may be kept busy while others work.
    internal static readonly bool HasProcessors = Environment.ProcessorCount >= 4;

    private int _taken;

    // True when it is time to look at the clock.
    internal bool Take()
    {
        if (++_taken % PausesBetweenYields != 0)
        {
            Thread.SpinWait(PauseIterations);
            return false;
        }

        Thread.Yield();
        return true;
    }
}
