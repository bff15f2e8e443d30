// Applies a fix as an editor does and compares the texts of all files with what is expected. {|text|} marks where the rule speaks; a fix is named by its
// class. The result must compile, and the rule must then be silent on what was fixed.

using System.Collections.Immutable;
using EFCore.Dyno.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EFCore.Dyno.Analyzers.Tests;

internal static class FixHarness
{
    private static readonly Dictionary<string, DynoFix> Fixes = typeof(DynoFix).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DynoFix)) && !t.IsAbstract)
        .Select(t => (DynoFix)Activator.CreateInstance(t)!)
        .ToDictionary(f => f.Key);

    /// <summary>Fixes the first mark.</summary>
    /// <param name="rule">The id of the rule that is marked.</param>
    /// <param name="fix">The name of the fix's class.</param>
    /// <param name="before">Sources with marks.</param>
    /// <param name="after">The same sources after the fix; marks are what the rule still says.</param>
    /// <param name="hasUsings">The common namespaces are imported globally.</param>
    public static async Task VerifyAsync(string rule, string fix, string[] before, string[] after, bool hasUsings = true)
    {
        using var workspace = new AdhocWorkspace();
        var (project, found) = await OpenAsync(workspace, rule, before, hasUsings);
        var actions = await ActionsAsync(project, fix, found[0]);
        Assert.True(actions.Count == 1, $"{fix} offers {actions.Count} fixes for {found[0]}");
        await CompareAsync(project.Id, await ApplyAsync(project.Solution, actions[0]), rule, after);
    }

    /// <summary>Fixes all marks of the first marked file with Fix All in Document.</summary>
    public static async Task VerifyAllAsync(string rule, string fix, string[] before, string[] after)
    {
        using var workspace = new AdhocWorkspace();
        var (project, found) = await OpenAsync(workspace, rule, before);
        var document = project.GetDocument(found[0].Location.SourceTree)!;
        var provider = Fixes[fix];
        var all = provider.GetFixAllProvider();
        Assert.NotNull(all);
        var action = await all.GetFixAsync(new FixAllContext(
            document, provider, FixAllScope.Document, provider.Key, rule.Split(' '), new Diagnostics(), CancellationToken.None));
        Assert.NotNull(action);
        await CompareAsync(project.Id, await ApplyAsync(project.Solution, action), rule, after);
    }

    /// <summary>Verifies that the rule speaks where it is marked, and that the fix offers nothing there.</summary>
    public static async Task VerifyNoneAsync(string rule, string fix, params string[] sources)
    {
        using var workspace = new AdhocWorkspace();
        var (project, found) = await OpenAsync(workspace, rule, sources);
        foreach (var diagnostic in found)
        {
            Assert.Empty((await ActionsAsync(project, fix, diagnostic)).Select(a => a.Title));
        }
    }

    /// <summary>Fixes the first mark of a project by a change of the project that it references.</summary>
    /// <param name="rule">The id of the rule that is marked.</param>
    /// <param name="fix">The name of the fix's class.</param>
    /// <param name="source">The source with marks.</param>
    /// <param name="before">The other project's source.</param>
    /// <param name="after">The same after the fix.</param>
    public static async Task VerifyOtherProjectAsync(string rule, string fix, string source, string before, string after)
    {
        using var workspace = new AdhocWorkspace();
        var other = AddProject(workspace, "Data").AddDocument("Data.cs", before, filePath: "Data.cs").Project;
        Assert.True(workspace.TryApplyChanges(other.Solution));
        var (project, found) = await OpenAsync(workspace, rule, [source], other: other.Id);
        var actions = await ActionsAsync(project, fix, found[0]);
        var solution = await ApplyAsync(project.Solution, Assert.Single(actions));
        Assert.Equal(after, (await solution.GetProject(other.Id)!.Documents.Single(d => d.Name == "Data.cs").GetTextAsync()).ToString());
        Assert.Empty((await FindAsync(solution.GetProject(project.Id)!, rule)).Select(Describe));
    }

    private static Project AddProject(AdhocWorkspace workspace, string name, bool hasUsings = true)
    {
        var compilation = AnalyzerHarness.Compile();
        return workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Create(), name, name, LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options,
            metadataReferences: compilation.References)).AddDocument("Usings.cs", hasUsings ? compilation.SyntaxTrees[0].ToString() : "").Project;
    }

    private static async Task<(Project Project, ImmutableArray<Diagnostic> Found)> OpenAsync(
        AdhocWorkspace workspace, string rule, string[] sources, bool hasUsings = true, ProjectId? other = null)
    {
        var project = AddProject(workspace, "Application", hasUsings);
        if (other is not null)
        {
            project = project.AddProjectReference(new ProjectReference(other));
        }

        var expected = new List<string>();
        for (var i = 0; i < sources.Length; i++)
        {
            var path = $"Source{i}.cs";
            project = project.AddDocument(path, AnalyzerHarness.Unmark(sources[i], path, rule, expected), filePath: path).Project;
        }

        var found = await FindAsync(project, rule);
        Assert.Equal(expected, found.Select(Describe));
        Assert.NotEmpty(found);
        return (project, found);
    }

    private static async Task<List<CodeAction>> ActionsAsync(Project project, string fix, Diagnostic diagnostic)
    {
        Assert.Contains(diagnostic.Id, Fixes[fix].FixableDiagnosticIds);
        var actions = new List<CodeAction>();
        await Fixes[fix].RegisterCodeFixesAsync(new CodeFixContext(
            project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static async Task<Solution> ApplyAsync(Solution solution, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), CancellationToken.None);
        return Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
    }

    private static async Task CompareAsync(ProjectId id, Solution solution, string rule, string[] after)
    {
        var project = solution.GetProject(id)!;
        var expected = new List<string>();
        for (var i = 0; i < after.Length; i++)
        {
            var text = await project.Documents.Single(d => d.Name == $"Source{i}.cs").GetTextAsync();
            Assert.Equal(AnalyzerHarness.Unmark(after[i], $"Source{i}.cs", rule, expected), text.ToString());
        }

        Assert.Equal(expected, (await FindAsync(project, rule)).Select(Describe));
    }

    // What the rule says, where everything compiles.
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Project project, string rule)
    {
        var compilation = (await project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var found = await AnalyzerHarness.DiagnosticsAsync(compilation);
        return [.. found.Where(d => rule.Split(' ').Contains(d.Id))
            .OrderBy(d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    private static string Describe(Diagnostic diagnostic) =>
        AnalyzerHarness.Describe(diagnostic.Id, diagnostic.Location.SourceTree!.FilePath, diagnostic.Location.SourceSpan);

    private sealed class Diagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await AnalyzerHarness.DiagnosticsAsync((await project.GetCompilationAsync(cancellationToken))!);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
