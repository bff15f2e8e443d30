// What opening a database and reading one item of it takes: the engine and the store below, in turn.

using System.Diagnostics;
using Dyno.Storage;

namespace Dyno.Benchmarks.Engine;

internal sealed class Opening(string table, Rows rows)
{
    private readonly List<double> _engines = [];
    private readonly List<double> _raws = [];

    public void Round(string directory)
    {
        var started = Stopwatch.GetTimestamp();
        using (var engine = Pair.OpenEngine(directory, Durability.LosesNothing))
        {
            engine.GetItemAsync(new() { TableName = table, Key = rows.KeyOf(0) }).GetAwaiter().GetResult();
            _engines.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        }

        started = Stopwatch.GetTimestamp();
        using (var raw = Pair.OpenRaw(directory, Durability.LosesNothing))
        {
            raw.Get(raw["items"], rows.RawKeyOf(0));
            _raws.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        }
    }

    // Nanoseconds, without the first rounds.
    public (double Engine, double Raw) Medians(int warmUp = 0) => (Measure.Median(_engines[warmUp..]), Measure.Median(_raws[warmUp..]));
}
