// What an editor asks after each key: one file of a project has another text, and the diagnostics of that file are wanted. Everything that is known of a
// compilation is lost with it, so a model that is read anew for each key shows here. Beside the analyzers stand the compiler's own diagnostics of the file,
// and an analyzer that looks at nothing.

extern alias analyzers;

using System.Collections.Immutable;
using System.Diagnostics;
using analyzers::EFCore.Dyno.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Dyno.Benchmarks.Analyzers;

/// <param name="Milliseconds">The median of one key.</param>
/// <param name="Kilobytes">Allocated by all threads for one key; the median.</param>
internal readonly record struct Keystroke(double Milliseconds, double Kilobytes);

internal sealed class Keystrokes
{
    private const int Keys = 40;
    private const string Global = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _service;
    private readonly SyntaxTree _context;
    private int _variant;

    public Keystrokes(GeneratedSolution solution, IEnumerable<string> references)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll");
        var trees = solution.Sources(0).Select(s => CSharpSyntaxTree.ParseText(s.Source, Options, s.File)).ToList();
        _service = trees.Single(t => t.FilePath == "Service1.cs");
        _context = trees.Single(t => t.FilePath == "Context0.cs");
        _compilation = CSharpCompilation.Create(
            "Part0",
            [CSharpSyntaxTree.ParseText(Global, Options), .. trees],
            platform.Concat(references).Distinct().Select(r => MetadataReference.CreateFromFile(r)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Take(3).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', errors));
        }
    }

    public int Files => _compilation.SyntaxTrees.Length - 1;

    /// <summary>A key in a file with queries.</summary>
    public (Keystroke Compiler, Keystroke Empty, Keystroke Dyno) InQueries() => Measure(_service, "_calls = ");

    /// <summary>A key in a context's own file, which is its model.</summary>
    public (Keystroke Compiler, Keystroke Empty, Keystroke Dyno) InContext() => Measure(_context, "DbContext(options)");

    private (Keystroke Compiler, Keystroke Empty, Keystroke Dyno) Measure(SyntaxTree tree, string at)
    {
        var (compiler, empty, dyno) = (new List<Keystroke>(), new List<Keystroke>(), new List<Keystroke>());
        for (var key = -5; key < Keys; key++)
        {
            var none = One(tree, at, null);
            var nothing = One(tree, at, new Nothing());
            var judged = One(tree, at, new DynoAnalyzer());
            if (key >= 0)
            {
                compiler.Add(none);
                empty.Add(nothing);
                dyno.Add(judged);
            }
        }

        return (Median(compiler), Median(empty), Median(dyno));
    }

    private Keystroke One(SyntaxTree tree, string at, DiagnosticAnalyzer? analyzer)
    {
        var text = tree.ToString();
        var position = text.IndexOf(at, StringComparison.Ordinal) + at.Length;
        var changed = CSharpSyntaxTree.ParseText(text.Insert(position, $"/*{++_variant}*/"), Options, tree.FilePath);
        var compilation = _compilation.ReplaceSyntaxTree(tree, changed);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        var model = compilation.GetSemanticModel(changed);
        if (analyzer is null)
        {
            model.GetDiagnostics();
        }
        else
        {
            compilation.WithAnalyzers([analyzer]).GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult();
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new Keystroke(elapsed, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0);
    }

    private static Keystroke Median(List<Keystroke> all) => new(
        all.Select(k => k.Milliseconds).Order().ElementAt(all.Count / 2), all.Select(k => k.Kilobytes).Order().ElementAt(all.Count / 2));

#pragma warning disable RS1001, RS1036, RS2008 // It is never loaded from an assembly.
    private sealed class Nothing : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("NONE", "Nothing", "Nothing", "None", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterOperationAction(static _ => { }, OperationKind.Invocation, OperationKind.Loop);
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
