// What all lanes of the scenario `crash` did together.
namespace Dyno.Reliability.Crash;

internal sealed class CrashFigures
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _points = new(StringComparer.Ordinal);

    internal long Acknowledged { get; private set; }

    // Kills at named points that were reached.
    internal long AtPoints { get; private set; }

    internal IReadOnlyDictionary<string, long> Points => _points;

    internal void Add(long acknowledged, string point, bool diedItself)
    {
        lock (_lock)
        {
            Acknowledged += acknowledged;
            if (diedItself && point.Length > 0)
            {
                AtPoints++;
                var name = string.Join(':', point.Split(':')[..2]);
                _points[name] = _points.GetValueOrDefault(name) + 1;
            }
        }
    }
}
