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
                if (!indexes.TryGetValue(index.Name, out var other))
                {
                    indexes.Add(index.Name, index);
                }
                else if (other.IsGlobal != index.IsGlobal
                    || other.PartitionKey != index.PartitionKey
                    || other.SortKey != index.SortKey
                    || other.Projection.ProjectionType != index.Projection.ProjectionType)
                {
                    throw new InvalidOperationException(Messages.IndexesDisagree(tableName, index.Name, entityType));
                }
                else if (index.Projection.ProjectionType == ProjectionType.INCLUDE)
                {
                    indexes[index.Name] = new DynoIndexModel
                    {
                        Name = index.Name,
                        IsGlobal = index.IsGlobal,
                        PartitionKey = index.PartitionKey,
                        SortKey = index.SortKey,
                        Projection = Projection.Include([.. other.Projection.NonKeyAttributes.Union(index.Projection.NonKeyAttributes)]),
                    };
                }
            }
        }

        return [.. indexes.Values.OrderBy(i => i.Name, StringComparer.Ordinal)];
    }

    private static DynoIndexModel Build(IEntityType entityType, IndexConfiguration configuration)
    {
        DynoAttribute Key(string key, string defaultName) => DynoModelBuilder.Attribute(
            DynoModelBuilder.BuildKeyPart(entityType, KeyConfiguration.Parse(key), configuration.Name + defaultName, DynoPropertyMap.Create));

        return new DynoIndexModel
        {
            Name = configuration.Name,
            IsGlobal = configuration.IsGlobal,
            PartitionKey = configuration.IsGlobal
                ? Key(configuration.PartitionKey!, DynoModelBuilder.DefaultPartitionKeyAttribute)
                : DynoModelBuilder.Attribute(DynoModelBuilder.BuildKeyPart(
                    entityType, KeyResolver.Resolve(entityType).PartitionKey, DynoModelBuilder.DefaultPartitionKeyAttribute, DynoPropertyMap.Create)),
            SortKey = configuration.SortKey is { } sort ? Key(sort, DynoModelBuilder.DefaultSortKeyAttribute) : null,
            Projection = configuration.Projection == ProjectionType.INCLUDE
                ? Projection.Include([.. configuration.IncludedProperties.Select(name => AttributeOf(entityType, name, configuration))])
                : new Projection { ProjectionType = configuration.Projection },
        };
    }

    private static string AttributeOf(IEntityType entityType, string name, IndexConfiguration configuration) =>
        entityType.FindProperty(name)?.GetAttributeName()
        ?? entityType.FindComplexProperty(name)?.GetAttributeName()
        ?? entityType.FindNavigation(name)?.GetContainingAttributeName()
        ?? throw new InvalidOperationException(Messages.IndexPropertyMissing(entityType, configuration.Name, name));
}
