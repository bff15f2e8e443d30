// Whether a table holds items of the provider's own: where a type in it has counted values or values that must be unique.

using EFCore.Dyno.Update;
using EFCore.Dyno.ValueGeneration;

namespace EFCore.Dyno.Metadata;

internal static class ReservedItems
{
    public static bool AreIn(DynoTableModel table)
    {
        foreach (var map in table.Entities)
        {
            if (UniqueConstraint.Any(map.EntityType) || IsCounted(map.EntityType))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCounted(IEntityType entityType) =>
        entityType.GetFlattenedProperties().Any(CounterProperty.IsCounted)
        || entityType.GetNavigations().Any(n => n.ForeignKey.IsOwnership && !n.IsOnDependent && IsCounted(n.TargetEntityType));
}
