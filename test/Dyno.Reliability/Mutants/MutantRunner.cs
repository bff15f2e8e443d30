// Copies the sources, plants one bug at a time, builds, runs the scenario that must find it and says whether it did.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Dyno.Reliability.Mutants;

internal static class MutantRunner
{
    internal const string Role = "mutants";

    // A planted bug may hang what it is planted into.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // What is compiled, and what compiling it takes.
    internal static readonly string[] Copied = ["src", "test/Dyno.Reliability", "test/Dyno.Server.Tests/Fuzz", "eng", "Directory.Build.props", "Directory.Packages.props", "EFCore.Dyno.sln", "global.json", ".editorconfig"];

    internal const string Program = "test/Dyno.Reliability";

    // So that a row can be repeated, as far as threads allow.
    private const int Seed = 1;

    private const string Output = "bin/Release/net10.0";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    // words: those whose name or scenario contains one of them; none for all.
    internal static async Task<int> RunAsync(string[] words)
    {
        var mutants = MutantTable.All.Where(m => words.Length == 0 || words.Any(w => m.Name.Contains(w, StringComparison.Ordinal) || m.Scenario == w)).ToList();
        var root = FindRoot();
        var copy = Path.Combine(Path.GetTempPath(), $"dyno-mutants-{Guid.NewGuid():N}");
        var rows = new List<Row>();
        try
        {
            Copy(root, copy);
            Directory.CreateDirectory(Path.Combine(copy, "tmp"));
            if (await BuildAsync(copy, Program) is { } broken)
            {
                throw new InvalidOperationException($"The sources as they are do not build: {broken}");
            }

            foreach (var mutant in mutants)
            {
                var row = await TryAsync(copy, mutant);
                rows.Add(row);
                Console.WriteLine($"{(row.Caught ? "caught  " : "SURVIVED")} {mutant.Name} by {mutant.Scenario}, {row.Seconds:N0} s: {row.How}");
            }
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(root, "artifacts", "reliability"));
        await File.WriteAllTextAsync(Path.Combine(root, "artifacts", "reliability", "mutants.json"), JsonSerializer.Serialize(rows, Json));
        Console.WriteLine($"{rows.Count(r => r.Caught)} of {rows.Count} planted bugs were caught.");
        return rows.Count(r => !r.Caught);
    }

    private static async Task<Row> TryAsync(string copy, Mutant mutant)
    {
        var time = Stopwatch.StartNew();
        var sound = await File.ReadAllBytesAsync(AssemblyOf(copy, mutant));
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        Row Result(bool caught, string how) => new(mutant.Name, mutant.File, mutant.Scenario, mutant.Count, caught, how, time.Elapsed.TotalSeconds);
        try
        {
            foreach (var (name, text, replacement) in mutant.Edits)
            {
                var file = Path.Combine(copy, name);
                var source = await File.ReadAllTextAsync(file);
                sources.TryAdd(file, source);
                if (source.Split(text).Length != 2)
                {
                    return Result(false, "the text to be replaced does not stand there once: the entry is out of date");
                }

                await File.WriteAllTextAsync(file, source.Replace(text, replacement, StringComparison.Ordinal));
            }

            if (await BuildChangedAsync(copy, mutant) is { } broken)
            {
                return Result(false, $"it does not build: {broken}");
            }

            var (code, output) = await RunAsync(
                copy, "dotnet", $"{Program}/{Output}/Dyno.Reliability.dll", mutant.Scenario, "--count", Text(mutant.Count), "--seed", Text(Seed));
            await RestoreAsync(copy, mutant, sound);
            return Judge(mutant, code, output, Result);
        }
        finally
        {
            foreach (var (file, source) in sources)
            {
                await File.WriteAllTextAsync(file, source);
            }
        }
    }

    // Caught is what the scenario itself reports, in the words that it has for this: a run that ends in another way (an exception, a hang) shows nothing of it.
    private static Row Judge(Mutant mutant, int? code, List<string> output, Func<bool, string, Row> result)
    {
        var findings = new List<string>();
        foreach (var line in output)
        {
            if (line.Contains(": FOUND (seed ", StringComparison.Ordinal))
            {
                findings.Add(line);
            }
            else if (findings.Count > 0)
            {
                findings[^1] += " " + line;
            }
        }

        if (findings.Find(f => f.Contains(mutant.Finding, StringComparison.Ordinal)) is { } right)
        {
            return result(true, $"{findings.Count} findings: {Shorten(right)}");
        }

        return result(false, (findings.Count, code) switch
        {
            (not 0, _) => $"{findings.Count} findings, none with '{mutant.Finding}': {Shorten(findings[0])}",
            (_, null) => "it did not end in time",
            (_, 0) => $"{mutant.Count} ran and nothing was found",
            _ => $"it ended with {code} and without a finding: {Shorten(output.FindLast(l => l.Length > 0) ?? "")}",
        });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string AssemblyOf(string copy, Mutant mutant) => Path.Combine(copy, Program, Output, mutant.File.Split('/')[1] + ".dll");

    // For the next one, which may change another assembly.
    private static Task RestoreAsync(string copy, Mutant mutant, byte[] sound) => File.WriteAllBytesAsync(AssemblyOf(copy, mutant), sound);

    // Only what is changed: it looks the same from outside.
    private static async Task<string?> BuildChangedAsync(string copy, Mutant mutant)
    {
        var project = string.Join('/', mutant.File.Split('/')[..2]);
        if (await BuildAsync(copy, project, "--no-restore", "-p:BuildProjectReferences=false") is { } broken)
        {
            return broken;
        }

        var assembly = Path.GetFileName(project) + ".dll";
        if (project != Program)
        {
            File.Copy(Path.Combine(copy, project, Output, assembly), Path.Combine(copy, Program, Output, assembly), overwrite: true);
        }

        return null;
    }

    private static async Task<string?> BuildAsync(string copy, string project, params string[] more)
    {
        var (code, output) = await RunAsync(
            copy, "dotnet", ["build", project, "-c", "Release", "-v", "quiet", "-nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", .. more]);
        return code == 0 ? null : Shorten(output.Find(l => l.Contains("error", StringComparison.Ordinal)) ?? "?");
    }

    // Null for the exit code where it did not end.
    private static async Task<(int? Code, List<string> Output)> RunAsync(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };

        // What a run that found something leaves for a look at it goes with the copy.
        start.Environment["TMPDIR"] = Path.Combine(directory, "tmp");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var hung = false;
        await using var kill = limit.Token.Register(() =>
        {
            hung = true;
            process.Kill(entireProcessTree: true);
        });
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (hung ? null : process.ExitCode, [.. output.Split('\n'), .. (await errors).Split('\n')]);
    }

    private static void Copy(string root, string copy)
    {
        foreach (var name in Copied)
        {
            var from = Path.Combine(root, name);
            if (File.Exists(from))
            {
                File.Copy(from, Path.Combine(copy, name));
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var relative = Path.GetRelativePath(root, file);
                if (!relative.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
                {
                    var to = Path.Combine(copy, relative);
                    Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                    File.Copy(file, to);
                }
            }
        }
    }

    internal static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EFCore.Dyno.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run this in a checkout.");
        }

        return folder;
    }

    private static string Shorten(string text) => text.Length <= 400 ? text : text[..400] + "…";

    internal sealed record Row(string Name, string File, string Scenario, long Count, bool Caught, string How, double Seconds);
}
