// Writes docs/ef-conformance.md: what of EF Core's suite was run, what held as EF wrote it, what did not and why, and what was not derived.
// It counts methods: one passes when all its cases do.

using System.Globalization;

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal sealed class ConformanceReport
{
    private readonly SpecRun _run;
    private readonly TextWriter _writer;

    private ConformanceReport(SpecRun run, TextWriter writer) => (_run, _writer) = (run, writer);

    private enum MethodOutcome
    {
        Inherited,
        Overridden,
        Known,
        Failed,
        Skipped,
    }

    private sealed record MethodResult(Type BaseType, string Method, MethodOutcome Outcome, string Reason);

    public static void Write(SpecRun run, string path)
    {
        using var writer = new StreamWriter(path);
        writer.NewLine = "\n";
        new ConformanceReport(run, writer).Write();
    }

    private void Write()
    {
        var methods = _run.Results.Where(r => r.IsOfSuite).GroupBy(r => r.Name.Method).Select(Judge).ToList();
        var ran = methods.Where(m => m.Outcome != MethodOutcome.Skipped).ToList();
        var derived = BaseTypes.All.Count(BaseTypes.IsDerived);

        _writer.WriteLine("# How close to EF Core");
        _writer.WriteLine();
        _writer.WriteLine("EF Core judges its providers by a suite of its own. [test/EFCore.Dyno.SpecificationTests](../test/EFCore.Dyno.SpecificationTests) runs it on the embedded engine.");
        _writer.WriteLine("A test that does not hold is not skipped: [a file](../test/EFCore.Dyno.SpecificationTests/KnownFailures) says what it fails with today and why, and the run fails when it fails");
        _writer.WriteLine("otherwise or holds. This page is written by `./eng/spec.sh`; it counts methods, and a method counts as passed when all its cases pass.");
        _writer.WriteLine();
        _writer.WriteLine("| | |");
        _writer.WriteLine("|---|---|");
        Row($"Base types of Microsoft.EntityFrameworkCore.Specification.Tests {Version()}", $"{derived} derived of {BaseTypes.All.Count}");
        Row("Base types of the relational suite, derived beside them", Text(BaseTypes.Relational.Count));
        Row("Methods run", Text(ran.Count));
        Row("Passed as inherited", string.Create(
            CultureInfo.InvariantCulture, $"{Text(Count(ran, MethodOutcome.Inherited))} ({100.0 * Count(ran, MethodOutcome.Inherited) / Math.Max(1, ran.Count):F1} %)"));
        Row("Passed with an expectation of our own", Text(Count(ran, MethodOutcome.Overridden)));
        Row("Known failures", Text(Count(ran, MethodOutcome.Known)));
        if (Count(ran, MethodOutcome.Failed) > 0)
        {
            Row("Failed", Text(Count(ran, MethodOutcome.Failed)));
        }

        Row("Skipped by EF itself", Text(methods.Count - ran.Count));
        Others();
        Reasons(ran);
        Table(methods);
        NotDerived();
    }

    private void Others()
    {
        _writer.WriteLine();
        _writer.WriteLine("## Others");
        _writer.WriteLine();
        _writer.WriteLine("What other providers of version 10.0 derive and pass as inherited in their own repositories, counted before this provider was begun:");
        _writer.WriteLine();
        _writer.WriteLine("| Provider | Base types derived | Methods run | Passed as inherited |");
        _writer.WriteLine("|---|---|---|---|");
        Row("EF Core's in-memory provider", "120", "10,263", "95 %");
        Row("Azure Cosmos DB", "71", "3,470", "64.5 %");
        Row("MongoDB", "27", "2,285", "51.9 %");
        Row("The other provider for DynamoDB", "51", "1,581", "43.0 %");
    }

    private void Reasons(List<MethodResult> ran)
    {
        _writer.WriteLine();
        _writer.WriteLine("## Why what fails fails");
        _writer.WriteLine();
        _writer.WriteLine("| Methods | Reason |");
        _writer.WriteLine("|---|---|");
        foreach (var reason in ran.Where(m => m.Outcome == MethodOutcome.Known).GroupBy(m => m.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            Row(Text(reason.Count()), reason.Key);
        }
    }

    private void Table(List<MethodResult> methods)
    {
        _writer.WriteLine();
        _writer.WriteLine("## By base type");
        _writer.WriteLine();
        _writer.WriteLine("| Base type | Run | As inherited | Own expectation | Known failures | Skipped by EF |");
        _writer.WriteLine("|---|---|---|---|---|---|");
        foreach (var type in methods.GroupBy(m => m.BaseType).OrderBy(g => BaseTypes.NameOf(g.Key), StringComparer.Ordinal))
        {
            var skipped = Count(type, MethodOutcome.Skipped);
            Row(
                BaseTypes.NameOf(type.Key),
                Text(type.Count() - skipped),
                Text(Count(type, MethodOutcome.Inherited)),
                Text(Count(type, MethodOutcome.Overridden)),
                Text(Count(type, MethodOutcome.Known)),
                Text(skipped));
        }
    }

    private void NotDerived()
    {
        _writer.WriteLine();
        _writer.WriteLine("## Not derived");
        _writer.WriteLine();
        _writer.WriteLine("| Base type | Why |");
        _writer.WriteLine("|---|---|");
        foreach (var type in BaseTypes.All.Where(t => !BaseTypes.IsDerived(t)))
        {
            Row(BaseTypes.NameOf(type), BaseTypes.NotDerived.GetValueOrDefault(type, ""));
        }
    }

    private MethodResult Judge(IEnumerable<SpecResult> cases)
    {
        var all = cases.ToList();
        var known = all.FirstOrDefault(c => c.Outcome == SpecOutcome.KnownFailure);
        var outcome = all.Any(c => c.Outcome == SpecOutcome.Failed) ? MethodOutcome.Failed
            : known is not null ? MethodOutcome.Known
            : all.All(c => c.Outcome == SpecOutcome.Skipped) ? MethodOutcome.Skipped
            : all[0].IsInherited ? MethodOutcome.Inherited : MethodOutcome.Overridden;
        return new MethodResult(BaseTypes.NearestOf(all[0].TestClass), all[0].Name.Method, outcome, known is null ? "" : _run.Known.Find(known.Name)!.Reason);
    }

    private void Row(params string[] cells) => _writer.WriteLine("| " + string.Join(" | ", cells) + " |");

    private static int Count(IEnumerable<MethodResult> methods, MethodOutcome outcome) => methods.Count(m => m.Outcome == outcome);

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Version() => typeof(DbContext).Assembly.GetName().Version!.ToString(3);
}
