// A candidate in a process of its own, as the process that measures sees it: what it can run, and rounds of that.

using System.Diagnostics;
using System.Globalization;

namespace Dyno.Benchmarks.Ef;

internal sealed class CandidateProcess : IDisposable
{
    private readonly Process _process;

    public CandidateProcess(string name, int entries, string directory)
    {
        Name = name;
        var start = new ProcessStartInfo(Environment.ProcessPath!, [CandidateHost.Command, name, entries.ToString(CultureInfo.InvariantCulture), directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // As an ASP.NET application has it, which is where most contexts live.
        start.Environment["DOTNET_gcServer"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "1";
        _process = Process.Start(start)!;
        Read();
    }

    public string Name { get; }

    // Who saves to a disk.
    public bool IsDurable => Name is not (Candidates.Floor or Candidates.InMemory);

    // The names of what it runs of an operation: the provider, and of EFCore.Dyno's what lies below it.
    public IEnumerable<string> Runs(EfOperation operation) => Name switch
    {
        Candidates.AfterFloor => operation.FloorBefore is null ? [] : [Candidates.Dyno, Candidates.Engine],
        _ when operation.FloorBefore is not null => [],
        Candidates.Dyno => [Candidates.Dyno, Candidates.Engine, .. operation.Limits.Keys],
        _ => [Name],
    };

    public Figure Round(EfOperation operation, string run, bool isWarmUp)
    {
        var answer = Ask(isWarmUp ? CandidateHost.WarmUp : CandidateHost.Round, operation.Name, run).Split(CandidateHost.Separator);
        return new(double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    public double PerSecond(EfOperation operation, string run, int threads) =>
        double.Parse(Ask(CandidateHost.Threads, operation.Name, run, threads.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(params string[] words)
    {
        _process.StandardInput.WriteLine(string.Join(CandidateHost.Separator, words));
        return Read();
    }

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended before it answered; what it wrote above says why.");
}
