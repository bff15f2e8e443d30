// How long the next leader spins before it sleeps: a little longer than a write and its sync usually take, and not at all where that is long or processors
// are few. It yields as it spins, so that it takes no processor from who has work.
using System.Diagnostics;

namespace Dyno.Storage.Commit;

internal sealed class CommitSpin
{
    private long _usualTicks = SpinPauses.LongestTicks;

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
        var usual = UsualTicks;
        if (!SpinPauses.HasProcessors || usual > SpinPauses.LongestTicks)
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        var pauses = default(SpinPauses);
        while (!ticket.IsCalled)
        {
            if (pauses.Take() && Stopwatch.GetTimestamp() - started > 2 * usual)
            {
                return;
            }
        }
    }
}
