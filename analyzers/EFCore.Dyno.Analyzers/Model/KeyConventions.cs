// The key of an entity type: the fluent configuration, else attributes, else EF Core's convention (Id, or the type's name and Id).

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class KeyConventions
{
    /// <summary>Null where the key is not known for certain.</summary>
    public static KeyShape? PartitionKeyOf(EntityConfiguration entity)
    {
        var type = entity.Type;
        if (Attribute(type, a => a == WellKnown.KeylessAttribute) is not null)
        {
            return null;
        }

        var partitionKey = entity.PartitionKey;
        var sortKey = entity.SortKey;
        if (partitionKey is null && !TryReadAttribute(type, WellKnown.PartitionKeyAttribute, out partitionKey))
        {
            return null;
        }

        if (partitionKey is not null)
        {
            return partitionKey;
        }

        if (sortKey is null && !TryReadAttribute(type, WellKnown.SortKeyAttribute, out sortKey))
        {
            return null;
        }

        var key = entity.Key ?? KeyByAttributes(type) ?? KeyByName(type);
        if (key is null)
        {
            return null;
        }

        // What a configured sort key does not use is the partition key; the provider refuses what is left over.
        var rest = key.Where(name => sortKey is null || !sortKey.Properties.Contains(name)).ToList();
        return rest.Count == 0 || rest.Count > (sortKey is null ? 2 : 1) ? null : KeyShape.Of(rest[0]);
    }

    // False where the attribute is there and says what is not understood. On a property it names this; on a type, a name or template.
    private static bool TryReadAttribute(INamedTypeSymbol type, string name, out KeyShape? key)
    {
        key = null;
        foreach (var property in Properties(type))
        {
            if (Attribute(property, a => IsNamed(a, name)) is not null)
            {
                if (key is not null)
                {
                    return false;
                }

                key = KeyShape.Of(property.Name);
            }
        }

        if (Attribute(type, a => IsNamed(a, name)) is { } onType)
        {
            key = key is null && onType.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string text }
                ? KeyShape.OfText(text)
                : null;
            return key is not null;
        }

        return true;
    }

    private static IReadOnlyList<string>? KeyByAttributes(INamedTypeSymbol type)
    {
        if (Attribute(type, a => a == WellKnown.PrimaryKeyAttribute) is { } primary)
        {
            var names = primary.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values : [a]).Select(a => a.Value as string);
            return names.OfType<string>().ToList();
        }

        var keys = Properties(type).Where(p => Attribute(p, a => a == WellKnown.KeyAttribute) is not null).Select(p => p.Name).ToList();

        // EF Core refuses [Key] on several properties: the order would be a guess.
        return keys.Count == 0 ? null : keys.Count == 1 ? keys : [];
    }

    private static IReadOnlyList<string>? KeyByName(INamedTypeSymbol type)
    {
        string? byTypeName = null;
        foreach (var property in Properties(type))
        {
            if (Attribute(property, a => a == WellKnown.NotMappedAttribute) is not null)
            {
                continue;
            }

            if (property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase))
            {
                return [property.Name];
            }

            if (property.Name.Equals(type.Name + "Id", StringComparison.OrdinalIgnoreCase))
            {
                byTypeName = property.Name;
            }
        }

        return byTypeName is null ? null : [byTypeName];
    }

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (var member in ancestor.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property)
                {
                    yield return property;
                }
            }
        }
    }

    private static AttributeData? Attribute(ISymbol symbol, Func<string, bool> isWanted)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && isWanted(type.ToDisplayString()))
            {
                return attribute;
            }
        }

        return null;
    }

    // The provider's own attributes, wherever in its namespaces they stand; Cosmos has some of the same name.
    private static bool IsNamed(string attribute, string name) =>
        attribute.EndsWith("." + name, StringComparison.Ordinal)
        && (attribute.StartsWith("EFCore.Dyno.", StringComparison.Ordinal) || attribute == WellKnown.EntityFrameworkAssemblies + "." + name);
}
