// One run of a scenario: its seed, how much of it there is to do, a directory that is deleted when it ends well, its progress and its findings.
using System.Diagnostics;
using System.Globalization;

namespace Dyno.Reliability;

internal sealed class RunContext : IDisposable
{
    private const int LargestFindings = 100;

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly Action<string> _say;
    private readonly Action<string>? _progress;
    private readonly Lock _gate = new();
    private readonly List<string> _findings = [];
    private readonly SortedDictionary<string, string> _figures = [];
    private TimeSpan _saidAt;
    private long _done;

    // say takes what was found or measured; progress takes how far the run is, every few seconds.
    internal RunContext(int seed, long count, TimeSpan limit, Action<string> say, Action<string>? progress = null, long first = 0)
    {
        Seed = seed;
        Count = count;
        First = first;
        Limit = limit;
        _say = say;
        _progress = progress;
        Directory = Path.Combine(Path.GetTempPath(), $"dyno-reliability-{Guid.NewGuid():N}");
        System.IO.Directory.CreateDirectory(Directory);
    }

    /// <summary>The run is a function of this number, as far as threads and the operating system allow.</summary>
    internal int Seed { get; }

    /// <summary>How many of the scenario's unit to do.</summary>
    internal long Count { get; }

    /// <summary>The number of the first case of a scenario that counts its cases: a run that was ended is taken up again there.</summary>
    internal long First { get; }

    /// <summary>The time after which it is over, whatever was done.</summary>
    internal TimeSpan Limit { get; }

    internal string Directory { get; }

    internal TimeSpan Elapsed => _time.Elapsed;

    internal bool IsOver => Volatile.Read(ref _done) >= Count || _time.Elapsed >= Limit;

    internal long DoneCount => Volatile.Read(ref _done);

    internal IReadOnlyList<string> Findings => _findings;

    /// <summary>What else the run measured, for the scorecard: "acknowledged" to "12,345".</summary>
    internal IReadOnlyDictionary<string, string> Figures => _figures;

    internal void Done(long count = 1)
    {
        var done = Interlocked.Add(ref _done, count);
        lock (_gate)
        {
            if (_progress is null || _time.Elapsed - _saidAt < TimeSpan.FromSeconds(10))
            {
                return;
            }

            _saidAt = _time.Elapsed;
        }

        _progress(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {Count:N0}, {_time.Elapsed.TotalSeconds:N0} s, {_findings.Count} findings"));
    }

    /// <summary>Reports a violation. The text must be enough to repeat it: the seed of this one case, what was expected and what was found.</summary>
    internal void Found(string finding)
    {
        lock (_gate)
        {
            if (_findings.Count < LargestFindings)
            {
                _findings.Add(finding);
                _say($"FOUND (seed {Seed}): {finding}");
            }
        }
    }

    internal void Figure(string name, string value)
    {
        lock (_gate)
        {
            _figures[name] = value;
        }
    }

    internal void Say(string line) => _say(line);

    /// <summary>A directory that does not exist yet, within <see cref="Directory"/>.</summary>
    internal string NewPath(string name) => Path.Combine(Directory, $"{name}-{Guid.NewGuid():N}");

    /// <summary>The databases of a run that found something are left for a look at them.</summary>
    public void Dispose()
    {
        if (_findings.Count > 0)
        {
            _say($"what is left of it: {Directory}");
            return;
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
