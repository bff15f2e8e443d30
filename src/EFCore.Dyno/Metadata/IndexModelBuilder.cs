// The indexes of a table, gathered from the types that live in it. Types that share an index must agree on its keys.

namespace EFCore.Dyno.Metadata;

internal static class IndexModelBuilder
{
    public static IReadOnlyList<DynoIndexModel> Build(string tableName, IReadOnlyList<IEntityType> entityTypes)
    {
        var indexes = new Dictionary<string, DynoIndexModel>(StringComparer.Ordinal);
        foreach (var entityType in entityTypes)
        {
            foreach (var configuration in entityType.GetIndexConfigurations())
            {
                var index = Build(entityType, configuration);
                indexes[index.Name] = indexes.TryGetValue(index.Name, out var other) ? Merge(tableName, entityType, other, index) : index;
            }
        }

        return [.. indexes.Values.OrderBy(i => i.Name, StringComparer.Ordinal)];
    }

    /// <summary>The parts of a key of an index: several where several properties were given, which are an attribute each.</summary>
    public static IReadOnlyList<KeyPart> BuildParts(
        IReadOnlyEntityType entityType, IndexConfiguration index, string? key, string defaultAttributeName, Func<IProperty, DynoPropertyMap> propertyMap)
    {
        if (key is null)
        {
            return [];
        }

        var configuration = KeyConfiguration.Parse(key);
        if (index.Shards is { } shards && key == index.PartitionKey)
        {
            configuration = configuration.Composed is null
                ? configuration.WithShards(shards)
                : throw new InvalidOperationException(Messages.ShardsOfSeveralAttributes(entityType, index.Name));
        }

        if (index.Condition.Count > 0 && key == index.PartitionKey && configuration.Composed is null)
        {
            configuration = configuration.WithCondition(index.Condition);
        }

        IReadOnlyList<KeyConfiguration> parts = configuration.Composed is { } names ? [.. names.Select(KeyConfiguration.OfProperty)] : [configuration];
        return [.. parts.Select(p => DynoModelBuilder.BuildKeyPart(entityType, p, index.Name + defaultAttributeName, propertyMap))];
    }

    private static DynoIndexModel Build(IEntityType entityType, IndexConfiguration configuration)
    {
        IReadOnlyList<DynoAttribute> Attributes(string? key, string defaultName) =>
            [.. BuildParts(entityType, configuration, key, defaultName, DynoPropertyMap.Create).Select(DynoModelBuilder.Attribute)];

        return new DynoIndexModel
        {
            Name = configuration.Name,
            IsGlobal = configuration.IsGlobal,
            PartitionKeys = configuration.IsGlobal
                ? Attributes(configuration.PartitionKey, DynoModelBuilder.DefaultPartitionKeyAttribute)
                : [DynoModelBuilder.Attribute(DynoModelBuilder.BuildKeyPart(
                    entityType, KeyResolver.Resolve(entityType).PartitionKey, DynoModelBuilder.DefaultPartitionKeyAttribute, DynoPropertyMap.Create))],
            SortKeys = Attributes(configuration.SortKey, DynoModelBuilder.DefaultSortKeyAttribute),
            Projection = configuration.Projection == ProjectionType.INCLUDE
                ? Projection.Include([.. configuration.IncludedProperties.Select(name => AttributeOf(entityType, name, configuration))])
                : new Projection { ProjectionType = configuration.Projection },
            Provisioned = configuration.Provisioned,
            OnDemand = configuration.OnDemand,
            Warm = configuration.Warm,
        };
    }

    private static DynoIndexModel Merge(string tableName, IEntityType entityType, DynoIndexModel one, DynoIndexModel two)
    {
        if (one.IsGlobal != two.IsGlobal
            || !one.PartitionKeys.SequenceEqual(two.PartitionKeys)
            || !one.SortKeys.SequenceEqual(two.SortKeys)
            || one.Projection.ProjectionType != two.Projection.ProjectionType
            || Differ(one.Provisioned, two.Provisioned)
            || Differ(one.OnDemand, two.OnDemand)
            || Differ(one.Warm, two.Warm))
        {
            throw new InvalidOperationException(Messages.IndexesDisagree(tableName, two.Name, entityType));
        }

        return new DynoIndexModel
        {
            Name = one.Name,
            IsGlobal = one.IsGlobal,
            PartitionKeys = one.PartitionKeys,
            SortKeys = one.SortKeys,
            Projection = one.Projection.ProjectionType == ProjectionType.INCLUDE
                ? Projection.Include([.. one.Projection.NonKeyAttributes.Union(two.Projection.NonKeyAttributes)])
                : one.Projection,
            Provisioned = one.Provisioned ?? two.Provisioned,
            OnDemand = one.OnDemand ?? two.OnDemand,
            Warm = one.Warm ?? two.Warm,
        };
    }

    private static bool Differ<T>(T? one, T? two)
        where T : class
        => one is not null && two is not null && !one.Equals(two);

    private static string AttributeOf(IEntityType entityType, string name, IndexConfiguration configuration) =>
        entityType.FindProperty(name)?.GetAttributeName()
        ?? entityType.FindComplexProperty(name)?.GetAttributeName()
        ?? entityType.FindNavigation(name)?.GetContainingAttributeName()
        ?? throw new InvalidOperationException(Messages.IndexPropertyMissing(entityType, configuration.Name, name));
}
