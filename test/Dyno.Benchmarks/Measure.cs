// Measures two things in turn, several times in one run, so that a noisy moment hits both; the medians make the ratio.

using System.Diagnostics;

namespace Dyno.Benchmarks;

/// <summary>One side of a comparison.</summary>
/// <param name="NanosecondsPerOperation">The median over all rounds.</param>
/// <param name="BytesPerOperation">Managed allocations of the measuring thread.</param>
internal readonly record struct Side(double NanosecondsPerOperation, double BytesPerOperation);

internal static class Measure
{
    private const int Rounds = 7;

    // Long enough that a timer tick or a collection does not decide a round.
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(400);

    public static (Side Subject, Side Limit) Compare(Action subject, Action limit)
    {
        var (subjects, limits) = (new List<Side>(), new List<Side>());

        // The first round warms up: code, caches, allocator.
        for (var round = 0; round <= Rounds; round++)
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

    private static Side Median(List<Side> sides) => new(
        sides.Select(s => s.NanosecondsPerOperation).Order().ElementAt(sides.Count / 2),
        sides.Select(s => s.BytesPerOperation).Order().ElementAt(sides.Count / 2));
}
