// Which properties can be added to in the store: plain numbers of the entity itself that nothing else is computed from.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Update;

internal static class Increments
{
    /// <summary>The property's map, or null where it cannot be added to.</summary>
    public static DynoPropertyMap? Find(IEntityType entityType, IProperty property)
    {
        if (!DynoModel.Of(entityType.Model).TryGet(entityType, out var map)
            || map.Find(property) is not { AttributeType: AttributeType.N } found
            || found.TypeMapping.Converter is not null
            || property.IsKey()
            || property.IsConcurrencyToken)
        {
            return null;
        }

        foreach (var index in map.Indexes)
        {
            if (index.PartitionKeys.Concat(index.SortKeys).Any(k => (k as TemplateKeyPart)?.AllProperties.Contains(property) ?? k.Properties.Contains(property)))
            {
                return null;
            }
        }

        foreach (var unique in EntityWrites.Of(map).Uniques)
        {
            if (unique.Properties.Contains(found))
            {
                return null;
            }
        }

        return found;
    }
}
