// Runs `dotnet build` with review.targets in every project, so that the compiler itself judges and logs; nothing is analyzed a second way. The logs go to
// a folder of their own, which is deleted.

using System.Diagnostics;
using System.Text.Json;

namespace Dyno.Cli.Review;

/// <param name="Findings">What the analyzers say, unsorted and with repetitions.</param>
/// <param name="Errors">Why the build failed; empty where it did not, or only by rules of the analyzers.</param>
/// <param name="IsWhole">The whole build ran: none of its projects failed.</param>
internal sealed record BuildOutcome(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Errors, bool IsWhole);

internal static class ReviewBuild
{
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);

    /// <param name="path">A solution or project.</param>
    /// <param name="progress">Is told each line that says which project was built.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    public static async Task<BuildOutcome> RunAsync(string path, Action<string> progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("dyno-review-").FullName + Path.DirectorySeparatorChar;
        try
        {
            await File.WriteAllTextAsync(folder + "review.globalconfig", KnownRules.Configuration(), cancellationToken);
            await using (var targets = File.Create(folder + "review.targets"))
            {
                await typeof(ReviewBuild).Assembly.GetManifestResourceStream("review.targets")!.CopyToAsync(targets, cancellationToken);
            }

            var lines = new List<string>();
            var exitCode = await BuildAsync(path, folder, lines, progress, cancellationToken);
            var errors = exitCode == 0 ? [] : Errors(lines);
            return new BuildOutcome(Read(folder), errors, exitCode == 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> BuildAsync(string path, string folder, List<string> lines, Action<string> progress, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(path)!,
        };

        // A build server that outlived the build would keep its output open.
        string[] arguments =
        [
            "build", path, "--no-incremental", "--nologo", "-verbosity:minimal", "-consoleLoggerParameters:NoSummary", "-terminalLogger:off", "-nodeReuse:false",
            "-property:TreatWarningsAsErrors=false",
            "-property:CodeAnalysisTreatWarningsAsErrors=false",
            "-property:DynoReviewFolder=" + folder,
            "-property:DynoReviewAnalyzer=" + Path.Combine(AppContext.BaseDirectory, "analyzers", "EFCore.Dyno.Analyzers.dll"),
            "-property:CustomAfterMicrosoftCSharpTargets=" + folder + "review.targets",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Where this runs under a build or test of its own, that one's SDK would be found instead of the solution's.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = CopyAsync(process.StandardOutput, lines, progress);
        var error = CopyAsync(process.StandardError, lines, progress);
        await ExitOf(process);
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(LastLines, CancellationToken.None));
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    // WaitForExitAsync would wait for the ends of the streams too, which a server that the build started may hold open.
    private static async Task ExitOf(Process process)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (!process.HasExited)
        {
            await exited.Task;
        }
    }

    private static async Task CopyAsync(StreamReader reader, List<string> lines, Action<string> progress)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
            }

            if (line.Contains(" -> ", StringComparison.Ordinal))
            {
                progress(line.Trim());
            }
        }
    }

    // Those of the analyzers are findings. A failure that says nothing has its last lines for a reason.
    private static List<string> Errors(List<string> lines)
    {
        lock (lines)
        {
            var all = lines.Where(l => l.Contains(": error ", StringComparison.Ordinal) || l.Contains("error MSB", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct().ToList();
            return all.Count > 0 ? [.. all.Where(l => !l.Contains(": error DYNO", StringComparison.Ordinal))] : [.. lines.TakeLast(10)];
        }
    }

    /// <summary>What the logs of a folder have. One that breaks off is of a compiler that failed, which the build tells.</summary>
    internal static List<Finding> Read(string folder)
    {
        var findings = new List<Finding>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.sarif"))
        {
            using var log = File.OpenRead(file);
            try
            {
                findings.AddRange(SarifLog.Read(log, Chosen(Path.ChangeExtension(file, ".configurations"))));
            }
            catch (JsonException)
            {
            }
        }

        return findings;
    }

    // review.targets writes which files the compiler read.
    private static ChosenSeverities Chosen(string list) => !File.Exists(list)
        ? ChosenSeverities.None
        : new([.. File.ReadLines(list).Where(File.Exists).Select(f => (f, File.ReadAllText(f)))]);
}
