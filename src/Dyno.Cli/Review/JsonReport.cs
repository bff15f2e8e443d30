// The report as JSON: { solution, findings: [ … ], plans: [ … ], summary: { errors, warnings, infos, hints, files } }.

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dyno.Cli.Review;

internal static class JsonReport
{
    public static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ReviewResult result)
    {
        var report = new JsonObject
        {
            ["solution"] = result.Path,
            ["findings"] = new JsonArray([.. result.Findings.Select(f => Describe(f, result.Root))]),
            ["plans"] = new JsonArray([.. result.Plans.Select(f => Describe(f, result.Root))]),
            ["summary"] = new JsonObject
            {
                ["errors"] = result.Count(FindingSeverity.Error),
                ["warnings"] = result.Count(FindingSeverity.Warning),
                ["infos"] = result.Count(FindingSeverity.Info),
                ["hints"] = result.Count(FindingSeverity.Hint),
                ["files"] = result.Findings.Select(f => f.File).Distinct().Count(),
            },
        };
        return report.ToJsonString(Options) + "\n";
    }

    private static JsonObject Describe(Finding finding, string root) => new()
    {
        ["rule"] = finding.Id,
        ["title"] = finding.Title,
        ["category"] = finding.Category,
        ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
        ["message"] = finding.Message,
        ["file"] = Path.GetRelativePath(root, finding.File).Replace('\\', '/'),
        ["line"] = finding.Line,
        ["column"] = finding.Column,
        ["endLine"] = finding.EndLine,
        ["endColumn"] = finding.EndColumn,
        ["help"] = finding.Help,
    };
}
