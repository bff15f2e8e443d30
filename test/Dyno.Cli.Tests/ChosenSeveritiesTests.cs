// What an application said of a rule, by the files that its compilation was given: the nearest .editorconfig, its last section that matches, then global files.

using Dyno.Cli.Review;

namespace Dyno.Cli.Tests;

public class ChosenSeveritiesTests
{
    private const string Key = "dotnet_diagnostic.DYNO1008.severity = ";

    [Theory]
    [InlineData("*", "/shop/a/b.cs", true)]
    [InlineData("*.cs", "/shop/a/b.cs", true)]
    [InlineData("*.{cs,vb}", "/shop/a/b.vb", true)]
    [InlineData("*.{cs,vb}", "/shop/a/b.vbs", false)]
    [InlineData("b.cs", "/shop/a/b.cs", true)]
    [InlineData("b.cs", "/shop/ab.cs", false)]
    [InlineData("/b.cs", "/shop/a/b.cs", false)]
    [InlineData("a/*.cs", "/shop/a/b.cs", true)]
    [InlineData("a/*.cs", "/shop/a/c/b.cs", false)]
    [InlineData("a/**.cs", "/shop/a/c/b.cs", true)]
    [InlineData("**/c/?.cs", "/shop/a/c/b.cs", true)]
    [InlineData("part{1..12}.cs", "/shop/part11.cs", true)]
    [InlineData("part{1..12}.cs", "/shop/part13.cs", false)]
    [InlineData("[abc].cs", "/shop/b.cs", true)]
    [InlineData("[!abc].cs", "/shop/b.cs", false)]
    [InlineData("\\*.cs", "/shop/b.cs", false)]
    [InlineData("{a,b.cs", "/shop/b.cs", false)]
    [InlineData("*.cs", "/other/b.cs", false)]
    public void A_section_is_for_the_files_that_its_name_matches(string section, string file, bool isMatch) =>
        Assert.Equal(isMatch ? "Info" : "", Said(file, ("/shop/.editorconfig", $"[{section}]\n{Key}suggestion")));

    [Fact]
    public void The_nearest_file_and_its_last_section_go_first()
    {
        Assert.Equal("Warning", Said("/shop/a/b.cs", ("/shop/a/.editorconfig", $"[*]\n{Key}warning"), ("/shop/.editorconfig", $"[*]\n{Key}suggestion")));
        Assert.Equal("Info", Said("/shop/a/b.cs", ("/shop/a/.editorconfig", "[*.vb]\n" + Key + "warning"), ("/shop/.editorconfig", $"[*]\n{Key}suggestion")));
        Assert.Equal("", Said("/shop/a/b.cs", ("/shop/a/.editorconfig", "root = true"), ("/shop/.editorconfig", $"[*]\n{Key}suggestion")));
        Assert.Equal("Hint", Said("/shop/b.cs", ("/shop/.editorconfig", $"[*]\n{Key}suggestion\r\n[*.cs] ; these\n  {Key.ToUpperInvariant()}Silent # still\n")));
        Assert.Equal("", Said("/shop/b.cs", ("/shop/.editorconfig", Key + "suggestion")));
        Assert.Equal("nothing", Said("/shop/b.cs", ("/shop/.editorconfig", $"[*]\n{Key}none")));
        Assert.Equal("", Said("/shop/b.cs", ("/shop/.editorconfig", $"[*]\n{Key}default")));
    }

    [Fact]
    public void A_global_file_is_heard_where_no_other_speaks()
    {
        Assert.Equal("Info", Said("/shop/b.cs", ("/else/x.txt", "is_global = true\n" + Key + "suggestion")));
        Assert.Equal("Warning", Said("/shop/b.cs", ("/else/x.txt", "is_global = true\n" + Key + "suggestion"), ("/shop/.editorconfig", $"[*]\n{Key}warning")));
        Assert.Equal("Error", Said("/shop/b.cs", ("/else/x.txt", "is_global = true\n" + Key + "suggestion"), ("/shop/.globalconfig", Key + "error")));
        Assert.Equal("Hint", Said("/shop/b.cs", ("/else/x.txt", "is_global = true\nglobal_level = 101\n" + Key + "silent"), ("/shop/.globalconfig", Key + "error")));
        Assert.Equal("", Said("/shop/b.cs", ("/a/x.txt", "is_global = true\n" + Key + "suggestion"), ("/b/x.txt", "is_global = true\n" + Key + "warning")));
        Assert.Equal("Info", Said("/shop/b.cs", ("/else/x.txt", $"is_global = true\n{Key}error\n[/shop/b.cs]\n{Key}suggestion\n[/shop/c.cs]\n{Key}none")));
    }

    [Fact]
    public void A_category_and_all_rules_may_be_meant()
    {
        const string Many = "[*]\ndotnet_analyzer_diagnostic.severity = none\ndotnet_analyzer_diagnostic.category-Correctness.severity = warning\n";
        Assert.Equal("Warning", Said("/shop/b.cs", ("/shop/.editorconfig", Many)));
        Assert.Equal("Info", Said("/shop/b.cs", ("/shop/.editorconfig", Many + Key + "suggestion")));
        Assert.Equal("nothing", Said("/shop/b.cs", ("/shop/.editorconfig", Many.Replace("Correctness", "Design", StringComparison.Ordinal))));
    }

    private static string Said(string file, params (string, string)[] files) =>
        new ChosenSeverities(files).TryGet("DYNO1008", "Correctness", file, out var severity) ? severity?.ToString() ?? "nothing" : "";
}
