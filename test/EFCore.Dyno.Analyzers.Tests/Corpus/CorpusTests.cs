// The judges of the rules: uses of the provider as applications write them, of which no rule may say a word, and mistakes, each of which is found at its mark.

using System.Text;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Corpus;

public class CorpusTests
{
    private const int CasesOfEach = 200;
    private const int MarksOfARule = 4;

    public static TheoryData<string> Legitimate => [.. CorpusFile.Names("Legitimate*.txt")];

    public static TheoryData<string> Planted => [.. CorpusFile.Names("Planted*.txt")];

    [Theory]
    [MemberData(nameof(Legitimate))]
    public async Task Of_legitimate_uses_nothing_is_said(string file)
    {
        Assert.Empty(CorpusFile.Read(file).Where(c => c.Marks.Count > 0).Select(c => c.Title));
        var differences = await DifferencesAsync(file);
        Assert.True(differences.Length == 0, differences);
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task Every_planted_mistake_is_found_and_nothing_else(string file)
    {
        Assert.Empty(CorpusFile.Read(file).Where(c => c.Marks.Count == 0).Select(c => c.Title));
        var differences = await DifferencesAsync(file);
        Assert.True(differences.Length == 0, differences);
    }

    [Fact]
    public void There_are_enough_cases_and_each_is_another()
    {
        var legitimate = CorpusFile.Names("Legitimate*.txt").SelectMany(CorpusFile.Read).ToList();
        var planted = CorpusFile.Names("Planted*.txt").SelectMany(CorpusFile.Read).ToList();
        Assert.InRange(legitimate.Count, CasesOfEach, int.MaxValue);
        Assert.InRange(planted.Count, CasesOfEach, int.MaxValue);
        Assert.Empty(legitimate.Concat(planted).GroupBy(c => c.Title).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_rule_is_broken_several_times()
    {
        var marks = CorpusFile.Names("Planted*.txt").SelectMany(CorpusFile.Read).SelectMany(c => c.Marks.Select(m => m.Id).Distinct()).CountBy(id => id).ToDictionary();
        var rules = new DynoAnalyzer().SupportedDiagnostics.Where(d => d.DefaultSeverity != DiagnosticSeverity.Hidden).Select(d => d.Id).Distinct();
        Assert.Equal([], rules.Where(id => marks.GetValueOrDefault(id) < MarksOfARule));
    }

    // A line for each mark that nothing was said of, and for each finding without a mark.
    private static async Task<string> DifferencesAsync(string file)
    {
        CorpusCase[] cases = [.. CorpusFile.Before(file), .. CorpusFile.Read(file)];
        var compilation = AnalyzerHarness.Compile([.. cases.Select(c => c.Source)]);
        var found = (await AnalyzerHarness.DiagnosticsAsync(compilation))
            .Where(d => d.Severity != DiagnosticSeverity.Hidden)
            .Concat(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))
            .ToLookup(d => d.Location.SourceTree?.FilePath ?? "");

        var differences = new StringBuilder();
        for (var i = 0; i < cases.Length; i++)
        {
            var missing = cases[i].Marks.ToList();
            foreach (var diagnostic in found[$"Source{i}.cs"].OrderBy(d => d.Location.SourceSpan.Start))
            {
                var span = diagnostic.Location.SourceSpan;
                if (!missing.Remove(new(diagnostic.Id, span.Start, span.End)))
                {
                    Append(differences, cases[i], diagnostic.Id.StartsWith("DYNO", StringComparison.Ordinal) ? "false alarm" : "error", diagnostic.Id, span.Start, span.End, diagnostic.GetMessage(null));
                }
            }

            missing.ForEach(m => Append(differences, cases[i], "missed", m.Id, m.Start, m.End, ""));
        }

        foreach (var diagnostic in found[""])
        {
            differences.Append("nowhere: ").Append(diagnostic).Append('\n');
        }

        return differences.ToString();
    }

    private static void Append(StringBuilder differences, CorpusCase @case, string kind, string id, int start, int end, string message) =>
        differences.Append(kind).Append(' ').Append(id).Append(" in '").Append(@case.Title).Append("' at: ").Append(@case.Source.AsSpan()[start..end]).Append(' ').Append(message).Append('\n');
}
