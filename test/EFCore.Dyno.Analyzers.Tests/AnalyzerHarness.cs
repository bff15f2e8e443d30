// Compiles sources against EF Core and the provider, runs the analyzer, and compares what it says with the marks in the sources: {|text|} is text on which the
// rule of the test speaks, {|DYNO1001:text|} names the rule. Sources that do not compile fail the test.

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Tests;

internal static partial class AnalyzerHarness
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Microsoft.EntityFrameworkCore;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Where(path => !Path.GetFileName(path).StartsWith("EFCore.Dyno.Analyzers", StringComparison.Ordinal))
            .Where(path => !Path.GetFileName(path).StartsWith("EFCore.Dyno.CodeFixes", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // Compilations that grow from one share its bound references, which is most of the work.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Application", [Parse(Usings, "Usings.cs")], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly CSharpCompilation WithoutProvider = Empty.WithReferences(
        References.Where(r => !Path.GetFileName(r.Display!).StartsWith("EFCore.Dyno", StringComparison.Ordinal)));

    /// <summary>Runs the analyzer on the sources, and checks that one rule (or several, with spaces between) marks what is marked and nothing else; others may say what they like.</summary>
    /// <returns>The rule's messages, in the order of their places.</returns>
    public static Task<IReadOnlyList<string>> VerifyRuleAsync(string rule, params string[] sources) => VerifyAsync(Empty, rule, sources);

    /// <summary>The same of all rules but the hidden ones: each mark names its rule.</summary>
    public static Task<IReadOnlyList<string>> VerifyAllAsync(params string[] sources) => VerifyAsync(Empty, null, sources);

    /// <summary>The same, where the compilation does not reference the provider.</summary>
    public static Task<IReadOnlyList<string>> VerifyWithoutProviderAsync(params string[] sources) => VerifyAsync(WithoutProvider, null, sources);

    /// <summary>The same as <see cref="VerifyRuleAsync"/>, where the compilation also references assemblies of these names.</summary>
    public static Task<IReadOnlyList<string>> VerifyBesideAsync(string rule, string[] otherAssemblies, params string[] sources) =>
        VerifyAsync(Empty.AddReferences(otherAssemblies.Select(EmptyAssembly)), rule, sources);

    /// <summary>The same as <see cref="VerifyRuleAsync"/>, of a program whose first source has its statements at the top.</summary>
    public static Task<IReadOnlyList<string>> VerifyProgramAsync(string rule, params string[] sources) =>
        VerifyAsync(Empty.WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication)), rule, sources);

    /// <summary>What the analyzer threw on sources that need not compile.</summary>
    public static async Task<IEnumerable<string>> FailuresAsync(params string[] sources)
    {
        var found = await DiagnosticsAsync(Empty.AddSyntaxTrees(sources.Select((source, i) => Parse(source, $"Source{i}.cs"))));
        return found.Where(d => !d.Id.StartsWith("DYNO", StringComparison.Ordinal)).Select(d => d.ToString());
    }

    /// <summary>A compilation of sources without marks, for tests that ask more than what is reported.</summary>
    public static CSharpCompilation Compile(params string[] sources) =>
        Empty.AddSyntaxTrees(sources.Select((source, i) => Parse(source, $"Source{i}.cs")));

    /// <summary>A program whose first source has its statements at the top, with no namespaces but those that it names.</summary>
    public static CSharpCompilation Program(params string[] sources) => Empty
        .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(sources.Select((source, i) => Parse(source, $"Program{i}.cs")));

    /// <summary>A project of the repository, by its files and the namespaces that they need not name.</summary>
    public static CSharpCompilation Project(string name, IEnumerable<string> usings, IEnumerable<string> files) => Empty
        .WithAssemblyName(name)
        .AddSyntaxTrees(Parse(string.Concat(usings.Concat(["System.IO", "System.Net.Http", "System.Threading"]).Select(u => $"global using {u};\n")), "ProjectUsings.cs"))
        .AddSyntaxTrees(files.Select(f => Parse(File.ReadAllText(f), f)));

    public static Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Compilation compilation) =>
        compilation.WithAnalyzers([new DynoAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    private static async Task<IReadOnlyList<string>> VerifyAsync(CSharpCompilation compilation, string? rule, string[] sources)
    {
        var expected = new List<string>();
        compilation = compilation.AddSyntaxTrees([.. sources.Select((source, i) => Parse(Unmark(source, $"Source{i}.cs", rule, expected), $"Source{i}.cs"))]);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));

        var found = await DiagnosticsAsync(compilation);
        Assert.Empty(found.Where(d => !d.Id.StartsWith("DYNO", StringComparison.Ordinal)).Select(d => d.ToString()));
        var diagnostics = found
            .Where(d => rule is null ? d.Severity != DiagnosticSeverity.Hidden : rule.Split(' ').Contains(d.Id))
            .OrderBy(d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ToList();
        Assert.Equal(expected, diagnostics.Select(d => Describe(d.Id, d.Location.SourceTree!.FilePath, d.Location.SourceSpan)));
        return [.. diagnostics.Select(d => d.GetMessage(null))];
    }

    // Preview: an array.Contains binds to spans there, as it does in C# 14.
    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), path);

    public static PortableExecutableReference EmptyAssembly(string name)
    {
        var stream = new MemoryStream();
        var emitted = CSharpCompilation
            .Create(name, [], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(stream);
        Assert.True(emitted.Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>The source without its marks, whose places are added to what is expected.</summary>
    internal static string Unmark(string marked, string path, string? rule, List<string> expected)
    {
        for (var mark = Mark().Match(marked); mark.Success; mark = Mark().Match(marked))
        {
            var text = mark.Groups["text"].Value;
            var id = mark.Groups["id"].Success ? mark.Groups["id"].Value : rule?.Split(' ')[0];
            expected.Add(Describe(id!, path, new TextSpan(mark.Index, text.Length)));
            marked = marked.Remove(mark.Index, mark.Length).Insert(mark.Index, text);
        }

        return marked;
    }

    [GeneratedRegex(@"\{\|((?<id>DYNO\d{4}):)?(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();

    internal static string Describe(string id, string path, TextSpan span) => $"{id} {path}{span}";
}
