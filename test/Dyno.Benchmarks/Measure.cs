// Measures two things in turn, several times in one run, so that a noisy moment hits both; the medians make the ratio.

using System.Diagnostics;

namespace Dyno.Benchmarks;

/// <summary>One side of a comparison.</summary>
/// <param name="NanosecondsPerOperation">The median over all rounds.</param>
/// <param name="BytesPerOperation">Managed allocations of the measuring thread.</param>
/// <param name="Spread">The slowest round's time less the fastest one's, over the median.</param>
internal readonly record struct Side(double NanosecondsPerOperation, double BytesPerOperation, double Spread = 0);

internal static class Measure
{
    public const int Rounds = 7;

    // Files are written and sorted beside writes, in turns of either side.
    public const int WriteRounds = 15;
    private const int ThroughputRounds = 5;

    // Long enough that a timer tick or a collection does not decide a round.
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(400);

    public static (Side Subject, Side Limit) Compare(Action subject, Action limit, int rounds = Rounds)
    {
        var (subjects, limits) = (new List<Side>(), new List<Side>());

        // The first round warms up: code, caches, allocator.
        for (var round = 0; round <= rounds; round++)
        {
            var one = Run(subject);
            var other = Run(limit);
            if (round > 0)
            {
                subjects.Add(one);
                limits.Add(other);
            }
        }

        return (Median(subjects), Median(limits));
    }

    private static Side Run(Action operation)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(started) < RoundLength)
        {
            for (var i = 0; i < 16; i++)
            {
                operation();
            }

            count += 16;
        }

        return new Side(
            Stopwatch.GetElapsedTime(started).TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
    }

    /// <summary>Operations a second of several threads together, in turn; the medians.</summary>
    public static (double Subject, double Limit) Throughput(int threads, Action<Random> subject, Action<Random> limit, int rounds = ThroughputRounds)
    {
        var (subjects, limits) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var one = PerSecond(threads, subject, RoundLength);
            var other = PerSecond(threads, limit, RoundLength);
            if (round > 0)
            {
                subjects.Add(one);
                limits.Add(other);
            }
        }

        return (Median(subjects), Median(limits));
    }

    public static double PerSecond(int threads, Action<Random> run, TimeSpan length)
    {
        long count = 0;
        var stop = false;
        using var ready = new Barrier(threads + 1);
        var workers = Enumerable.Range(0, threads).Select(worker => new Thread(() =>
        {
            var random = new Random(worker);
            run(random);
            ready.SignalAndWait();
            var own = 0;
            while (!Volatile.Read(ref stop))
            {
                run(random);
                own++;
            }

            Interlocked.Add(ref count, own);
        })).ToArray();
        foreach (var worker in workers)
        {
            worker.Start();
        }

        ready.SignalAndWait();
        var started = Stopwatch.GetTimestamp();
        Thread.Sleep(length);
        Volatile.Write(ref stop, true);
        foreach (var worker in workers)
        {
            worker.Join();
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static Side Median(List<Side> sides)
    {
        var nanoseconds = Median(sides.Select(s => s.NanosecondsPerOperation));
        return new(
            nanoseconds,
            Median(sides.Select(s => s.BytesPerOperation)),
            (sides.Max(s => s.NanosecondsPerOperation) - sides.Min(s => s.NanosecondsPerOperation)) / nanoseconds);
    }
}
