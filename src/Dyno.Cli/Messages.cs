// What the command says.

using Dyno.Cli.Review;
using Dyno.Engine;

namespace Dyno.Cli;

internal static class Messages
{
    public const string Memory = "memory";

    public const string CredentialsShape = "--credentials takes ACCESS_KEY_ID:SECRET_KEY.";

    public static string NoAddress(string host) => $"--host takes an IP address such as 127.0.0.1 or 0.0.0.0, not '{host}'.";

    public static string PortTaken(int port) => $"Another program listens on port {port}: choose another with --port, or take a free one with --port 0.";

    public static string Serving(string data, Uri endpoint) => $"Serving {data} at {endpoint}. Stop with Ctrl+C.";

    public static string Checking(CheckProgress progress) =>
        $"Checking: {progress.Rows:N0} of about {progress.TotalRows:N0} rows ({100 * progress.Rows / Math.Max(1, progress.TotalRows)} %)";

    public static string Checked(string path, CheckReport report, TimeSpan time)
    {
        var more = report.FaultCount - report.Faults.Count;
        var found = report.FaultCount == 0
            ? "nothing is wrong"
            : Count(report.FaultCount, "fault") + (more > 0 ? $", {more:N0} of them not listed" : "");
        return $"{path}: {found}. Read in {time.TotalSeconds:N1} s: {Count(report.Tables, "table")}, {Count(report.Items, "item")}, "
            + $"{report.IndexEntries:N0} index entries, {Count(report.JournalRecords, "journal record")}.";
    }

    public const string ReviewIsPartial =
        "Some projects do not compile because rules of the analyzers are errors there: projects that reference them were not reviewed.";

    public static string NothingToReview(string path) => $"'{path}' is no solution or project, and no folder with exactly one of them.";

    public static string Building(int projects, string last) => projects == 0 ? "Building..." : $"Building: {projects} built, {last}";

    public static string BuildFailed(string path, IReadOnlyList<string> errors, int shown) =>
        $"'{path}' does not build, so there is nothing to review:\n  {string.Join("\n  ", errors.Take(shown))}"
        + (errors.Count > shown ? $"\n  and {errors.Count - shown} more" : "");

    public static string ReviewSummary(ReviewResult result) => result.Findings.Count == 0
        ? "Nothing was found."
        : $"{Count(result.Findings.Count, "finding")} in {Count(result.Findings.Select(f => f.File).Distinct().Count(), "file")}: "
            + string.Join(", ", Enum.GetValues<FindingSeverity>().Reverse().Where(s => result.Count(s) > 0).Select(s => Count(result.Count(s), s.ToString().ToLowerInvariant())))
            + ".";

    private static string Count(long count, string what) => count == 1 ? $"1 {what}" : $"{count:N0} {what}s";

    public static string NoContext(string path, string? name) => name is null
        ? $"'{path}' declares no DbContext that uses Dyno."
        : $"'{path}' declares no DbContext '{name}' that uses Dyno.";

    public static string SeveralContexts(string path, IEnumerable<string> names) =>
        $"'{path}' declares several contexts: choose one of {string.Join(", ", names)} with --context.";

    public static string ProviderTooOld(System.Reflection.AssemblyName provider) =>
        $"The application's {provider.Name} {provider.Version} cannot describe a model: use the version of this tool.";
}
