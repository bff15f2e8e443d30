// What types that live in one table must agree on: how they are told apart, that no two of their items have one key, and the types of the
// attributes that are keys of the table or of an index.

namespace EFCore.Dyno.Metadata;

internal static class SharedTableRules
{
    public static void Check(DynoTableModel table, ModelMistakes mistakes)
    {
        CheckKeyAttributes(table, mistakes);
        if (table.IsShared || table.Entities.Count > 1)
        {
            CheckDiscriminators(table, mistakes);
            CheckDistinct(table, mistakes);
        }
    }

    // An item whose attribute has not the type that an index wants is refused by DynamoDB, also where its type has no part in that index.
    private static void CheckKeyAttributes(DynoTableModel table, ModelMistakes mistakes)
    {
        var keys = new Dictionary<string, (AttributeType Type, string Where)>(StringComparer.Ordinal);
        void Add(DynoAttribute attribute, string where)
        {
            if (!keys.TryAdd(attribute.Name, (attribute.Type, where)) && keys[attribute.Name].Type != attribute.Type)
            {
                mistakes.Add(Messages.KeyAttributeTypes(table, attribute, where, keys[attribute.Name].Type, keys[attribute.Name].Where));
            }
        }

        Add(table.PartitionKey, "the table's key");
        if (table.SortKey is { } sortKey)
        {
            Add(sortKey, "the table's key");
        }

        foreach (var index in table.Indexes)
        {
            foreach (var attribute in index.PartitionKeys.Concat(index.SortKeys))
            {
                Add(attribute, $"index '{index}'");
            }
        }

        foreach (var map in table.Entities)
        {
            foreach (var property in map.Properties)
            {
                if (keys.TryGetValue(property.AttributeName, out var key) && key.Type != property.AttributeType)
                {
                    mistakes.Add(Messages.PropertyMeetsKey(table, map, property, key.Type, key.Where));
                }
            }

            foreach (var embedded in map.Embedded)
            {
                if (keys.TryGetValue(embedded.AttributeName, out var key))
                {
                    mistakes.Add(Messages.EmbeddedMeetsKey(table, map, embedded, key.Type, key.Where));
                }
            }
        }
    }

    private static void CheckDiscriminators(DynoTableModel table, ModelMistakes mistakes)
    {
        // As they are stored: a type of the program's own need not have an equality.
        var values = new Dictionary<EncodedValue, DynoEntityMap>();
        foreach (var map in table.Entities)
        {
            // DynoTableConvention sees to it that there is one.
            if (map.Discriminator is not { } discriminator)
            {
                continue;
            }

            foreach (var other in table.Entities)
            {
                if (other.EntityType.GetRootType() != map.EntityType.GetRootType()
                    && other.Discriminator?.AttributeName != discriminator.AttributeName
                    && other.Properties.FirstOrDefault(p => p.AttributeName == discriminator.AttributeName) is { } property)
                {
                    mistakes.Add(Messages.DiscriminatorMeetsProperty(table, map, other, property));
                }
            }

            if (!map.EntityType.IsAbstract() && map.DiscriminatorValue is { } value && !values.TryAdd(discriminator.Codec.EncodeObject(value), map))
            {
                mistakes.Add(Messages.DiscriminatorTaken(table, map, values[discriminator.Codec.EncodeObject(value)], value));
            }
        }
    }

    private static void CheckDistinct(DynoTableModel table, ModelMistakes mistakes)
    {
        var roots = table.Entities.Where(m => m.EntityType.BaseType is null).ToList();
        for (var i = 0; i < roots.Count; i++)
        {
            for (var j = i + 1; j < roots.Count; j++)
            {
                if (!KeyDistinction.AreDistinct(roots[i], roots[j]) && KeyDistinction.Continuation(roots[i], roots[j]) is null)
                {
                    mistakes.Add(Messages.KeysCollide(table, roots[i], roots[j]));
                }
            }
        }
    }
}
