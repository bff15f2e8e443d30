// Builds the generated solution with and without the analyzers, in turn in one run, and reads from the compiler how long each analyzer took.

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dyno.Benchmarks.Analyzers;

internal static partial class BuildTimes
{
    /// <summary>Wall times of whole builds, in seconds.</summary>
    public static (List<double> With, List<double> Without) Compare(string solution, int rounds)
    {
        Build(solution, "-restore");
        var (with, without) = (new List<double>(), new List<double>());

        // The first round warms up the compiler server.
        for (var round = 0; round <= rounds; round++)
        {
            // Who goes first changes, so that what the one leaves behind does not always help the other.
            var first = round % 2 == 0;
            var one = Timed(solution, first);
            var other = Timed(solution, !first);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"round {round}: {(first ? one : other):F1} s with the analyzers, {(first ? other : one):F1} s without"));
            if (round > 0)
            {
                with.Add(first ? one : other);
                without.Add(first ? other : one);
            }
        }

        return (with, without);
    }

    /// <summary>What <c>-p:ReportAnalyzer=true</c> tells: seconds of the analyzers' work over all threads and projects, and the share of these analyzers.</summary>
    public static (double All, double Dyno) Report(string solution)
    {
        var output = Build(solution, "-property:WithDyno=true", "-property:ReportAnalyzer=true", "-verbosity:detailed");
        var all = Total().Matches(output).Sum(m => double.Parse(m.Groups["seconds"].Value, CultureInfo.InvariantCulture));
        var dyno = Assembly().Matches(output).Sum(m => double.Parse(m.Groups["seconds"].Value.TrimStart('<'), CultureInfo.InvariantCulture));
        return (all, dyno);
    }

    private static double Timed(string solution, bool with)
    {
        var started = Stopwatch.GetTimestamp();
        Build(solution, $"-property:WithDyno={(with ? "true" : "false")}");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Build(string solution, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(solution)! };
        string[] arguments = ["msbuild", solution, "-nologo", "-target:Rebuild", "-maxCpuCount", "-nodeReuse:false", "-terminalLogger:off", "-verbosity:quiet", .. options];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"The generated solution does not build:\n{output}");
    }

    [GeneratedRegex(@"Total analyzer execution time: (?<seconds>[\d.]+) seconds")]
    private static partial Regex Total();

    // "      <0.001      1   EFCore.Dyno.Analyzers, Version=…"
    [GeneratedRegex(@"^\s*(?<seconds><?[\d.]+)\s+<?\d+\s+EFCore\.Dyno\.Analyzers, Version", RegexOptions.Multiline)]
    private static partial Regex Assembly();
}
