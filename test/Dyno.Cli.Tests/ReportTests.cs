// The three forms of a report, from findings as the compiler logs them.

using System.Text;
using System.Text.Json;
using Dyno.Cli.Review;
using Spectre.Console;

namespace Dyno.Cli.Tests;

public class ReportTests
{
    private const string Log = """
        {
          "version": "2.1.0",
          "runs": [ {
            "results": [
              { "ruleId": "DYNO1001", "level": "warning", "message": { "text": "Reads [everything]." }, "locations": [ { "physicalLocation": {
                  "artifactLocation": { "uri": "file:///shop/a%20b/Queries.cs" }, "region": { "startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 9 } } } ] },
              { "ruleId": "DYNO1022", "level": "note", "message": { "text": "Query on 'ByCity'." }, "locations": [ { "physicalLocation": {
                  "artifactLocation": { "uri": "file:///shop/Other.cs" }, "region": { "startLine": 2 } } } ] },
              { "ruleId": "DYNO1001", "level": "error", "message": { "text": "Reads." }, "suppressions": [ { "kind": "inSource" } ], "locations": [ { "physicalLocation": {
                  "artifactLocation": { "uri": "file:///shop/Other.cs" }, "region": { "startLine": 2 } } } ] },
              { "ruleId": "CS0168", "level": "warning", "message": { "text": "Unused." } }
            ],
            "tool": { "driver": { "name": "compiler", "rules": [
              { "id": "DYNO1001", "shortDescription": { "text": "Query scans the table" }, "helpUri": "analyzers/rules/DYNO1001.md", "properties": { "category": "Performance" } },
              { "id": "IDE0028" }, { "id": "IDE0028" }
            ] } }
          } ]
        }
        """;

    [Fact]
    public void A_log_gives_what_the_analyzers_found_once()
    {
        var result = Result(FindingSeverity.Info, plans: true);
        Assert.Equal(
            new Finding("DYNO1001", "Query scans the table", "Performance", FindingSeverity.Warning, "Reads [everything].", "/shop/a b/Queries.cs", 7, 3, 7, 9, "analyzers/rules/DYNO1001.md"),
            Assert.Single(result.Findings));
        Assert.Equal("Query on 'ByCity'.", Assert.Single(result.Plans).Message);
        Assert.Empty(Result(FindingSeverity.Error, plans: false).Findings);
    }

    [Fact]
    public void The_report_in_SARIF_is_read_back_as_it_was()
    {
        var result = Result(FindingSeverity.Info, plans: true);
        using var document = JsonDocument.Parse(SarifLog.Write(result.Findings, result.Root));
        var run = document.RootElement.GetProperty("runs")[0];
        var place = run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("a%20b/Queries.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("file:///shop/", run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString());
        Assert.Equal(9, place.GetProperty("region").GetProperty("endColumn").GetInt32());
        Assert.Equal("Performance", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("properties").GetProperty("category").GetString());
    }

    [Fact]
    public void The_report_for_eyes_has_file_place_rule_message_and_sum()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 120;
        TerminalReport.Write(console, Result(FindingSeverity.Info, plans: true));
        string[] lines = [.. writer.ToString().Split('\n').Select(l => l.Trim())];
        Assert.Contains("a b/Queries.cs", lines);
        Assert.Contains(lines, l => l == "7:3 warning DYNO1001 Reads [everything].");
        Assert.Contains(lines, l => l == "2:1 plan DYNO1022 Query on 'ByCity'.");
        Assert.Contains("1 finding in 1 file: 1 warning.", lines);
    }

    [Fact]
    public void What_a_compiler_would_leave_out_or_stop_at_is_asked_for_below_what_the_application_says()
    {
        Assert.Contains("dotnet_diagnostic.DYNO1008.severity = suggestion\n", KnownRules.Configuration(), StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.DYNO1022.severity = suggestion\n", KnownRules.Configuration(), StringComparison.Ordinal);
        Assert.DoesNotContain("DYNO1001", KnownRules.Configuration(), StringComparison.Ordinal);
        Assert.Contains("global_level = -100\n", KnownRules.Configuration(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_breaks_off_has_no_findings()
    {
        var folder = Directory.CreateTempSubdirectory("dyno-review-test-").FullName;
        File.WriteAllText(Path.Combine(folder, "whole.sarif"), Log);
        File.WriteAllText(Path.Combine(folder, "broken.sarif"), Log[..^20]);
        Assert.Equal(2, ReviewBuild.Read(folder).Count);
        Directory.Delete(folder, recursive: true);
    }

    private static ReviewResult Result(FindingSeverity least, bool plans)
    {
        // Two targets of one project log the same.
        var found = SarifLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(Log)), ChosenSeverities.None).ToList();
        return new ReviewResult("/shop/Shop.sln", [.. found, .. found], least, plans);
    }
}
