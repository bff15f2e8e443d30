// Reads what the compiler writes with ErrorLog, and writes a report in the same format: SARIF 2.1.0
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), of which only what a finding needs is looked at.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dyno.Cli.Review;

internal static class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The findings of the DYNO rules in a log, without those that the application suppresses, and as severe as it wants them.</summary>
    public static IEnumerable<Finding> Read(Stream log, ChosenSeverities chosen)
    {
        using var document = JsonDocument.Parse(log);
        var found = new List<Finding>();
        foreach (var run in document.RootElement.GetProperty("runs").EnumerateArray())
        {
            var rules = Rules(run);
            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                if (result.GetProperty("ruleId").GetString() is { } id && id.StartsWith("DYNO", StringComparison.Ordinal)
                    && !(result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0)
                    && ReadResult(id, result, rules.GetValueOrDefault(id), chosen) is { } finding)
                {
                    found.Add(finding);
                }
            }
        }

        return found;
    }

    public static string Write(IEnumerable<Finding> findings, string root)
    {
        var all = findings.ToList();
        var rules = all.GroupBy(f => f.Id).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new JsonObject
        {
            ["id"] = g.Key,
            ["shortDescription"] = new JsonObject { ["text"] = g.First().Title },
            ["helpUri"] = g.First().Help,
            ["properties"] = new JsonObject { ["category"] = g.First().Category },
        });
        var results = all.Select(f => new JsonObject
        {
            ["ruleId"] = f.Id,
            ["level"] = Level(f.Severity),
            ["message"] = new JsonObject { ["text"] = f.Message },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = RelativeUri(root, f.File), ["uriBaseId"] = "SRCROOT" },
                    ["region"] = new JsonObject
                    {
                        ["startLine"] = f.Line,
                        ["startColumn"] = f.Column,
                        ["endLine"] = f.EndLine,
                        ["endColumn"] = f.EndColumn,
                    },
                },
            }),
        });
        var log = new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "EFCore.Dyno", ["rules"] = new JsonArray([.. rules]) } },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject { ["SRCROOT"] = new JsonObject { ["uri"] = new Uri(Path.Join(root, "x")).AbsoluteUri[..^1] } },
                ["results"] = new JsonArray([.. results]),
            }),
        };
        return log.ToJsonString(JsonReport.Options) + "\n";
    }

    // A log names a rule twice where two descriptors have its id.
    private static Dictionary<string, JsonElement> Rules(JsonElement run)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (run.GetProperty("tool").GetProperty("driver").TryGetProperty("rules", out var rules))
        {
            foreach (var rule in rules.EnumerateArray())
            {
                found.TryAdd(rule.GetProperty("id").GetString()!, rule);
            }
        }

        return found;
    }

    private static Finding? ReadResult(string id, JsonElement result, JsonElement rule, ChosenSeverities chosen)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return null;
        }

        var place = locations[0].GetProperty("physicalLocation");
        var region = place.GetProperty("region");
        var line = region.GetProperty("startLine").GetInt32();
        var column = Number(region, "startColumn", 1);
        var file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        var category = rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("properties", out var properties)
            && properties.TryGetProperty("category", out var said) ? said.GetString()! : "";
        if (SeverityOf(id, category, file, result, chosen) is not { } severity)
        {
            return null;
        }

        return new Finding(
            id,
            Text(rule, "shortDescription") ?? id,
            category,
            severity,
            Text(result, "message") ?? "",
            file,
            line,
            column,
            Number(region, "endLine", line),
            Number(region, "endColumn", column),
            rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("helpUri", out var help) ? help.GetString()! : "");
    }

    // KnownRules.Configuration shows hints and errors as notes: these have the rule's own severity again, where the application made nothing else of it. Null for
    // what it does not want to see.
    private static FindingSeverity? SeverityOf(string id, string category, string file, JsonElement result, ChosenSeverities chosen)
    {
        var level = result.TryGetProperty("level", out var said) ? said.GetString() : "warning";
        return level switch
        {
            "error" => FindingSeverity.Error,
            "warning" => FindingSeverity.Warning,
            _ when chosen.TryGet(id, category, file, out var severity) => severity,
            _ => KnownRules.SeverityOf(id) is (FindingSeverity.Error or FindingSeverity.Hint) and var own ? own : FindingSeverity.Info,
        };
    }

    private static string? Text(JsonElement of, string property) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(property, out var message) && message.TryGetProperty("text", out var text)
            ? text.GetString()
            : null;

    private static int Number(JsonElement of, string property, int otherwise) => of.TryGetProperty(property, out var value) ? value.GetInt32() : otherwise;

    private static string RelativeUri(string root, string file) =>
        string.Join('/', Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));

    private static string Level(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "note",
    };
}
