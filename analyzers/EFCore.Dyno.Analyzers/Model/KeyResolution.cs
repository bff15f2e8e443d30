// The EF key of a hierarchy, and the key of its items: what was configured, completed from the EF key as the provider's KeyResolver completes it. Three and
// more properties, and those of types that DynamoDB takes for no key, are composed into one attribute.


namespace EFCore.Dyno.Analyzers.Model;

internal static class KeyResolution
{
    /// <summary>Null where there is no key or a property of it is not known.</summary>
    public static IReadOnlyList<PropertyModel>? EfKeyOf(EntityConfiguration root, EntityModel entity)
    {
        var names = root.Key ?? Discover(root, entity);
        var key = names?.Select(entity.Find).ToList();
        return key is null || key.Count == 0 || key.Any(p => p is null) ? null : [.. key.Select(p => p!)];
    }

    public static (KeyConfiguration PartitionKey, KeyConfiguration? SortKey)? Resolve(EntityConfiguration root, EntityModel entity, IReadOnlyList<PropertyModel> efKey)
    {
        var (partitionKey, sortKey) = (root.PartitionKey, root.SortKey);
        if (partitionKey is not null && sortKey is not null)
        {
            return (partitionKey, sortKey);
        }

        var used = new HashSet<string>((partitionKey?.PropertyNames ?? []).Concat(sortKey?.PropertyNames ?? []), StringComparer.Ordinal);
        var rest = efKey.Where(p => !used.Contains(p.Name)).ToList();
        if (partitionKey is null && (rest.Count == 0 || (sortKey is not null && rest.Count > 1)))
        {
            return null;
        }

        if (partitionKey is null)
        {
            partitionKey = Of(entity, [rest[0]], "PK");
            rest.RemoveAt(0);
        }

        return (partitionKey, sortKey ?? (rest.Count == 0 ? null : Of(entity, rest, "SK")));
    }

    private static KeyConfiguration Of(EntityModel entity, IReadOnlyList<PropertyModel> properties, string attributeName)
    {
        if (properties.Count == 1 && properties[0].AttributeType is AttributeType.S or AttributeType.N or AttributeType.B)
        {
            return KeyConfiguration.OfProperty(properties[0].Name);
        }

        // Nobody chose the attribute's name, so it makes way for the properties'.
        var taken = entity.Properties.Select(p => p.AttributeName)
            .Concat(entity.Navigations.Where(n => n.IsEmbedded).Select(n => n.AttributeName))
            .ToHashSet(StringComparer.Ordinal);
        while (taken.Contains(attributeName))
        {
            attributeName = "$" + attributeName;
        }

        return KeyConfiguration.OfComposed([.. properties.Select(p => p.Name)]) with { AttributeName = attributeName };
    }

    private static IReadOnlyList<string>? Discover(EntityConfiguration root, EntityModel entity)
    {
        var partitionKey = root.PartitionKey?.PropertyNames.Distinct().ToList();
        var sortKey = root.SortKey?.PropertyNames.Distinct().ToList();
        if (partitionKey is not null && sortKey is not null)
        {
            return [.. partitionKey.Union(sortKey)];
        }

        var discovered = ByName(root.Type, entity);
        if (partitionKey is not null)
        {
            return [.. partitionKey.Union(discovered ?? [])];
        }

        return sortKey is null ? discovered : [.. (discovered ?? []).Except(sortKey), .. sortKey];
    }

    private static IReadOnlyList<string>? ByName(Microsoft.CodeAnalysis.INamedTypeSymbol type, EntityModel entity)
    {
        var named = entity.Properties.Where(p => p.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            named = [.. entity.Properties.Where(p => p.Name.Equals(type.Name + "Id", StringComparison.OrdinalIgnoreCase))];
        }

        return named.Count == 1 ? [named[0].Name] : null;
    }
}
