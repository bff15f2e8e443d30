// Units that come in at a rate, are kept for a while, and are spent. One number holds the state, so that spending takes no lock.
//
// 1. The number is the moment at which the bucket would be full if nothing more were spent; a full bucket's lies in the past.
// 2. Spending moves that moment on by the time in which the spent units come in. 3. A request is let in while the bucket is not empty, and its real
// cost, which is known afterwards, may take the bucket below zero: later requests wait until the debt is paid.
namespace Dyno.Engine;

internal sealed class TokenBucket
{
    private readonly double _nanosecondsPerHalfUnit;
    private readonly long _depthNanoseconds;
    private long _fullAtNanoseconds;

    // A full bucket that keeps what comes in within the given seconds.
    public TokenBucket(double unitsPerSecond, int depthSeconds)
    {
        UnitsPerSecond = unitsPerSecond;
        _nanosecondsPerHalfUnit = CapacityClock.Second / (2 * unitsPerSecond);
        _depthNanoseconds = depthSeconds * CapacityClock.Second;

        // Far back, and far enough from the end of the numbers to reckon with.
        _fullAtNanoseconds = long.MinValue / 2;
    }

    public double UnitsPerSecond { get; }

    public bool IsEmpty(long nowNanoseconds) => Volatile.Read(ref _fullAtNanoseconds) >= nowNanoseconds + _depthNanoseconds;

    public double Units(long nowNanoseconds) =>
        (_depthNanoseconds - Math.Max(0, Volatile.Read(ref _fullAtNanoseconds) - nowNanoseconds)) / (2 * _nanosecondsPerHalfUnit);

    public void Spend(long nowNanoseconds, long halfUnits)
    {
        var time = (long)Math.Ceiling(halfUnits * _nanosecondsPerHalfUnit);
        var seen = Volatile.Read(ref _fullAtNanoseconds);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref _fullAtNanoseconds, Math.Max(seen, nowNanoseconds) + time, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    // The units of a bucket at another rate, as far as they fit.
    public TokenBucket Take(TokenBucket? other, long nowNanoseconds)
    {
        if (other is not null)
        {
            var missing = _depthNanoseconds - (long)(2 * other.Units(nowNanoseconds) * _nanosecondsPerHalfUnit);
            _fullAtNanoseconds = nowNanoseconds + Math.Max(0, missing);
        }

        return this;
    }
}
