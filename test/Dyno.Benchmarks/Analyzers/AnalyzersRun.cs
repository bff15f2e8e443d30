// One run of the analyzers' suite: `Dyno.Benchmarks analyzers [--rounds=5] [--files=3000] [--entities=300] [--only=build|keys] [--docs]`. Prints the tables; with
// --docs also into docs/benchmarks.md, between its marks.

extern alias analyzers;

using System.Globalization;
using System.Text;
using analyzers::EFCore.Dyno.Analyzers;

namespace Dyno.Benchmarks.Analyzers;

internal static class AnalyzersRun
{
    private const int Projects = 3;
    private const double Goal = 0.05;
    private const string Begin = "<!-- what ./eng/bench.sh analyzers --docs wrote -->\n";
    private const string End = "<!-- end of what analyzers wrote -->";

    public static int Run(string[] arguments)
    {
        var (rounds, files, entities, only, docs) = (5, 3000, 300, "", false);
        foreach (var argument in arguments)
        {
            switch (argument.Split('=', 2))
            {
                case ["--rounds", var value]:
                    rounds = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case ["--files", var value]:
                    files = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case ["--entities", var value]:
                    entities = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case ["--only", var value]:
                    only = value;
                    break;
                case ["--docs"]:
                    docs = true;
                    break;
                default:
                    Console.Error.WriteLine($"analyzers: {argument} is unknown");
                    return 2;
            }
        }

        var folder = Directory.CreateTempSubdirectory("dyno-benchmarks-").FullName;
        try
        {
            var text = Run(new GeneratedSolution(Projects, entities, files), folder, rounds, files, entities, only);
            if (docs)
            {
                Documentation.Write(Begin, End, $"\n{text}\n");
            }

            Console.WriteLine(text);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(GeneratedSolution solution, string folder, int rounds, int files, int entities, string only)
    {
        string[] references =
        [
            .. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(f => Path.GetFileName(f) is "EFCore.Dyno.dll" or "Dyno.Core.dll"
                or "Microsoft.EntityFrameworkCore.dll" or "Microsoft.EntityFrameworkCore.Abstractions.dll"),
        ];
        solution.Write(folder, references, typeof(DynoAnalyzer).Assembly.Location);
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{files:N0} files in {Projects} projects, {entities:N0} entity types, {solution.Queries:N0} queries; {Environment.ProcessorCount} cores; load average {load} when it began.");
        if (only is "" or "build")
        {
            Builds(text, solution.SolutionIn(folder), rounds);
        }

        if (only is "" or "keys")
        {
            Keys(text, new Keystrokes(solution, references));
        }

        return text.ToString();
    }

    private static void Builds(StringBuilder text, string solution, int rounds)
    {
        var builds = new BuildTimes(solution);
        var (with, without) = builds.Compare(rounds);
        var (all, dyno) = builds.Report();
        text.AppendLine().AppendLine("| the compiler, on all projects | with the analyzers | without | more | goal | |").AppendLine("|---|---|---|---|---|---|");
        Row(text, $"wall time, median of {rounds} in turn", [.. with.Select(c => c.Wall)], [.. without.Select(c => c.Wall)]);
        Row(text, "time of all processors", [.. with.Select(c => c.Processors)], [.. without.Select(c => c.Processors)]);
        text.AppendLine().AppendLine(
            CultureInfo.InvariantCulture,
            $"By `-reportanalyzer` all analyzers and generators worked for {all:F1} s over all threads, these for {dyno:F2} s of them ({dyno / all:P0}).");
    }

    private static void Row(StringBuilder text, string name, List<double> with, List<double> without)
    {
        var more = Median(with) / Median(without) - 1;
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {name} | {Median(with):F1} s ({with.Min():F1} – {with.Max():F1}) | {Median(without):F1} s ({without.Min():F1} – {without.Max():F1}) | {more:P1} | < {Goal:P0} | {(more < Goal ? "held" : "missed")} |");
    }

    private static void Keys(StringBuilder text, Keystrokes keys)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| a key, in a project of {keys.Files:N0} files | the compiler's own diagnostics | an analyzer that does nothing | the SDK's {SdkAnalyzers.All.Length} analyzers | these |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var (name, costs) in new[] { ("in a file of eight queries", keys.InQueries()), ("in a context with 25 entity types", keys.InContext()) })
        {
            text.AppendLine($"| {name} | {Cell(costs.Compiler)} | {Cell(costs.Empty)} | {Cell(costs.Sdk)} | {Cell(costs.Dyno)} |");
        }
    }

    private static string Cell(Keystroke key) => string.Create(CultureInfo.InvariantCulture, $"{key.Milliseconds:F1} ms, {key.Kilobytes:N0} KB");

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
