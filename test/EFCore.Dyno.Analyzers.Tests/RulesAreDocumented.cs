// Every rule has a page, an entry in the release tracking files and a line in the table of analyzers/README.md, and there are no others.
// DYNO_UPDATE_BASELINES=1 writes the table.

using System.Text.RegularExpressions;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests;

public class RulesAreDocumented
{
    private const string Begin = "<!-- rules: written by RulesAreDocumented -->\n";
    private const string End = "<!-- /rules -->";

    internal static readonly string Root = FindRoot();

    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(d => d.Id)];

    [Fact]
    public void An_id_is_used_once() => Assert.Equal(AllRules.Descriptors.Length, AllRules.Descriptors.Select(d => d.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_links_to_a_page_that_begins_with_its_title(string id)
    {
        var rule = AllRules.Descriptors.Single(d => d.Id == id);
        Assert.Equal($"analyzers/rules/{id}.md", rule.HelpLinkUri);
        Assert.Equal($"# {id}: {rule.Title}", File.ReadLines(Path.Combine(Root, rule.HelpLinkUri)).First());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_tells_of_the_fix_or_why_there_is_none(string id) => Assert.Contains("code fix", PageOf(id), StringComparison.OrdinalIgnoreCase);

    /// <summary>The tests of fixes name the rule that they fix: what a page says of a fix is seen there.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fix_that_a_page_tells_of_has_its_test(string id)
    {
        var tests = Directory.GetFiles(Path.Combine(Root, "test", "EFCore.Dyno.Analyzers.Tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Where(t => t.Contains("FixHarness.Verify", StringComparison.Ordinal) || t.Contains("VerifyFixAsync", StringComparison.Ordinal));
        Assert.Equal(HasFix(PageOf(id)), tests.Any(t => t.Contains(id, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_tracked_as_released(string id)
    {
        var rule = AllRules.Descriptors.Single(d => d.Id == id);
        string[] files = ["Shipped", "Unshipped"];
        var entries = files.SelectMany(f => File.ReadLines(Path.Combine(Root, "analyzers", "EFCore.Dyno.Analyzers", $"AnalyzerReleases.{f}.md")))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Where(c => c[0] == id);
        var entry = Assert.Single(entries);
        Assert.Equal([rule.Category, rule.DefaultSeverity.ToString()], entry[1..3]);
    }

    [Fact]
    public void There_are_no_other_pages()
    {
        var pages = Directory.GetFiles(Path.Combine(Root, "analyzers", "rules"), "DYNO*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(pages.Except(AllRules.Descriptors.Select(d => d.Id)));
    }

    [Fact]
    public void The_table_has_every_rule()
    {
        var path = Path.Combine(Root, "analyzers", "README.md");
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("DYNO_UPDATE_BASELINES") == "1")
        {
            File.WriteAllText(path, text[..begin] + Table() + text[end..]);
            return;
        }

        Assert.Equal(Table(), text[begin..end]);
    }

    private static string Table() =>
        $"\n| Rule | Says | Category | Severity | Fix |\n|---|---|---|---|---|\n{string.Concat(AllRules.Descriptors.OrderBy(d => d.Id, StringComparer.Ordinal).Select(Line))}\n";

    private static string Line(DiagnosticDescriptor rule) =>
        $"| [{rule.Id}](rules/{rule.Id}.md) | {Regex.Replace(rule.Title.ToString(null), @"[|<>]", @"\$0")} | {rule.Category} | {Severity(rule)} | {(HasFix(PageOf(rule.Id)) ? "yes" : "")} |\n";

    // A page tells of the rule's fix, or why there is none.
    private static bool HasFix(string page) => !page.Contains("No code fix: ", StringComparison.Ordinal);

    private static string PageOf(string id) => File.ReadAllText(Path.Combine(Root, "analyzers", "rules", id + ".md"));

    private static string Severity(DiagnosticDescriptor rule) =>
        (rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "off").ToLowerInvariant();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "EFCore.Dyno.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
