// What the analyzers add to a build: the compiler's own command line for each project of the generated solution, as MSBuild would run it with and without the
// analyzers, run in turn in one run. MSBuild itself does the same on both sides, and is left out. Beside the wall time stands the time of all processors,
// which other work on the machine changes least.

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dyno.Benchmarks.Analyzers;

/// <param name="Wall">In seconds.</param>
/// <param name="Processors">Seconds of all threads.</param>
internal readonly record struct Compilation(double Wall, double Processors);

internal sealed partial class BuildTimes
{
    private readonly List<(string Folder, string With, string Without)> _projects = [];
    private readonly string _compiler;

    /// <summary>Asks MSBuild how it would compile each project.</summary>
    public BuildTimes(string solution)
    {
        Run("dotnet", Path.GetDirectoryName(solution)!, "restore", solution, "--verbosity", "quiet");
        _compiler = "";
        foreach (var project in Directory.GetFiles(Path.GetDirectoryName(solution)!, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(project)!;
            var (with, compiler) = CommandLine(project, true);
            _projects.Add((folder, with, CommandLine(project, false).File));
            _compiler = compiler;
        }
    }

    /// <summary>All projects, one after the other, with and without the analyzers in turn.</summary>
    public (List<Compilation> With, List<Compilation> Without) Compare(int rounds)
    {
        var (with, without) = (new List<Compilation>(), new List<Compilation>());
        for (var round = 1; round <= rounds; round++)
        {
            // Who goes first changes, so that what the one leaves behind does not always help the other.
            foreach (var side in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var all = _projects.Select(p => Compile(p.Folder, side ? p.With : p.Without, out _)).ToList();
                (side ? with : without).Add(new Compilation(all.Sum(c => c.Wall), all.Sum(c => c.Processors)));
            }

            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {with[^1].Wall:F1} s ({with[^1].Processors:F1} s of processors) with the analyzers, {without[^1].Wall:F1} s ({without[^1].Processors:F1} s) without"));
        }

        return (with, without);
    }

    /// <summary>What the compiler's <c>-reportanalyzer</c> tells: seconds of the analyzers' work over all threads and projects, and the share of these analyzers.</summary>
    public (double All, double Dyno) Report()
    {
        var (all, dyno) = (0.0, 0.0);
        foreach (var project in _projects)
        {
            Compile(project.Folder, project.With, out var output, "-reportanalyzer");
            all += Total().Matches(output).Sum(m => double.Parse(m.Groups["seconds"].Value, CultureInfo.InvariantCulture));
            dyno += Assembly().Matches(output).Sum(m => double.Parse(m.Groups["seconds"].Value.TrimStart('<'), CultureInfo.InvariantCulture));
        }

        return (all, dyno);
    }

    private Compilation Compile(string folder, string arguments, out string output, string more = "")
    {
        output = Run("bash", folder, "-c", $"TIMEFORMAT='took %R %U %S'; time dotnet \"{_compiler}\" /noconfig {more} \"@{arguments}\" 2>&1", "compile");
        var took = Took().Match(output);
        double Seconds(string part) => double.Parse(took.Groups[part].Value, CultureInfo.InvariantCulture);
        return new Compilation(Seconds("wall"), Seconds("user") + Seconds("system"));
    }

    private static (string File, string Compiler) CommandLine(string project, bool with)
    {
        var text = Run(
            "dotnet", Path.GetDirectoryName(project)!, "msbuild", project, "-nologo", "-target:Compile", "-nodeReuse:false", $"-property:WithDyno={(with ? "true" : "false")}",
            "-property:ProvideCommandLineArgs=true", "-property:SkipCompilerExecution=true", "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath");
        using var told = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]);
        var lines = told.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(a => a.GetProperty("Identity").GetString()!)
            .Where(a => a is not "/noconfig").Select(a => a.Contains(' ', StringComparison.Ordinal) && !a.Contains('"', StringComparison.Ordinal) ? $"\"{a}\"" : a);
        var file = project + (with ? ".with.rsp" : ".without.rsp");
        File.WriteAllLines(file, lines);
        return (file, Path.Combine(told.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll"));
    }

    private static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output += errors.Result;
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"The generated solution does not build:\n{output}");
    }

    [GeneratedRegex(@"took (?<wall>[\d.]+) (?<user>[\d.]+) (?<system>[\d.]+)")]
    private static partial Regex Took();

    [GeneratedRegex(@"Total (?:analyzer|generator) execution time: (?<seconds>[\d.]+) seconds")]
    private static partial Regex Total();

    // "      <0.001      1   EFCore.Dyno.Analyzers, Version=…"
    [GeneratedRegex(@"^\s*(?<seconds><?[\d.]+)\s+<?\d+\s+EFCore\.Dyno\.Analyzers, Version", RegexOptions.Multiline)]
    private static partial Regex Assembly();
}
