// Compiles sources against the test host's assemblies and the provider's stubs, runs the analyzer, and compares what it says with the
// marks in the sources: {|text|} is text on which one diagnostic is expected. Sources that do not compile fail the test.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Tests;

internal static class AnalyzerHarness
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
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // Compilations that grow from one share its bound references, which is most of the work.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Application", [Parse(Usings, "Usings.cs")], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>Runs the analyzer on the sources and the stubs, and checks that it marks what is marked and nothing else.</summary>
    /// <returns>The messages, in the order of their places.</returns>
    public static Task<IReadOnlyList<string>> VerifyAsync(params string[] sources) => VerifyAsync(withProvider: true, [], sources);

    public static async Task<IReadOnlyList<string>> VerifyAsync(bool withProvider, string[] otherAssemblies, params string[] sources)
    {
        var expected = new List<string>();
        var trees = new List<SyntaxTree>();
        if (withProvider)
        {
            trees.Add(Parse(ProviderStubs.Source, "Stubs.cs"));
        }

        for (var i = 0; i < sources.Length; i++)
        {
            var path = $"Source{i}.cs";
            trees.Add(Parse(Unmark(sources[i], path, expected), path));
        }

        var compilation = Empty.AddSyntaxTrees(trees);
        if (otherAssemblies.Length > 0)
        {
            compilation = compilation.AddReferences(otherAssemblies.Select(EmptyAssembly));
        }

        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));

        var found = await compilation.WithAnalyzers([new AQueryNamesItsPartition()]).GetAnalyzerDiagnosticsAsync();
        var diagnostics = found
            .OrderBy(d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ToList();
        Assert.All(diagnostics, d => Assert.Equal(AQueryNamesItsPartition.Id, d.Id));
        Assert.Equal(expected, diagnostics.Select(d => Describe(d.Location.SourceTree!.FilePath, d.Location.SourceSpan)));
        return [.. diagnostics.Select(d => d.GetMessage(null))];
    }

    /// <summary>What the analyzer threw on sources that need not compile.</summary>
    public static async Task<IEnumerable<string>> FailuresAsync(params string[] sources)
    {
        var compilation = Empty.AddSyntaxTrees(sources.Prepend(ProviderStubs.Source).Select((source, i) => Parse(source, $"Source{i}.cs")));
        var found = await compilation.WithAnalyzers([new AQueryNamesItsPartition()]).GetAnalyzerDiagnosticsAsync();
        return found.Where(d => d.Id != AQueryNamesItsPartition.Id).Select(d => d.ToString());
    }

    // Preview: an array.Contains binds to spans there, as it does in C# 14.
    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), path);

    private static PortableExecutableReference EmptyAssembly(string name)
    {
        var stream = new MemoryStream();
        var emitted = CSharpCompilation
            .Create(name, [], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(stream);
        Assert.True(emitted.Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static string Unmark(string marked, string path, List<string> expected)
    {
        for (var open = marked.IndexOf("{|", StringComparison.Ordinal); open >= 0; open = marked.IndexOf("{|", StringComparison.Ordinal))
        {
            var close = marked.IndexOf("|}", open, StringComparison.Ordinal);
            expected.Add(Describe(path, TextSpan.FromBounds(open, close - 2)));
            marked = marked.Remove(close, 2).Remove(open, 2);
        }

        return marked;
    }

    private static string Describe(string path, TextSpan span) => $"{path}{span}";
}
