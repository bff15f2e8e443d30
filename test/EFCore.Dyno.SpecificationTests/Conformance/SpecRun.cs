// One run of the suite: collects the results, and when it ends writes what was asked for through the environment:
// DYNO_SPEC_WRITE=1 the known failures anew, DYNO_SPEC_RESULTS=directory results.tsv, spec-results.txt and spec-failures.txt, DYNO_SPEC_REPORT=file the table for the documentation.

using System.Collections.Concurrent;
using System.Globalization;

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal sealed class SpecRun
{
    private readonly ConcurrentQueue<SpecResult> _results = new();
    private readonly string? _directory;

    // Every result at once, so that a run that is stopped half-way leaves what it has.
    private readonly TextWriter? _lines;

    private SpecRun(KnownFailures known, bool isWriting, string? directory)
    {
        Known = known;
        IsWriting = isWriting;
        _directory = directory;
        _lines = directory is null ? null : TextWriter.Synchronized(new StreamWriter(Path.Combine(directory, "results.tsv")) { AutoFlush = true });
    }

    public KnownFailures Known { get; }

    public bool IsWriting { get; }

    public IReadOnlyCollection<SpecResult> Results => _results;

    public static SpecRun Start()
    {
        var isWriting = Environment.GetEnvironmentVariable("DYNO_SPEC_WRITE") == "1";
        var asked = Environment.GetEnvironmentVariable("DYNO_SPEC_RESULTS");
        return new SpecRun(
            KnownFailures.Load(isWriting ? KnownFailures.SourceDirectory : Path.Combine(AppContext.BaseDirectory, "KnownFailures")),
            isWriting,
            string.IsNullOrEmpty(asked) ? null : Directory.CreateDirectory(asked).FullName);
    }

    public void Add(SpecResult result)
    {
        _results.Enqueue(result);
        _lines?.WriteLine(string.Join(
            '\t', result.Name.Area, result.Name.Case, result.Outcome, result.Seconds.ToString("F3", CultureInfo.InvariantCulture), result.Text));
    }

    public void Finish()
    {
        if (IsWriting)
        {
            KnownFailureWriter.Write(this, KnownFailures.SourceDirectory);
        }

        WriteSummaries();
        if (Environment.GetEnvironmentVariable("DYNO_SPEC_REPORT") is { Length: > 0 } report)
        {
            ConformanceReport.Write(this, report);
        }
    }

    private void WriteSummaries()
    {
        if (_directory is null)
        {
            return;
        }

        _lines!.Dispose();
        File.WriteAllLines(
            Path.Combine(_directory, "spec-results.txt"),
            _results.GroupBy(r => r.Name.Type).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Key}, run {g.Count()}, passed {Count(g, SpecOutcome.Passed)}, known {Count(g, SpecOutcome.KnownFailure)}, failed {Count(g, SpecOutcome.Failed)}, skipped {Count(g, SpecOutcome.Skipped)}")
                .Append($"TOTAL, run {_results.Count}, passed {Count(_results, SpecOutcome.Passed)}, known {Count(_results, SpecOutcome.KnownFailure)}, failed {Count(_results, SpecOutcome.Failed)}, skipped {Count(_results, SpecOutcome.Skipped)}"));

        File.WriteAllLines(
            Path.Combine(_directory, "spec-failures.txt"),
            _results.Where(r => r.Outcome is SpecOutcome.Failed or SpecOutcome.KnownFailure)
                .GroupBy(r => r.Text).OrderByDescending(g => g.Count())
                .Select(g => $"{g.Count(),5}  {g.Key}\n       {string.Join("\n       ", g.GroupBy(r => r.Name.Type).OrderByDescending(t => t.Count()).Take(6).Select(t => $"{t.Count()} × {t.First().Name.Case}"))}"));
    }

    private static int Count(IEnumerable<SpecResult> results, SpecOutcome outcome) => results.Count(r => r.Outcome == outcome);
}
