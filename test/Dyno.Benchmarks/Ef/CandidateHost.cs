// The process of one candidate: `Dyno.Benchmarks ef-candidate <name> <entries> <directory>`. It fills its database, says so, and then runs the round that each line of
// its input asks for. An application has one provider: in a process with all of them the compiler would see calls of each, and every collection the objects of the others.

using System.Globalization;

namespace Dyno.Benchmarks.Ef;

internal sealed class CandidateHost : IDisposable
{
    public const string Command = "ef-candidate";
    public const string PostgresVariable = "DYNO_BENCH_POSTGRES";
    public const char Separator = '\t';

    // What is asked for; an operation and what runs of it follow, and then how many threads.
    public const string WarmUp = "warm-up";
    public const string Round = "round";
    public const string Threads = "threads";

    private readonly Candidates _all;
    private readonly Candidate _candidate;
    private readonly EngineCalls? _engine;
    private readonly Candidate? _floor;
    private readonly Dictionary<(string Operation, string Run), (Action<Random> Run, Random Random)> _runs = [];

    private CandidateHost(string name, int entries, string directory)
    {
        _all = new Candidates(directory, Environment.GetEnvironmentVariable(PostgresVariable));
        switch (name)
        {
            case Candidates.Floor:
                _candidate = _all.MakeFloor(entries);
                break;
            case Candidates.InMemory:
                _candidate = _all.MakeInMemory(entries);
                break;
            case Candidates.Sqlite:
                _candidate = _all.MakeSqlite(entries);
                break;
            case Candidates.Npgsql:
                _candidate = _all.MakeNpgsql(entries);
                break;
            case Candidates.Dyno:
                (_candidate, _engine) = _all.MakeDyno(entries);
                break;
            case Candidates.AfterFloor:
                _floor = _all.MakeFloor(entries);
                (_candidate, _engine) = _all.MakeDyno(entries);
                break;
            default:
                throw new ArgumentException($"{name} is no candidate");
        }
    }

    public static int Run(string name, string entries, string directory)
    {
        using var host = new CandidateHost(name, int.Parse(entries, CultureInfo.InvariantCulture), directory);
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { } line)
        {
            Console.Out.WriteLine(host.Answer(line.Split(Separator)));
        }

        return 0;
    }

    public void Dispose() => _all.Dispose();

    // A round gives nanoseconds and bytes, threads how many a second.
    private string Answer(string[] question)
    {
        var (run, random) = Find(question[1], question[2]);
        if (question[0] == Threads)
        {
            return EfRound.PerSecond(run, int.Parse(question[3], CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture);
        }

        var figure = EfRound.Run(run, random, question[0] == WarmUp);
        return string.Create(CultureInfo.InvariantCulture, $"{figure.Nanoseconds:R}{Separator}{figure.Bytes:R}");
    }

    private (Action<Random> Run, Random Random) Find(string operation, string run)
    {
        if (!_runs.TryGetValue((operation, run), out var found))
        {
            found = (Make(EfOperation.Named(operation), run), new Random(1));
            _runs.Add((operation, run), found);
        }

        return found;
    }

    private Action<Random> Make(EfOperation operation, string run)
    {
        if (_engine is null || run == _candidate.Name)
        {
            return AfterFloor(operation, operation.OfProvider(_candidate));
        }

        return run == Candidates.Engine ? AfterFloor(operation, operation.OfEngine(_engine)) : operation.Limits[run](_engine);
    }

    private Action<Random> AfterFloor(EfOperation operation, Action<Random> run)
    {
        if (_floor is null || operation.FloorBefore is null)
        {
            return run;
        }

        var before = operation.FloorBefore(_floor);
        return random =>
        {
            before(random);
            run(random);
        };
    }
}
