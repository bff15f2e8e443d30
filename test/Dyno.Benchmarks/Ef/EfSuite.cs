// The table and the curves of docs/benchmarks.md: every provider on the same rows, in a process of its own, in turn, round by round, in one run; medians.

namespace Dyno.Benchmarks.Ef;

internal static class EfSuite
{
    // In turn, so that a noisy moment hits all; the first rounds warm up.
    public static Dictionary<string, Figure> Measure(IReadOnlyList<CandidateProcess> candidates, EfOperation operation)
    {
        var (warmUp, rounds) = operation.IsLong ? (1, 5) : (3, 9);
        var figures = InTurn(candidates, operation, warmUp, rounds, (candidate, run, isWarmUp) => candidate.Round(operation, run, isWarmUp));
        return figures.ToDictionary(
            f => f.Key, f => new Figure(Benchmarks.Measure.Median(f.Value.Select(v => v.Nanoseconds)), Benchmarks.Measure.Median(f.Value.Select(v => v.Bytes))));
    }

    // Operations a second of several threads together, in turn like the rest.
    public static Dictionary<string, double> MeasureThreads(IReadOnlyList<CandidateProcess> candidates, EfOperation operation, int threads)
    {
        var figures = InTurn(candidates, operation, 1, 7, (candidate, run, _) => candidate.PerSecond(operation, run, threads));
        return figures.ToDictionary(f => f.Key, f => Benchmarks.Measure.Median(f.Value));
    }

    private static Dictionary<string, List<T>> InTurn<T>(
        IReadOnlyList<CandidateProcess> candidates, EfOperation operation, int warmUp, int rounds, Func<CandidateProcess, string, bool, T> measure)
    {
        var figures = new Dictionary<string, List<T>>();
        for (var round = 0; round < warmUp + rounds; round++)
        {
            foreach (var candidate in candidates)
            {
                foreach (var run in candidate.Runs(operation))
                {
                    var figure = measure(candidate, run, round < warmUp);
                    if (round < warmUp)
                    {
                        continue;
                    }

                    if (!figures.TryGetValue(run, out var list))
                    {
                        figures.Add(run, list = []);
                    }

                    list.Add(figure);
                }
            }
        }

        return figures;
    }
}
