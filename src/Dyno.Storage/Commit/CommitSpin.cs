// How long the next leader spins before it sleeps: a little longer than a write and its sync usually take, and not at all where that is long or processors
// are few. It yields as it spins, so that it takes no processor from who has work.
using System.Diagnostics;

namespace Dyno.Storage.Commit;

internal sealed class CommitSpin
{
    // Where a write takes longer, waking up is little beside it.
    private const long LongestMicroseconds = 250;
    private const int PausesBetweenYields = 16;
    private const int PauseIterations = 8;
    internal static readonly bool HasProcessors = Environment.ProcessorCount >= 4;
    private static readonly long LongestTicks = LongestMicroseconds * Stopwatch.Frequency / 1_000_000;

    private long _usualTicks = LongestTicks;

    // What a write and its sync take of late.
    internal long UsualTicks => Volatile.Read(ref _usualTicks);

    // By the leader, after each write.
    internal void Observe(long startedTimestamp)
    {
        var ticks = Stopwatch.GetTimestamp() - startedTimestamp;
        Volatile.Write(ref _usualTicks, _usualTicks + ((ticks - _usualTicks) / 8));
    }

    // Returns when the ticket is called, or when it has taken too long.
    internal void Wait(CommitTicket ticket)
    {
        var usual = Volatile.Read(ref _usualTicks);
        if (!HasProcessors || usual > LongestTicks)
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        for (var i = 1; !ticket.IsCalled; i++)
        {
            if (i % PausesBetweenYields != 0)
            {
                Thread.SpinWait(PauseIterations);
                continue;
            }

            Thread.Yield();
            if (Stopwatch.GetTimestamp() - started > 2 * usual)
            {
                return;
            }
        }
    }
}
