// What a compilation makes, loaded into the process, until it is disposed of.

using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests;

internal sealed class LoadedCompilation : IDisposable
{
    private readonly AssemblyLoadContext _context = new(name: null, isCollectible: true);

    public LoadedCompilation(Compilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        Assembly = _context.LoadFromStream(image);
    }

    public Assembly Assembly { get; }

    public void Dispose() => _context.Unload();
}
