// How the items of one entity type are laid out: the table, the key, the attributes and the keys of the indexes.

namespace EFCore.Dyno.Metadata;

internal sealed class DynoEntityMap(IEntityType entityType, IReadOnlyList<DynoPropertyMap> properties, IReadOnlyList<DynoEmbeddedMap> embedded)
    : DynoStructureMap(entityType, properties, embedded)
{
    public IEntityType EntityType { get; } = entityType;

    public DynoTableModel Table { get; internal set; } = null!;

    /// <summary>Whether the type has no key: it can be read, from a table that is its own or other types', and not be written.</summary>
    public bool IsKeyless { get; } = entityType.FindPrimaryKey() is null;

    public required KeyPart PartitionKey { get; init; }

    public required KeyPart? SortKey { get; init; }

    public required IReadOnlyList<DynoEntityIndexMap> Indexes { get; init; }

    /// <summary>The property that tells the types of a table apart, or null where the table has one type.</summary>
    public DynoPropertyMap? Discriminator { get; } =
        entityType.FindDiscriminatorProperty() is { } discriminator ? properties.First(p => p.Property == discriminator) : null;

    public object? DiscriminatorValue { get; } = entityType.GetDiscriminatorValue();

    /// <summary>What saving works out of the map on its first use.</summary>
    internal object? EntityWrites { get; set; }

    /// <summary>The relationships whose dependents go with an entity, worked out on the first deletion.</summary>
    internal object? Cascades { get; set; }

    public override string ToString() => $"{EntityType.DisplayName()} in {Table}";
}

/// <summary>An index of the table, with how this entity type's items get its keys. An item for which a part composes to nothing is not in the index.</summary>
internal sealed record DynoEntityIndexMap(DynoIndexModel Index, IReadOnlyList<KeyPart> PartitionKeys, IReadOnlyList<KeyPart> SortKeys)
{
    /// <summary>The only partition key, or the first of several, of which a query must give all.</summary>
    public KeyPart PartitionKey => PartitionKeys[0];

    /// <summary>The only sort key, or the first of several, of which a query may give the first ones.</summary>
    public KeyPart? SortKey => SortKeys.Count == 0 ? null : SortKeys[0];
}
