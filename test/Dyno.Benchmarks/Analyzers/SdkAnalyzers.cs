// The analyzers that the SDK brings to every project (Microsoft.CodeAnalysis.NetAnalyzers), as a peer: those that are on by default.

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Dyno.Benchmarks.Analyzers;

internal static class SdkAnalyzers
{
    private static readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> Loaded = new(() => [.. Load()]);

    public static ImmutableArray<DiagnosticAnalyzer> All => Loaded.Value;

    private static IEnumerable<DiagnosticAnalyzer> Load()
    {
        // shared/Microsoft.NETCore.App/<version>/ stands beside sdk/<version>/.
        var sdks = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "sdk"));
        var folder = Directory.GetDirectories(sdks).Select(d => Path.Combine(d, "Sdks", "Microsoft.NET.Sdk", "analyzers")).Where(Directory.Exists).Max()
            ?? throw new InvalidOperationException($"No SDK with analyzers is in '{sdks}'.");
        foreach (var file in new[] { "Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll" })
        {
            foreach (var type in TypesOf(Assembly.LoadFrom(Path.Combine(folder, file))))
            {
                if (!type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } attribute && attribute.Languages.Contains(LanguageNames.CSharp)
                    && Activator.CreateInstance(type) is DiagnosticAnalyzer analyzer && analyzer.SupportedDiagnostics.Any(d => d.IsEnabledByDefault))
                {
                    yield return analyzer;
                }
            }
        }
    }

    // The fixes beside them need what only an editor has.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
