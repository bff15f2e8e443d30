// Writes the known-failures files anew after a run: lines that hold now go, changed texts are renewed under their old reason, new failures come without one.
// A method whose cases all fail with one text is one line; lines of tests that did not run stay.

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal static class KnownFailureWriter
{
    public static void Write(SpecRun run, string directory)
    {
        Directory.CreateDirectory(directory);
        var failing = run.Results.GroupBy(r => (r.Name.Area, r.Name.Method)).ToDictionary(g => g.Key, g => Lines(g, run.Known).ToList());
        var files = Directory.GetFiles(directory, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!);
        foreach (var area in failing.Keys.Select(k => k.Area).Union(files).Distinct())
        {
            var path = Path.Combine(directory, area + ".txt");
            var kept = (File.Exists(path) ? KnownFailures.ReadFile(path).ToList() : []).Where(f => !failing.ContainsKey((area, MethodOf(f))));
            KnownFailures.WriteFile(path, area, kept.Concat(failing.Where(f => f.Key.Area == area).SelectMany(f => f.Value)));
        }
    }

    private static IEnumerable<KnownFailure> Lines(IEnumerable<SpecResult> cases, KnownFailures known)
    {
        var all = cases.ToList();
        var failed = all.Where(c => c.Outcome is SpecOutcome.Failed or SpecOutcome.KnownFailure).ToList();
        if (failed.Count == 0)
        {
            yield break;
        }

        var texts = failed.Select(f => TextOf(f, known)).Distinct().ToList();
        if (texts.Count == 1 && all.All(c => c.Outcome != SpecOutcome.Passed))
        {
            yield return new KnownFailure(failed[0].Name.Method, texts[0], ReasonOf(failed[0], known));
            yield break;
        }

        foreach (var failure in failed.DistinctBy(f => f.Name.Case))
        {
            yield return new KnownFailure(failure.Name.Case, TextOf(failure, known), ReasonOf(failure, known));
        }
    }

    // A text that still fits stays: people shorten them to what matters.
    private static string TextOf(SpecResult result, KnownFailures known) =>
        result.Outcome == SpecOutcome.KnownFailure ? known.Find(result.Name)!.Text : result.Text;

    private static string ReasonOf(SpecResult result, KnownFailures known) => known.Find(result.Name)?.Reason ?? "";

    private static string MethodOf(KnownFailure failure)
    {
        var end = failure.Test.IndexOfAny(['(', '<']);
        return end < 0 ? failure.Test : failure.Test[..end];
    }
}
