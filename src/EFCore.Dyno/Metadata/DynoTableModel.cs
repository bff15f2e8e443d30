// A table as the model wants it: its key, its indexes and the types that live in it.

namespace EFCore.Dyno.Metadata;

internal sealed record DynoAttribute(string Name, AttributeType Type);

internal sealed class DynoTableModel
{
    private bool? _hasReservedItems;

    public required string Name { get; init; }

    public required DynoAttribute PartitionKey { get; init; }

    public required DynoAttribute? SortKey { get; init; }

    public required IReadOnlyList<DynoIndexModel> Indexes { get; init; }

    /// <summary>The maps of all types, abstract ones included, whose items live in the table.</summary>
    public required IReadOnlyList<DynoEntityMap> Entities { get; init; }

    public bool IsShared => Entities.Select(e => e.EntityType.GetRootType()).Distinct().Skip(1).Any();

    /// <summary>
    /// The table may hold items of the provider's own, counters and sentinels of unique values: scans exclude them with <see cref="ReservedKeys.VisibleFilter"/>.
    /// </summary>
    public bool HasReservedItems => _hasReservedItems ??= ReservedItems.AreIn(this);

    public DynoIndexModel? FindIndex(string name) => Indexes.FirstOrDefault(i => i.Name == name);

    public override string ToString() => Name;
}

internal sealed class DynoIndexModel
{
    public required string Name { get; init; }

    public required bool IsGlobal { get; init; }

    public required DynoAttribute PartitionKey { get; init; }

    public required DynoAttribute? SortKey { get; init; }

    public required Projection Projection { get; init; }

    public override string ToString() => Name;
}
