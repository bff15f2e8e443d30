// A member of an entity type that is no value: what is embedded in its item (an owned or complex type), or another entity type.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class NavigationModel(string name, INamedTypeSymbol target, bool isCollection)
{
    public string Name { get; } = name;

    public INamedTypeSymbol Target { get; } = target;

    public bool IsCollection { get; } = isCollection;

    public bool IsOwned { get; set; }

    public bool IsComplex { get; set; }

    /// <summary>Its values stand in the entity's own item.</summary>
    public bool IsEmbedded => IsOwned || IsComplex;

    /// <summary>Of what is embedded: the attribute that holds the map or the list of maps.</summary>
    public string AttributeName { get; set; } = name;

    /// <summary>Null for one that the class does not have.</summary>
    public IPropertySymbol? Symbol { get; set; }

    public override string ToString() => Name;
}
