// Code that nobody wrote for the analyzers: the provider's own tests. What the rules say of it stands in OwnTests.golden.txt, each line with the code that it is said
// of, and every line of it was held against that code: tests scan, loop and break models on purpose. DYNO_GOLDENS=write writes it; a new line is a false alarm
// until someone has read it. (The samples are built with the analyzers, whose warnings are errors there.)

using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Corpus;

public class OwnTestsTests
{
    [Fact]
    public async Task The_rules_say_of_the_providers_tests_what_was_read_and_found_true()
    {
        var folder = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "EFCore.Dyno.Tests"));
        var compilation = AnalyzerHarness.Project("EFCore.Dyno.Tests", ["Dyno", "Xunit"], Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj")).Order(StringComparer.Ordinal));

        // The compiler that the analyzers are built for takes a span's Contains in an expression tree, where the SDK's own takes the array's: three queries.
        var errors = string.Join(Environment.NewLine, compilation.GetDiagnostics().Where(d => d is { Severity: DiagnosticSeverity.Error, Id: not "CS0854" }));
        Assert.True(errors.Length == 0, errors);

        var lines = (await AnalyzerHarness.DiagnosticsAsync(compilation)).Where(d => d.Severity != DiagnosticSeverity.Hidden)
            .OrderBy(d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)
            .Select(d => $"{d.Id} {Path.GetRelativePath(folder, d.Location.SourceTree!.FilePath).Replace('\\', '/')}: {Code(d)}").ToList();
        var golden = Path.Combine(Folder(), "OwnTests.golden.txt");
        if (Environment.GetEnvironmentVariable("DYNO_GOLDENS") == "write")
        {
            await File.WriteAllLinesAsync(golden, lines);
        }

        Assert.Equal(await File.ReadAllLinesAsync(golden), lines);
    }

    // The line that it begins in: places in a file move.
    private static string Code(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
