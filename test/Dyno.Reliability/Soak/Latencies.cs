// How long operations took, counted by classes of 4 %: what takes no more memory for more operations does not pass for what the check looks for.
namespace Dyno.Reliability.Soak;

internal sealed class Latencies
{
    private const int ClassesOfDoubling = 16;

    // From a microsecond to an hour.
    private readonly long[] _classes = new long[32 * ClassesOfDoubling];

    internal long Count => _classes.Sum();

    internal void Add(TimeSpan took) =>
        Interlocked.Increment(ref _classes[Math.Clamp((int)(Math.Log2(Math.Max(1, took.TotalMicroseconds)) * ClassesOfDoubling), 0, _classes.Length - 1)]);

    /// <summary>What a share of the operations did not take longer than.</summary>
    internal double Milliseconds(double share)
    {
        var (at, left) = (0, (long)Math.Ceiling(share * Count));
        while (at < _classes.Length - 1 && (left -= _classes[at]) > 0)
        {
            at++;
        }

        return Math.Pow(2, (at + 1) / (double)ClassesOfDoubling) / 1000;
    }
}
