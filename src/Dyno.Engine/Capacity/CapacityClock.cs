// The time by which throughput is limited, in nanoseconds from an arbitrary moment. The system's is a coarse one (milliseconds) that costs next to nothing.
namespace Dyno.Engine;

internal sealed class CapacityClock(TimeProvider clock)
{
    public const long Second = 1_000_000_000;

    private const long NanosecondsPerMillisecond = 1_000_000;

    // Null for the system's, which is asked without a virtual call.
    private readonly TimeProvider? _clock = ReferenceEquals(clock, TimeProvider.System) ? null : clock;

    // Another clock is asked for the time of day, which is what tests set. The offset keeps the product within 64 bits for centuries.
    public long NowNanoseconds => _clock is null
        ? Environment.TickCount64 * NanosecondsPerMillisecond
        : (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
