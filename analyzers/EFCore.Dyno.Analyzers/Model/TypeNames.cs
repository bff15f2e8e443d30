// Types by names that mean the same in each compilation that declares the same, and back.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class TypeNames(Compilation compilation)
{
    private readonly Dictionary<string, ITypeSymbol> _types = new(StringComparer.Ordinal);

    /// <summary>Each name that was made leads back to its type; there are types that have none, and names of several.</summary>
    public bool AreCertain { get; private set; } = true;

    public string Of(ITypeSymbol type)
    {
        var name = DocumentationCommentId.CreateReferenceId(type);
        AreCertain &= SymbolEqualityComparer.Default.Equals(Find(name), type);
        return name;
    }

    /// <summary>The type of a name that was certain in a compilation which declares the same.</summary>
    public ITypeSymbol Type(string name)
    {
        if (!_types.TryGetValue(name, out var type))
        {
            _types.Add(name, type = Find(name) ?? compilation.CreateErrorTypeSymbol(null, name, 0));
        }

        return type;
    }

    public INamedTypeSymbol Class(string name) => Type(name) as INamedTypeSymbol ?? compilation.CreateErrorTypeSymbol(null, name, 0);

    private ITypeSymbol? Find(string name) => DocumentationCommentId.GetFirstSymbolForReferenceId(name, compilation) as ITypeSymbol;
}
