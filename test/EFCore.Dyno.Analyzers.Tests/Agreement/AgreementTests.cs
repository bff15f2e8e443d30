// The verdict in the editor is the plan at run time: every query of the catalogue (test/EFCore.Dyno.Tests/Query/Catalogue) is read from its source by the analyzer, and where the analyzer speaks its access
// path and key condition are those that the golden file of the real provider has.

using System.Runtime.CompilerServices;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Xunit.Abstractions;

namespace EFCore.Dyno.Analyzers.Tests.Agreement;

public partial class AgreementTests(ITestOutputHelper output)
{
    private const string Frame = """
        global using Xunit;

        namespace EFCore.Dyno.Tests.Query.Catalogue;

        public sealed partial class CatalogueTests
        {
            private void Run(string file, Action<RetailContext> queries) { }
            private void Query<T>(string title, IQueryable<T> query) { }
        }
        """;

    /// <param name="file">A part of the catalogue.</param>
    /// <param name="least">How many of its queries the analyzer has something to say of, at least.</param>
    [Theory]
    [InlineData("Shop", 34)]
    [InlineData("Trade", 50)]
    [InlineData("Coupons", 44)]
    public void The_analyzer_and_the_provider_choose_the_same_path(string file, int least)
    {
        var folder = Path.Combine(Folder(), "..", "..", "EFCore.Dyno.Tests", "Query", "Catalogue");
        var plans = Goldens(File.ReadAllLines(Path.Combine(folder, file + ".golden.txt")));
        var compilation = AnalyzerHarness.Compile(
            Frame, File.ReadAllText(Path.Combine(folder, "RetailContext.cs")), File.ReadAllText(Path.Combine(folder, $"CatalogueTests.{file}.cs")));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));

        var facts = new Facts(compilation, WellKnown.In(compilation)!);
        var tree = compilation.SyntaxTrees.Last();
        var model = compilation.GetSemanticModel(tree);
        var spoken = 0;
        var differences = new List<string>();
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.Expression is IdentifierNameSyntax { Identifier.Text: "Query" }))
        {
            var operation = (IInvocationOperation)model.GetOperation(call)!;
            var title = (string)operation.Arguments[0].Value.ConstantValue.Value!;
            var use = new QueryReader(facts).Read(operation.Arguments[1].Value) is { } query ? QueryUse.Of(facts, query, call.GetLocation(), _ => { }) : null;
            var expected = plans[title];
            var lines = (use is { MayReadCollection: false } ? use.Plan : null)?.ToString().Split('\n').Select(l => l.TrimEnd('\r')).ToList();
            output.WriteLine($"{title}: {lines?[0] ?? "silent"}");
            if (lines is null)
            {
                continue;
            }

            spoken++;
            if (lines[0] != expected.Access || Key(lines) != expected.Key)
            {
                differences.Add($"{title}: the provider has '{expected.Access}' '{expected.Key}', the analyzer '{lines[0]}' '{Key(lines)}'");
            }
        }

        output.WriteLine($"spoke of {spoken} of {plans.Count}");
        Assert.Empty(differences);
        Assert.True(spoken >= least, $"The analyzer spoke of {spoken} of {plans.Count} queries.");
    }

    private static Dictionary<string, (string Access, string Key)> Goldens(string[] lines)
    {
        var plans = new Dictionary<string, (string, string)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("# ", StringComparison.Ordinal))
            {
                var block = lines.Skip(i + 1).TakeWhile(l => l.Length > 0).ToList();
                var first = block.FindIndex(l => Access().IsMatch(l));
                plans.Add(lines[i][2..], (Access().Match(block[first]).Value, Key([.. block.Skip(first)])));
            }
        }

        return plans;
    }

    // Behind the words of a set operation, whose first rows these are.
    [System.Text.RegularExpressions.GeneratedRegex(@"(GetItem|BatchGetItem|Query|Scan) \S+")]
    private static partial System.Text.RegularExpressions.Regex Access();

    // The condition on the key, without the names of parameters: these are the compiler's in one and EF's in the other.
    private static string Key(IReadOnlyList<string> plan)
    {
        var key = plan.Skip(1).FirstOrDefault(l => !l.TrimStart().StartsWith("keys", StringComparison.Ordinal)) is { } line && line.TrimStart().StartsWith("key: ", StringComparison.Ordinal) ? line : "";
        return System.Text.RegularExpressions.Regex.Replace(key.Trim(), "@[A-Za-z_0-9]+", "@");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
