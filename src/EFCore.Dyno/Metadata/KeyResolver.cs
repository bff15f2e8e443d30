// The key of an entity type's items: what was configured, completed from the EF key. Without configuration the first property
// of the EF key is the partition key and the second the sort key.

namespace EFCore.Dyno.Metadata;

internal static class KeyResolver
{
    public static (KeyConfiguration PartitionKey, KeyConfiguration? SortKey) Resolve(IReadOnlyEntityType entityType)
    {
        var root = entityType.GetRootType();
        var partitionKey = Configured(root, DynoAnnotationNames.PartitionKey);
        var sortKey = Configured(root, DynoAnnotationNames.SortKey);
        if (partitionKey is not null && sortKey is not null)
        {
            return (partitionKey, sortKey);
        }

        var key = root.FindPrimaryKey() ?? throw new InvalidOperationException(Messages.NoKey(root));
        var used = new HashSet<string>([.. partitionKey?.PropertyNames ?? [], .. sortKey?.PropertyNames ?? []]);
        var rest = key.Properties.Select(p => p.Name).Where(name => !used.Contains(name)).ToList();
        var wanted = partitionKey is null && sortKey is null ? 2 : 1;
        if (rest.Count > wanted || (partitionKey is null && rest.Count == 0))
        {
            throw new InvalidOperationException(Messages.KeyNotResolved(root, key.Properties, rest));
        }

        if (partitionKey is not null)
        {
            return (partitionKey, rest.Count == 0 ? null : KeyConfiguration.OfProperty(rest[0]));
        }

        return (KeyConfiguration.OfProperty(rest[0]), sortKey ?? (rest.Count > 1 ? KeyConfiguration.OfProperty(rest[1]) : null));
    }

    private static KeyConfiguration? Configured(IReadOnlyEntityType root, string annotation) =>
        root[annotation] is string text ? KeyConfiguration.Parse(text) : null;
}
