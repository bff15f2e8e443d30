// A table as the model wants it: its key, its indexes and the types that live in it.

using System.Text;

namespace EFCore.Dyno.Metadata;

internal sealed record DynoAttribute(string Name, AttributeType Type);

internal sealed class DynoTableModel
{
    private bool? _hasReservedItems;
    private byte[]? _partitionKeyName;
    private byte[]? _sortKeyName;

    public required string Name { get; init; }

    public required DynoAttribute PartitionKey { get; init; }

    public required DynoAttribute? SortKey { get; init; }

    public required IReadOnlyList<DynoIndexModel> Indexes { get; init; }

    /// <summary>What the model says of the table itself.</summary>
    public TableConfiguration Configuration { get; init; } = TableConfiguration.Empty;

    /// <summary>The attribute that tells when an item expires, or null where none does.</summary>
    public string? TimeToLiveAttribute { get; init; }

    /// <summary>The maps of all types, abstract ones included, whose items live in the table.</summary>
    public required IReadOnlyList<DynoEntityMap> Entities { get; init; }

    public bool IsShared => Entities.Select(e => e.EntityType.GetRootType()).Distinct().Skip(1).Any();

    /// <summary>
    /// The table may hold items of the provider's own, counters and sentinels of unique values: scans exclude them with <see cref="ReservedKeys.VisibleFilter"/>.
    /// </summary>
    public bool HasReservedItems => _hasReservedItems ??= ReservedItems.AreIn(this);

    /// <summary>The key of an item that has its attributes.</summary>
    public Item KeyOf(Item item)
    {
        var writer = ItemWriter.Rent();
        try
        {
            writer.WriteEncoded(_partitionKeyName ??= Encoding.UTF8.GetBytes(PartitionKey.Name), item.Get(PartitionKey.Name)!.Value);
            if (SortKey is { } sortKey)
            {
                writer.WriteEncoded(_sortKeyName ??= Encoding.UTF8.GetBytes(sortKey.Name), item.Get(sortKey.Name)!.Value);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    public DynoIndexModel? FindIndex(string name) => Indexes.FirstOrDefault(i => i.Name == name);

    public override string ToString() => Name;
}

internal sealed class DynoIndexModel
{
    public required string Name { get; init; }

    public required bool IsGlobal { get; init; }

    /// <summary>One attribute, or up to four of a global index.</summary>
    public required IReadOnlyList<DynoAttribute> PartitionKeys { get; init; }

    /// <summary>None, one, or up to four attributes of a global index.</summary>
    public required IReadOnlyList<DynoAttribute> SortKeys { get; init; }

    public DynoAttribute PartitionKey => PartitionKeys[0];

    public DynoAttribute? SortKey => SortKeys.Count == 0 ? null : SortKeys[0];

    public required Projection Projection { get; init; }

    public ProvisionedThroughput? Provisioned { get; init; }

    public OnDemandThroughput? OnDemand { get; init; }

    public WarmThroughput? Warm { get; init; }

    public override string ToString() => Name;
}
