// The table and the curves of docs/benchmarks.md: every provider on the same rows, in turn, round by round, in one run; medians.

using System.Diagnostics;

namespace Dyno.Benchmarks.Ef;

// Nanoseconds and bytes of one operation. Bytes are managed allocations of the measuring thread; they do not depend on the machine's load.
internal readonly record struct Figure(double Nanoseconds, double Bytes);

// What a line of the table measures; a provider that has no such thing is left out.
internal sealed record EfOperation(string Name, EfGoal? Goal, int Rounds, Dictionary<string, Action<Random>> Runs);

// The goals are those of a machine whose floor is known: they are scaled by the floor that was measured in the same run.
internal sealed record EfGoal(double Nanoseconds, double FloorNanoseconds, double? Bytes = null, double FloorBytes = 0);

internal static class EfSuite
{
    private const double Microsecond = 1e3;
    private const double Millisecond = 1e6;
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(100);

    public static List<EfOperation> Operations(IReadOnlyList<Candidate> candidates, EngineCalls engine)
    {
        var operations = new List<EfOperation>();
        Add("key, compiled, pooled, untracked", new(6 * Microsecond, 0.22 * Microsecond, 2560, 512), 5, c => c.KeyCompiled, engine.Get);
        Add("Find, pooled", new(27 * Microsecond, 18.9 * Microsecond), 5, c => c.Find, engine.Get);
        Add("key, not compiled, new context", new(32 * Microsecond, 22.4 * Microsecond), 5, c => c.KeyNew, engine.Get);
        AddParts("key, not compiled: the floor's, and then the compiled one or the engine call", c => c.KeyNew, c => c.KeyCompiled, engine.Get);
        Add("range of 20, compiled, pooled, untracked", new(22 * Microsecond, 0.8 * Microsecond), 5, c => c.RangeCompiled, engine.Range);
        Add("range of 20, compiled, pooled, tracked", null, 5, c => c.RangeCompiledTracked, engine.Range);
        Add("range of 20, compiled, pooled, projected", null, 5, c => c.RangeCompiledProjected, engine.Range);
        Add("range of 20, not compiled, new, untracked", new(62 * Microsecond, 36 * Microsecond), 5, c => c.RangeNew, engine.Range);
        AddParts("range of 20, not compiled: the floor's, and then the compiled one or the engine call", c => c.RangeNew, c => c.RangeCompiled, engine.Range);
        Add("range of 20, not compiled, new, tracked", null, 5, c => c.RangeNewTracked, engine.Range);
        Add("range of 20, not compiled, new, projected", null, 5, c => c.RangeNewProjected, engine.Range);
        Add("insert 1, pooled, without sync", new(15 * Microsecond, 3.8 * Microsecond), 5, c => _ => c.InsertUnsynced(1), _ => engine.Put());
        Add("insert 1, pooled, durable", null, 5, c => _ => c.Insert(1), _ => engine.PutDurable(), _ => engine.CommitRaw());
        Add("insert 100, durable", new(0.9 * Millisecond, 0.31 * Millisecond), 5, c => _ => c.Insert(100), _ => engine.Transact(100));
        Add("insert 10,000, durable", null, 3, c => _ => c.Insert(10_000), _ => engine.Transact(10_000));
        Add("stream all, untracked", new(100 * Millisecond, 2.3 * Millisecond), 3, c => _ => c.Stream(), _ => engine.Scan());
        Add("stream all, tracked", new(430 * Millisecond, 286 * Millisecond), 3, c => _ => c.StreamTracked(), _ => engine.Scan());
        return operations;

        void Add(
            string name, EfGoal? goal, int rounds, Func<Candidate, Action<Random>> run, Action<Random> engineCall, Action<Random>? raw = null)
        {
            var runs = candidates.ToDictionary(c => c.Name, run);
            runs.Add(Candidates.Engine, engineCall);
            if (raw is not null)
            {
                runs.Add(Candidates.Raw, raw);
            }

            operations.Add(new(name, goal, rounds, runs));
        }

        // What EF and the store cost beside each other: code and data of one leave the processor's caches while the other runs, so it is more than their sum.
        void AddParts(string name, Func<Candidate, Action<Random>> whole, Func<Candidate, Action<Random>> compiled, Action<Random> engineCall)
        {
            var floor = whole(candidates.First(c => c.Name == Candidates.Floor));
            var dyno = compiled(candidates.First(c => c.Name == Candidates.Dyno));
            operations.Add(new(name, null, 5, new() { [Candidates.Dyno] = Then(dyno), [Candidates.Engine] = Then(engineCall) }));

            Action<Random> Then(Action<Random> run) => random =>
            {
                floor(random);
                run(random);
            };
        }
    }

    // In turn, so that a noisy moment hits all; the first rounds warm up.
    public static Dictionary<string, Figure> Measure(EfOperation operation)
    {
        var random = new Random(1);
        var rounds = operation.Runs.ToDictionary(r => r.Key, _ => new List<Figure>());
        // Short ones also wait for the compiler, which makes code that runs often again, and better.
        var warmUp = operation.Rounds > 3 ? 4 : 1;
        for (var round = 0; round < warmUp + operation.Rounds; round++)
        {
            foreach (var (name, run) in operation.Runs)
            {
                var figure = Run(run, random);
                if (round >= warmUp)
                {
                    rounds[name].Add(figure);
                }
            }
        }

        return rounds.ToDictionary(r => r.Key, r => new Figure(Benchmarks.Measure.Median(r.Value.Select(f => f.Nanoseconds)), Benchmarks.Measure.Median(r.Value.Select(f => f.Bytes))));
    }

    // Operations a second of several threads together, in turn like the rest.
    public static Dictionary<string, double> MeasureThreads(int threads, IReadOnlyDictionary<string, Action<Random>> runs)
    {
        var rounds = runs.ToDictionary(r => r.Key, _ => new List<double>());
        for (var round = 0; round <= 3; round++)
        {
            foreach (var (name, run) in runs)
            {
                Settle();
                var perSecond = Benchmarks.Measure.PerSecond(threads, run, 3 * RoundLength);
                if (round > 0)
                {
                    rounds[name].Add(perSecond);
                }
            }
        }

        return rounds.ToDictionary(r => r.Key, r => Benchmarks.Measure.Median(r.Value));
    }

    // What the one before left behind is not to be collected in this one's time: a scan in memory leaves gigabytes.
    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static Figure Run(Action<Random> run, Random random)
    {
        Settle();
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
        while (Stopwatch.GetElapsedTime(started) < RoundLength);
        return new(Stopwatch.GetElapsedTime(started).TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
    }
}
