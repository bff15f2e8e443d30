// What a soak says of its samples: of each figure how large it is and whether it grew after the warm-up, which is the first quarter of the run.
using System.Globalization;

namespace Dyno.Reliability.Soak;

internal static class SoakJudgement
{
    private const double MostGrowth = 0.01;

    // A short run is too short for a slope: it may grow by so much.
    private const double MostBytesOfShort = 64 << 20;

    // Files that come and go with the tables, and threads of the pool, are counted one by one.
    private const double MostHandles = 4;
    private const double MostThreads = 2;

    internal static void Judge(RunContext context, IReadOnlyList<SoakSample> samples, bool isShort)
    {
        var warm = samples.Where(s => s.Seconds > samples[^1].Seconds / 4).ToList();
        if (warm.Count < 4)
        {
            return;
        }

        Bytes("heap", s => s.Heap, judged: true);
        Bytes("native memory", s => s.Native, judged: true);
        Bytes("anonymous memory", s => s.Anonymous, judged: true);

        // Neither is taken to hold on to: both have an end, that of the program and that which it was given.
        Bytes("code", s => s.Code, judged: false);
        Bytes("files", s => s.Files, judged: false);
        Bytes("block cache", s => s.Cache, judged: false);
        Count("handles", s => s.Handles, MostHandles);
        Count("threads", s => s.Threads, MostThreads);

        void Bytes(string what, Func<SoakSample, double> of, bool judged)
        {
            var growth = Growth.Of([.. warm.Select(s => (s.Seconds, of(s)))]);
            context.Figure(what, string.Create(CultureInfo.InvariantCulture, $"{growth.Typical / 1048576:N2} MB, {growth}"));
            if (judged && (isShort ? growth.By > MostBytesOfShort : growth.Share > MostGrowth))
            {
                context.Found(string.Create(CultureInfo.InvariantCulture, $"{what} grew by {growth.By / 1048576:N2} MB of {growth.Typical / 1048576:N2} MB: {growth}"));
            }
        }

        void Count(string what, Func<SoakSample, double> of, double most)
        {
            var growth = Growth.Of([.. warm.Select(s => (s.Seconds, of(s)))]);
            context.Figure(what, $"{of(warm[0])} to {of(warm[^1])}");
            if (growth.Share > MostGrowth && growth.By > most)
            {
                context.Found(string.Create(CultureInfo.InvariantCulture, $"{growth.By:N1} more {what} than {of(warm[0])}: {growth}"));
            }
        }
    }
}
