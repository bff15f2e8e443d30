// What the rules say of models that are legitimate: the sample, and every context of the provider's own tests. Each finding is true and stands here.

using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public class KnownModelsTests
{
    private const string TestUsings = "global using System.IO; global using System.Net.Http; global using System.Threading; global using Dyno; global using Xunit;";

    [Fact]
    public void The_sample_is_silent() => Assert.Empty(Judge("Coupons", Path.Combine(RulesAreDocumented.Root, "samples", "Coupons", "Model")));

    // All shipments of a day are one partition; indexes by a state of three values, twice, and by a category; two local indexes; and no index of the articles of a
    // supplier, nor of the lines of an article.
    [Fact]
    public void Of_the_providers_tests_only_what_is_true_is_said() => Assert.Equal(
        """
        DYNO2003 Warning RetailContext.cs: s => $"DAY#{s.Day:yyyy-MM-dd}"
        DYNO2010 Info RetailContext.cs: HasLocalSecondaryIndex
        DYNO2010 Info ShopContext.cs: HasLocalSecondaryIndex
        DYNO2013 Info RetailContext.cs: HasGlobalSecondaryIndex
        DYNO2013 Warning RetailContext.cs: HasGlobalSecondaryIndex
        DYNO2013 Warning ShopContext.cs: HasGlobalSecondaryIndex
        DYNO2024 Info RetailContext.cs: HasOne
        """,
        string.Join('\n', Judge("EFCore.Dyno.Tests", Path.Combine(RulesAreDocumented.Root, "test", "EFCore.Dyno.Tests"))));

    private static List<string> Judge(string assembly, string folder)
    {
        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Compilation compilation = AnalyzerHarness.Compile(TestUsings).WithAssemblyName(assembly);
        compilation = compilation.AddSyntaxTrees(sources.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), new CSharpParseOptions(LanguageVersion.Preview), Path.GetFileName(f))));
        var facts = new Facts(compilation, WellKnown.In(compilation)!);
        var contexts = facts.Model.Contexts().ToList();
        Assert.Contains(contexts, c => c.IsKnown && c.Entities.Count > 2);
        return [.. contexts
            .SelectMany(c => AllRules.Models.SelectMany(r => r.Judge(c, facts)))
            .Where(d => d.Location.SourceTree is not null)
            .Select(d => $"{d.Id} {d.Severity} {Path.GetFileName(d.Location.SourceTree!.FilePath)}: {d.Location.SourceTree.GetText().ToString(d.Location.SourceSpan)}")
            .Distinct().Order(StringComparer.Ordinal)];
    }
}
