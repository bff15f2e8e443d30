// Works out a DynoModel from a finished IModel. What cannot be laid out throws InvalidOperationException with the fix;
// DynoModelValidator runs this first, so that an application sees such errors when the model is built.

using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Metadata;

internal static class DynoModelBuilder
{
    public const string DefaultPartitionKeyAttribute = "PK";
    public const string DefaultSortKeyAttribute = "SK";

    public static DynoModel Build(IModel model)
    {
        var entities = new Dictionary<IReadOnlyEntityType, DynoEntityMap>();
        var tables = new List<DynoTableModel>();
        var byTable = model.GetEntityTypes()
            .Where(e => !e.IsOwned() && e.FindPrimaryKey() is not null)
            .GroupBy(e => e.GetDynoTableName(), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var group in byTable)
        {
            var indexes = IndexModelBuilder.Build(group.Key, [.. group]);
            var maps = group.Select(e => BuildEntity(e, indexes)).ToList();
            KeyDistinction.Settle(maps);
            var table = new DynoTableModel
            {
                Name = group.Key,
                PartitionKey = Attribute(maps[0].PartitionKey),
                SortKey = maps[0].SortKey is { } sortKey ? Attribute(sortKey) : null,
                Indexes = indexes,
                Entities = maps,
                Configuration = TableSettings.ConfigurationOf(group.Key, [.. group]),
                TimeToLiveAttribute = TableSettings.TimeToLiveOf(group.Key, maps),
            };
            foreach (var map in maps)
            {
                map.Table = table;
                entities.Add(map.EntityType, map);
            }

            tables.Add(table);
        }

        foreach (var entityType in model.GetEntityTypes().Where(e => !e.IsOwned() && e.FindPrimaryKey() is null))
        {
            entities.Add(entityType, BuildKeyless(entityType, tables));
        }

        return new DynoModel(tables, entities);
    }

    public static DynoAttribute Attribute(KeyPart part) => new(part.AttributeName, part.AttributeType);

    /// <summary>A key part for one type, over the maps of its properties.</summary>
    public static KeyPart BuildKeyPart(
        IReadOnlyEntityType entityType,
        KeyConfiguration configuration,
        string defaultAttributeName,
        Func<IProperty, DynoPropertyMap> propertyMap)
    {
        if (configuration.IsProperty)
        {
            return new PropertyKeyPart(propertyMap(FindProperty(entityType, configuration.PropertyName, configuration)));
        }

        var segments = new List<KeySegment>();
        if (configuration.Composed is { } composed)
        {
            foreach (var name in composed)
            {
                if (segments.Count > 0)
                {
                    segments.Add(new LiteralSegment(SortableText.Separator.ToString()));
                }

                var property = FindProperty(entityType, name, configuration);
                segments.Add(new PropertySegment(property, null, ((DynoTypeMapping)property.GetTypeMapping()).Codec, IsComposed: true));
            }

            return Finish();
        }

        foreach (var part in KeyTemplate.Parse(configuration.Template!).Parts)
        {
            if (part.PropertyName is null)
            {
                segments.Add(new LiteralSegment(part.Literal!));
            }
            else
            {
                var property = FindProperty(entityType, part.PropertyName, configuration);
                segments.Add(new PropertySegment(property, part.Format, ((DynoTypeMapping)property.GetTypeMapping()).Codec));
            }
        }

        return Finish();

        TemplateKeyPart Finish()
        {
            if (configuration.Shards is { } shards)
            {
                segments.Add(new LiteralSegment(ShardSegment.Separator));
                segments.Add(new ShardSegment(shards.Count, ShardProperties(entityType, configuration, shards)));
            }

            return new TemplateKeyPart(configuration.AttributeName ?? defaultAttributeName, segments)
            {
                Condition = [.. configuration.Condition.Select(c => c.Of(FindProperty(entityType, c.Property, configuration)))],
            };
        }
    }

    // By default what tells the entities of one partition apart.
    private static List<PropertySegment> ShardProperties(IReadOnlyEntityType entityType, KeyConfiguration key, ShardConfiguration shards)
    {
        var names = shards.By.Count > 0
            ? shards.By
            : [.. entityType.GetRootType().FindPrimaryKey()!.Properties.Select(p => p.Name).Except(key.PropertyNames)];
        return names.Count == 0
            ? throw new InvalidOperationException(Messages.ShardsOfNothing(entityType))
            : [.. names.Select(name => FindProperty(entityType, name, key)).Select(p => new PropertySegment(p, null, ((DynoTypeMapping)p.GetTypeMapping()).Codec))];
    }

    private static DynoEntityMap BuildEntity(IEntityType entityType, IReadOnlyList<DynoIndexModel> indexes)
    {
        var (properties, embedded) = BuildMembers(entityType);
        var maps = properties.ToDictionary(p => p.Property);
        var (partitionKey, sortKey) = KeyResolver.Resolve(entityType);
        KeyPart Part(KeyConfiguration configuration, string attribute) =>
            BuildKeyPart(entityType, configuration, attribute, p => maps[p]);

        var partitionPart = Part(partitionKey, DefaultPartitionKeyAttribute);
        var indexMaps = new List<DynoEntityIndexMap>();
        foreach (var configuration in entityType.GetIndexConfigurations())
        {
            var index = indexes.First(i => i.Name == configuration.Name);
            indexMaps.Add(new DynoEntityIndexMap(
                index,
                configuration.IsGlobal
                    ? IndexModelBuilder.BuildParts(entityType, configuration, configuration.PartitionKey, DefaultPartitionKeyAttribute, p => maps[p])
                    : [partitionPart],
                IndexModelBuilder.BuildParts(entityType, configuration, configuration.SortKey, DefaultSortKeyAttribute, p => maps[p])));
        }

        return new DynoEntityMap(entityType, properties, embedded)
        {
            PartitionKey = partitionPart,
            SortKey = sortKey is null ? null : Part(sortKey, DefaultSortKeyAttribute),
            Indexes = indexMaps,
        };
    }

    // A view on a table of the model, or on one that the model does not make.
    private static DynoEntityMap BuildKeyless(IEntityType entityType, List<DynoTableModel> tables)
    {
        var (properties, embedded) = BuildMembers(entityType);
        var name = entityType.GetDynoTableName();
        var table = tables.Find(t => t.Name == name);
        KeyPart Part(DynoAttribute attribute) =>
            properties.Find(p => p.AttributeName == attribute.Name && p.AttributeType == attribute.Type) is { } property
                ? new PropertyKeyPart(property)
                : new UnmappedKeyPart(attribute);

        var map = new DynoEntityMap(entityType, properties, embedded)
        {
            PartitionKey = Part(table?.PartitionKey ?? new(DefaultPartitionKeyAttribute, AttributeType.S)),
            SortKey = table?.SortKey is { } sortKey ? Part(sortKey) : null,
            Indexes = [.. (table?.Indexes ?? []).Select(i => new DynoEntityIndexMap(
                i, [.. i.PartitionKeys.Select(Part)], [.. i.SortKeys.Select(Part)]))],
        };
        map.Table = table ?? new DynoTableModel
        {
            Name = name,
            PartitionKey = Attribute(map.PartitionKey),
            SortKey = null,
            Indexes = [],
            Entities = [map],
        };
        return map;
    }

    private static (List<DynoPropertyMap> Properties, List<DynoEmbeddedMap> Embedded) BuildMembers(ITypeBase type)
    {
        var properties = type.GetProperties().Where(p => p.IsStored()).Select(DynoPropertyMap.Create).ToList();
        var embedded = new List<DynoEmbeddedMap>();
        foreach (var complex in type.GetComplexProperties())
        {
            var (innerProperties, innerEmbedded) = BuildMembers(complex.ComplexType);
            embedded.Add(new DynoEmbeddedMap
            {
                Member = complex,
                AttributeName = complex.GetAttributeName(),
                IsCollection = complex.IsCollection,
                Target = new DynoStructureMap(complex.ComplexType, innerProperties, innerEmbedded),
            });
        }

        foreach (var navigation in OwnedNavigations(type))
        {
            var (innerProperties, innerEmbedded) = BuildMembers(navigation.TargetEntityType);
            embedded.Add(new DynoEmbeddedMap
            {
                Member = navigation,
                AttributeName = navigation.GetContainingAttributeName(),
                IsCollection = navigation.IsCollection,
                Target = new DynoStructureMap(navigation.TargetEntityType, innerProperties, innerEmbedded),
            });
        }

        return (properties, embedded);
    }

    private static IEnumerable<INavigation> OwnedNavigations(ITypeBase type) =>
        type is IEntityType entityType ? entityType.GetNavigations().Where(n => n.ForeignKey.IsOwnership && !n.IsOnDependent) : [];

    private static IProperty FindProperty(IReadOnlyEntityType entityType, string name, KeyConfiguration configuration) =>
        (IProperty?)entityType.FindProperty(name)
        ?? throw new InvalidOperationException(Messages.KeyPropertyMissing(entityType, name, configuration));
}
