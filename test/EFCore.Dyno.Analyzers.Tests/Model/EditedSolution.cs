// A project as it is edited: files that are replaced one at a time, as an editor does, and its findings beside those of a project that was just opened.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Tests.Model;

internal sealed class EditedSolution
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private readonly CSharpCompilation _nothing;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public EditedSolution(IEnumerable<(string Name, string Text)> files, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        // No file of another test: what is remembered hangs on the first ones.
        _nothing = AnalyzerHarness.Compile().RemoveAllSyntaxTrees().WithOptions(
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        Compilation = _nothing;
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }
    }

    public CSharpCompilation Compilation { get; private set; }

    public IReadOnlyList<string> Files => [.. Compilation.SyntaxTrees.Select(t => t.FilePath)];

    public string Text(string file) => _texts[file];

    /// <summary>Replaces a file's text as an editor does, which keeps what did not change of its tree; or adds the file.</summary>
    public void Write(string file, string text)
    {
        _texts[file] = text;
        if (Compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == file) is not { } tree)
        {
            Compilation = Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, Options, file));
            return;
        }

        var changes = SourceText.From(text).GetTextChanges(tree.GetText());
        Compilation = Compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(changes)));
    }

    public void Delete(string file)
    {
        _texts.Remove(file);
        Compilation = Compilation.RemoveSyntaxTrees(Compilation.SyntaxTrees.Where(t => t.FilePath == file));
    }

    /// <summary>What is said of one file, as an editor asks.</summary>
    public Task<IReadOnlyList<string>> FindingsAsync(string file) => FindingsAsync(Compilation, file);

    /// <summary>What is said of all files.</summary>
    public Task<IReadOnlyList<string>> FindingsAsync() => FindingsAsync(Compilation, null);

    /// <summary>What is said of one file, or all, where nothing was read before.</summary>
    public Task<IReadOnlyList<string>> FreshFindingsAsync(string? file = null) =>
        FindingsAsync(_nothing.AddSyntaxTrees(Files.Select(f => CSharpSyntaxTree.ParseText(_texts[f], Options, f))), file);

    private static async Task<IReadOnlyList<string>> FindingsAsync(CSharpCompilation compilation, string? file)
    {
        var driver = compilation.WithAnalyzers([new DynoAnalyzer()]);
        ImmutableArray<Diagnostic> found = file is null
            ? await driver.GetAnalyzerDiagnosticsAsync()
            : await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(compilation.SyntaxTrees.Single(t => t.FilePath == file)), null, CancellationToken.None);
        return [.. found.Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(Diagnostic found) =>
        $"{found.Id} {found.Location.SourceTree?.FilePath}{found.Location.SourceSpan} {found.GetMessage(null)} "
        + string.Join(' ', found.AdditionalLocations.Select(l => $"{l.SourceTree?.FilePath}{l.SourceSpan}"))
        + string.Join(' ', found.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}
