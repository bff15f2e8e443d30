// Which context classes certainly use this provider, and which of them certainly ask a store over a network.

using System.Collections.Concurrent;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Code;

internal sealed class Contexts(Compilation compilation, WellKnown known)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _dyno = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _remote = new(SymbolEqualityComparer.Default);

    /// <summary>Beside another provider the context must say UseDyno itself.</summary>
    public bool IsDyno(ITypeSymbol? context) =>
        known.IsContext(context) && (!known.HasOtherProvider || _dyno.GetOrAdd(context!, c => Chain(c).Any(t => ContextModel.UsesDyno(t, new Bodies(compilation)))));

    /// <summary>OnConfiguring says <c>Aws(…)</c> or <c>Endpoint(…)</c>, and nobody can give other options.</summary>
    public bool IsRemote(ITypeSymbol? context) =>
        known.IsContext(context) && _remote.GetOrAdd(context!, c => !Chain(c).Any(TakesOptions) && StoreOptions.AreRemote(Chain(c), new Bodies(compilation)));

    private static bool TakesOptions(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Type.Name == "DbContextOptions"));

    private IEnumerable<INamedTypeSymbol> Chain(ITypeSymbol context)
    {
        for (var type = context as INamedTypeSymbol; type is not null && !SymbolEqualityComparer.Default.Equals(type, known.DbContext); type = type.BaseType)
        {
            yield return type;
        }
    }
}
