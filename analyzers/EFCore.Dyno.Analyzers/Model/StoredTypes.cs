// As which of DynamoDB's types a C# type is stored: the provider's codecs, and EF Core's own converters to what they take.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

/// <summary>What is stored of a type, and whether a converter makes it of the value.</summary>
internal readonly record struct StoredType(AttributeType Type, bool IsConverted = false);

internal static class StoredTypes
{
    /// <summary>Null for a type that is no value: an entity, owned or complex type, or one that is not known.</summary>
    public static StoredType? Of(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return new(AttributeType.N);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_String or SpecialType.System_Char or SpecialType.System_DateTime:
                return new(AttributeType.S);
            case SpecialType.System_Boolean:
                return new(AttributeType.BOOL);
            case >= SpecialType.System_SByte and <= SpecialType.System_Double:
                return new(AttributeType.N);
        }

        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte, Rank: 1 })
        {
            return new(AttributeType.B);
        }

        return Named(type) ?? (ElementOf(type) is { } element && Of(element) is { } stored ? CollectionOf(type, stored) : null);
    }

    /// <summary>What a collection holds, or null for a type that is none: text, bytes and maps are none.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? array.ElementType : null;
        }

        ITypeSymbol? element = null;
        foreach (var contract in Contracts(type))
        {
            switch (contract.OriginalDefinition)
            {
                case { SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T }:
                    if (element is not null)
                    {
                        return null;
                    }

                    element = contract.TypeArguments[0];
                    break;
                case { Name: "IDictionary", Arity: 0 }:
                    return null;
            }
        }

        return element;
    }

    private static StoredType? Named(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => type.Name switch
        {
            "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" => new(AttributeType.S),
            "Half" or "Int128" or "UInt128" or "TimeSpan" => new(AttributeType.N),
            "Uri" => new(AttributeType.S, IsConverted: true),
            _ => null,
        },
        "System.Numerics" => type.Name == "BigInteger" ? new(AttributeType.N) : null,
        "System.Net" => type.Name == "IPAddress" ? new(AttributeType.S, IsConverted: true) : null,
        "System.Net.NetworkInformation" => type.Name == "PhysicalAddress" ? new(AttributeType.S, IsConverted: true) : null,
        _ => null,
    };

    private static StoredType? CollectionOf(ITypeSymbol type, StoredType element)
    {
        if (!Contracts(type).Any(c => c.OriginalDefinition is { Name: "ISet" or "IReadOnlySet", Arity: 1 }))
        {
            return new(AttributeType.L);
        }

        return element.Type switch
        {
            AttributeType.S => new(AttributeType.SS),
            AttributeType.N => new(AttributeType.NS),
            AttributeType.B => new(AttributeType.BS),
            _ => null,
        };
    }

    private static IEnumerable<INamedTypeSymbol> Contracts(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } self ? type.AllInterfaces.Append(self) : type.AllInterfaces;
}
