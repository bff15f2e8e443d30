// What DynamoDB wants of tables and indexes: names, numbers, and keys that the types of a table agree on.

namespace EFCore.Dyno.Metadata;

internal static class TableRules
{
    public static void Check(DynoTableModel table)
    {
        if (!TableNames.IsName(table.Name))
        {
            throw new InvalidOperationException(Messages.TableName(table.Name, table.Entities[0].EntityType));
        }

        foreach (var map in table.Entities)
        {
            if (DynoModelBuilder.Attribute(map.PartitionKey) != table.PartitionKey
                || (map.SortKey is { } sortKey ? DynoModelBuilder.Attribute(sortKey) : null) != table.SortKey)
            {
                throw new InvalidOperationException(Messages.KeysDisagree(table, map));
            }
        }

        CheckIndexes(table);
    }

    private static void CheckIndexes(DynoTableModel table)
    {
        foreach (var index in table.Indexes)
        {
            if (!TableNames.IsName(index.Name))
            {
                throw new InvalidOperationException(Messages.IndexName(table, index));
            }

            if (!index.IsGlobal && table.SortKey is null)
            {
                throw new InvalidOperationException(Messages.LocalIndexWithoutSortKey(table, index));
            }

            CheckKeyType(table, index, index.PartitionKey);
            if (index.SortKey is { } sortKey)
            {
                CheckKeyType(table, index, sortKey);
            }
        }

        var globals = table.Indexes.Count(i => i.IsGlobal);
        if (globals > Limits.GlobalSecondaryIndexes)
        {
            throw new InvalidOperationException(Messages.TooManyIndexes(table, "global", globals, Limits.GlobalSecondaryIndexes));
        }

        var locals = table.Indexes.Count - globals;
        if (locals > Limits.LocalSecondaryIndexes)
        {
            throw new InvalidOperationException(Messages.TooManyIndexes(table, "local", locals, Limits.LocalSecondaryIndexes));
        }

        var projected = table.Indexes.Sum(i => i.Projection.NonKeyAttributes.Count);
        if (projected > Limits.ProjectedAttributes)
        {
            throw new InvalidOperationException(Messages.TooManyProjected(table, projected));
        }
    }

    private static void CheckKeyType(DynoTableModel table, DynoIndexModel index, DynoAttribute attribute)
    {
        if (attribute.Type is not (AttributeType.S or AttributeType.N or AttributeType.B))
        {
            throw new InvalidOperationException(Messages.IndexKeyType(table, index, attribute));
        }
    }
}
