// The key of an entity type's items: what was configured, completed from the EF key. Without configuration the first property
// of the EF key is the partition key and the second the sort key; three and more, and properties of types that DynamoDB takes for no
// key, are composed into one attribute (see SortableText).

using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Metadata;

internal static class KeyResolver
{
    public static (KeyConfiguration PartitionKey, KeyConfiguration? SortKey) Resolve(IReadOnlyEntityType entityType)
    {
        var root = entityType.GetRootType();
        var (partitionKey, sortKey) = ResolveUnsharded(root);
        return (root[DynoAnnotationNames.Shards] is string shards ? partitionKey.WithShards(ShardConfiguration.Parse(shards)) : partitionKey, sortKey);
    }

    private static (KeyConfiguration PartitionKey, KeyConfiguration? SortKey) ResolveUnsharded(IReadOnlyEntityType root)
    {
        var partitionKey = Configured(root, DynoAnnotationNames.PartitionKey);
        var sortKey = Configured(root, DynoAnnotationNames.SortKey);
        if (partitionKey is not null && sortKey is not null)
        {
            return (partitionKey, sortKey);
        }

        var key = root.FindPrimaryKey() ?? throw new InvalidOperationException(Messages.NoKey(root));
        var used = new HashSet<string>([.. partitionKey?.PropertyNames ?? [], .. sortKey?.PropertyNames ?? []]);
        var rest = key.Properties.Where(p => !used.Contains(p.Name)).ToList();
        if (partitionKey is null && (rest.Count == 0 || (sortKey is not null && rest.Count > 1)))
        {
            throw new InvalidOperationException(Messages.KeyNotResolved(root, key.Properties, [.. rest.Select(p => p.Name)]));
        }

        if (partitionKey is null)
        {
            partitionKey = Of(root, rest[..1], DynoModelBuilder.DefaultPartitionKeyAttribute);
            rest.RemoveAt(0);
        }

        return (partitionKey, sortKey ?? (rest.Count == 0 ? null : Of(root, rest, DynoModelBuilder.DefaultSortKeyAttribute)));
    }

    private static KeyConfiguration Of(IReadOnlyEntityType root, List<IReadOnlyProperty> properties, string attributeName)
    {
        if (properties is [var only] && IsKeyType(only))
        {
            return KeyConfiguration.OfProperty(only.Name);
        }

        // Nobody chose the attribute's name, so it makes way for the properties'.
        var taken = root.GetDerivedTypesInclusive().SelectMany(AttributeNames).ToHashSet(StringComparer.Ordinal);
        while (taken.Contains(attributeName))
        {
            attributeName = "$" + attributeName;
        }

        return KeyConfiguration.OfComposed([.. properties.Select(p => p.Name)], attributeName);
    }

    private static bool IsKeyType(IReadOnlyProperty property) =>
        property.FindTypeMapping() is not DynoTypeMapping mapping || mapping.AttributeType is AttributeType.S or AttributeType.N or AttributeType.B;

    private static IEnumerable<string> AttributeNames(IReadOnlyEntityType entityType) =>
        entityType.GetProperties().Select(p => p.GetAttributeName())
            .Concat(entityType.GetComplexProperties().Select(p => p.GetAttributeName()))
            .Concat(entityType.GetNavigations().Where(n => n.ForeignKey.IsOwnership && !n.IsOnDependent).Select(n => n.GetContainingAttributeName()));

    private static KeyConfiguration? Configured(IReadOnlyEntityType root, string annotation) =>
        root[annotation] is string text ? KeyConfiguration.Parse(text) : null;
}
