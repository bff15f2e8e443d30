// Latencies of many operations, from several threads, and what is said of them.

using System.Collections.Concurrent;

namespace Coupons.Output;

/// <summary>Latencies of many operations.</summary>
public sealed class Latencies
{
    private readonly ConcurrentQueue<TimeSpan> _samples = new();

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan latency) => _samples.Enqueue(latency);

    /// <summary>The latency that this share of the operations (0 to 1) did not exceed.</summary>
    public TimeSpan Percentile(double share)
    {
        var sorted = _samples.Order().ToArray();
        return sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>How many there are.</summary>
    public int Count => _samples.Count;
}
