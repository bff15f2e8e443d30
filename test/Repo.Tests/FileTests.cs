// House rules for source files: a head that says what the file is for, and a size that fits a head.

namespace Repo.Tests;

public class FileTests
{
    private const int MaxLines = 500;

    // A file that is long for a reason gives it in its head.
    private const string LongBecause = "// Long because";

    private static IEnumerable<string> Sources => Repository.Files("*.cs");

    [Fact]
    public void Every_source_file_begins_with_what_it_is_for()
    {
        var offenders = Sources.Where(f => !File.ReadLines(f).First().TrimStart('\uFEFF').StartsWith("// ", StringComparison.Ordinal));
        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [Fact]
    public void A_long_source_file_says_why()
    {
        var offenders = Sources
            .Where(f => File.ReadLines(f).Count() > MaxLines)
            .Where(f => !File.ReadLines(f).Take(20).Any(l => l.StartsWith(LongBecause, StringComparison.Ordinal)));
        Assert.Empty(offenders.Select(Repository.Relative));
    }

    [Fact]
    public void No_source_file_has_tabs_or_unfinished_business()
    {
        // Put together, so that this file does not find itself.
        string[] unwanted = ["\t", "TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var offenders = Sources
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (File: f, Line: i + 1, Text: line)))
            .Where(l => unwanted.Any(u => l.Text.Contains(u, StringComparison.Ordinal)))
            .Select(l => $"{Repository.Relative(l.File)}:{l.Line}");
        Assert.Empty(offenders);
    }
}
