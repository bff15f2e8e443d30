// The processes of a run, started one after the other and ended together.

namespace Dyno.Benchmarks.Ef;

internal sealed class CandidateProcesses : IDisposable
{
    private readonly List<CandidateProcess> _all = [];

    public CandidateProcesses(IEnumerable<string> names, int entries, string directory)
    {
        try
        {
            foreach (var name in names)
            {
                var own = Directory.CreateDirectory(Path.Combine(directory, $"{name}-{entries}"));
                _all.Add(EfRun.Timed($"{name}, {entries:N0} entries", () => new CandidateProcess(name, entries, own.FullName)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<CandidateProcess> All => _all;

    public IReadOnlyList<CandidateProcess> Stores => _all.FindAll(c => c.Name != Candidates.Floor);

    public IReadOnlyList<CandidateProcess> Durable => _all.FindAll(c => c.IsDurable);

    public void Dispose() => _all.ForEach(c => c.Dispose());
}
