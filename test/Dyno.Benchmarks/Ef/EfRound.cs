// One round of one operation, in the process of its provider.

using System.Diagnostics;

namespace Dyno.Benchmarks.Ef;

// Nanoseconds and bytes of one operation. Bytes are managed allocations of the measuring thread; they do not depend on the machine's load.
internal readonly record struct Figure(double Nanoseconds, double Bytes);

internal static class EfRound
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(100);

    // The compiler makes code that runs often again, and better, a while after it has run often: of a save of a hundred it does so for a second.
    private static readonly TimeSpan WarmLength = TimeSpan.FromMilliseconds(500);

    public static Figure Run(Action<Random> run, Random random, bool isWarmUp)
    {
        var length = isWarmUp ? WarmLength : Length;
        run(random);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var count = 0;
        do
        {
            // The clock is not asked for each of the short ones.
            var batch = count < 64 ? 1 : 16;
            for (var i = 0; i < batch; i++)
            {
                run(random);
            }

            count += batch;
        }
        while (Stopwatch.GetElapsedTime(started) < length);
        return new(Stopwatch.GetElapsedTime(started).TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
    }

    // A second, of several threads together.
    public static double PerSecond(Action<Random> run, int threads) => Measure.PerSecond(threads, run, 3 * Length);
}
