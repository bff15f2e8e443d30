// What the types that live in a table say of it together, and the model's defaults.

namespace EFCore.Dyno.Metadata;

internal static class TableSettings
{
    public static TableConfiguration ConfigurationOf(string tableName, IReadOnlyList<IEntityType> entityTypes)
    {
        var merged = TableConfiguration.Empty;
        foreach (var entityType in entityTypes)
        {
            if (entityType[DynoAnnotationNames.Table] is string json)
            {
                merged = merged.Merge(TableConfiguration.Parse(json), out var conflict);
                if (conflict is not null)
                {
                    throw new InvalidOperationException(Messages.TableSettingsDisagree(tableName, conflict, entityType));
                }
            }
        }

        return entityTypes[0].Model[DynoAnnotationNames.Table] is string defaults ? merged.WithDefaults(TableConfiguration.Parse(defaults)) : merged;
    }

    public static string? TimeToLiveOf(string tableName, IReadOnlyList<DynoEntityMap> maps)
    {
        string? attribute = null;
        foreach (var map in maps)
        {
            if (PropertyOf(map.EntityType) is not { } property)
            {
                continue;
            }

            var name = property.GetAttributeName();
            if (attribute is not null && attribute != name)
            {
                throw new InvalidOperationException(Messages.TimesToLiveDisagree(tableName, attribute, property, name));
            }

            if (map.Find(property)!.AttributeType != AttributeType.N)
            {
                throw new InvalidOperationException(Messages.TimeToLiveType(property, map.Find(property)!.AttributeType));
            }

            attribute = name;
        }

        return attribute;
    }

    public static IReadOnlyProperty? PropertyOf(IReadOnlyEntityType entityType)
    {
        foreach (var type in entityType.GetAllBaseTypesInclusive())
        {
            if (type[DynoAnnotationNames.TimeToLive] is string name)
            {
                return entityType.FindProperty(name) ?? throw new InvalidOperationException(Messages.TimeToLiveMissing(entityType, name));
            }
        }

        return null;
    }
}
