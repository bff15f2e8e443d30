// The code of docs/guide.md is one program: it compiles, the rules have nothing against it, and it prints what the page says. So it is with the README's first program.
// DYNO_GOLDENS=write puts what it prints into the page.

using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EFCore.Dyno.Analyzers.Tests.Corpus;

public sealed partial class GuideTests
{
    private const string Says = "// → ";

    // What prints, told apart from all else that the process prints.
    private const string Console = """
        static class Console
        {
            public static System.Collections.Generic.List<string> Lines { get; } = [];
            public static void WriteLine(object? value) => Lines.AddRange(System.FormattableString.Invariant($"{value}").TrimEnd().Split('\n'));
        }
        """;

    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;";

    [Fact]
    public async Task The_guide_prints_what_it_says()
    {
        var path = Path.Combine(RulesAreDocumented.Root, "docs", "guide.md");
        var text = await File.ReadAllTextAsync(path);
        var printed = await RunAsync(string.Join('\n', Blocks(text)));
        if (Environment.GetEnvironmentVariable("DYNO_GOLDENS") == "write")
        {
            await File.WriteAllTextAsync(path, Written(text, printed));
            return;
        }

        Assert.Equal(Expected(text), printed);
    }

    [Fact]
    public async Task The_first_program_of_the_README_prints_a_plan_and_a_row()
    {
        var directory = Directory.CreateTempSubdirectory("dyno-readme-");
        try
        {
            var program = Blocks(await File.ReadAllTextAsync(Path.Combine(RulesAreDocumented.Root, "README.md"))).First();
            Assert.Contains("\"shop.dyno\"", program, StringComparison.Ordinal);
            var printed = await RunAsync(program.Replace("\"shop.dyno\"", $"@\"{directory.FullName}/shop.dyno\"", StringComparison.Ordinal));
            Assert.StartsWith("Query Orders", printed[0], StringComparison.Ordinal);
            Assert.EndsWith(": 42.50", printed[^1], StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // Statements first, as C# wants them, then types.
    private static string Program(string code)
    {
        var root = (Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        var statements = root.Members.Where(m => m.IsKind(SyntaxKind.GlobalStatement));
        return string.Concat(root.Usings.Select(u => u.ToFullString()).Concat(statements.Concat(root.Members.Except(statements)).Select(m => m.ToFullString())));
    }

    private static async Task<List<string>> RunAsync(string code)
    {
        var compilation = AnalyzerHarness.Program(Program(code), Console, Usings);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Empty((await AnalyzerHarness.DiagnosticsAsync(compilation)).Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
        using var loaded = new LoadedCompilation(compilation);
        var assembly = loaded.Assembly;
        await Task.Run(() => assembly.EntryPoint!.Invoke(null, assembly.EntryPoint.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]));
        return (List<string>)assembly.GetType("Console")!.GetProperty("Lines")!.GetValue(null)!;
    }

    private static IEnumerable<string> Blocks(string text) => Block().Matches(text).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Expected(string text) =>
        Blocks(text).SelectMany(b => b.Split('\n')).Where(l => l.Contains(Says, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(Says, StringComparison.Ordinal) + Says.Length)..]);

    // A line of its own that says no more than ? takes several: so one writes it.
    private static string Written(string text, List<string> printed)
    {
        var written = new StringBuilder();
        var (next, lines) = (0, text.Split('\n'));
        for (var i = 0; i < lines.Length; i++)
        {
            var at = lines[i].IndexOf(Says, StringComparison.Ordinal);
            if (at < 0)
            {
                written.Append(lines[i]).Append('\n');
                continue;
            }

            var count = lines[i] == Says + "?" ? 1 + Further(printed.Skip(next + 1)) : 1;
            for (var line = 0; line < count; line++)
            {
                written.Append(lines[i][..(at + Says.Length)]).Append(printed[next++]).Append('\n');
            }
        }

        return written.ToString()[..^1];
    }

    // Of a plan those that are indented; of an item its attributes.
    private static int Further(IEnumerable<string> printed) => printed.TakeWhile(l => l.StartsWith(' ') || l.Contains(": ", StringComparison.Ordinal)).Count();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
