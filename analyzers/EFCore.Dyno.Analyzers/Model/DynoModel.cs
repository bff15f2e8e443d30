// What is known of the models of a compilation's contexts. A context is read when the first query over it is judged, once, by
// whichever thread comes first; the reading touches the context's own files only.

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class DynoModel(Compilation compilation, WellKnown known)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, Lazy<ContextModel>> _contexts = new(SymbolEqualityComparer.Default);

    /// <summary>The entity type's table, or null where it is not known for certain.</summary>
    public EntityModel? Find(ITypeSymbol? context, ITypeSymbol entity)
    {
        if (context is not INamedTypeSymbol type || entity is not INamedTypeSymbol named)
        {
            return null;
        }

        return Of(type).Find(named);
    }

    /// <summary>The models of the contexts that this compilation declares.</summary>
    public IEnumerable<ContextModel> Contexts() =>
        ContextModel.Types(compilation.Assembly.GlobalNamespace).Where(t => !t.IsAbstract && !t.IsGenericType && known.IsContext(t)).Select(Of);

    private ContextModel Of(INamedTypeSymbol context) =>
        _contexts.GetOrAdd(context, t => new Lazy<ContextModel>(() => ContextModel.Read(t, compilation, known))).Value;
}
