// What an editor asks after each key: one file of a project has another text, and the diagnostics of that file are wanted. Everything that is known of a
// compilation is lost with it, so a model that is read anew for each key shows here. Beside the analyzers stand the compiler's own diagnostics of the file,
// an analyzer that looks at nothing, and the analyzers of the SDK, which every project has.

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

/// <summary>A key for the compiler alone, for an analyzer that does nothing, for the SDK's, and for these.</summary>
internal readonly record struct KeystrokeCosts(Keystroke Compiler, Keystroke Empty, Keystroke Sdk, Keystroke Dyno);

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
    public KeystrokeCosts InQueries() => Measure(_service, "_calls = ");

    /// <summary>A key in a context's own file, which is its model.</summary>
    public KeystrokeCosts InContext() => Measure(_context, "DbContext(options)");

    private KeystrokeCosts Measure(SyntaxTree tree, string at)
    {
        ImmutableArray<DiagnosticAnalyzer>[] asked = [[], [new Nothing()], SdkAnalyzers.All, [new DynoAnalyzer()]];
        var keys = asked.Select(_ => new List<Keystroke>()).ToList();
        for (var key = -5; key < Keys; key++)
        {
            for (var i = 0; i < asked.Length; i++)
            {
                var one = One(tree, at, asked[i]);
                if (key >= 0)
                {
                    keys[i].Add(one);
                }
            }
        }

        return new(Median(keys[0]), Median(keys[1]), Median(keys[2]), Median(keys[3]));
    }

    private Keystroke One(SyntaxTree tree, string at, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var text = tree.ToString();
        var position = text.IndexOf(at, StringComparison.Ordinal) + at.Length;
        var changed = CSharpSyntaxTree.ParseText(text.Insert(position, $"/*{++_variant}*/"), Options, tree.FilePath);
        var compilation = _compilation.ReplaceSyntaxTree(tree, changed);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        var model = compilation.GetSemanticModel(changed);
        if (analyzers.IsEmpty)
        {
            model.GetDiagnostics();
        }
        else
        {
            compilation.WithAnalyzers(analyzers).GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult();
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
