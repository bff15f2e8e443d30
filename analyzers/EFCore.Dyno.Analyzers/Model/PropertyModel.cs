// A mapped property of an entity type: what it is in C#, and under which name and as what type it is stored.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class PropertyModel(string name, ITypeSymbol? type)
{
    public string Name { get; } = name;

    /// <summary>Null for a shadow property whose type is not known.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>The type without <c>Nullable</c>.</summary>
    public ITypeSymbol? BareType => Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : Type;

    /// <summary>Whether a row may have none: by its type, unless it is required or part of the key.</summary>
    public bool IsNullable { get; set; }

    public string AttributeName { get; set; } = name;

    /// <summary>What the provider stores it as.</summary>
    public AttributeType AttributeType { get; set; }

    /// <summary>A value converter stands between the property and the store.</summary>
    public bool HasConversion { get; set; }

    public bool IsKey { get; set; }

    public bool IsConcurrencyToken { get; set; }

    /// <summary>By HasMaxLength or an attribute; in characters or bytes.</summary>
    public int? MaxLength { get; set; }

    /// <summary>A row version, which changes with each write.</summary>
    public bool IsRowVersion { get; set; }

    /// <summary>The provider or the application's generator gives new entities a value.</summary>
    public bool IsGenerated { get; set; }

    /// <summary>New values are numbers of a counter.</summary>
    public bool UsesCounter { get; set; }

    /// <summary>New values are ULIDs, which grow with time.</summary>
    public bool UsesUlid { get; set; }

    /// <summary>As what it is stored is not known: what was said of it is not understood.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>Where it was configured, or its declaration; null for one of another assembly.</summary>
    public Location? Location { get; set; }

    /// <summary>Null for a shadow property, and one of another assembly has no source.</summary>
    public IPropertySymbol? Symbol { get; set; }

    public override string ToString() => Name;
}
