// What DynamoDB wants of tables and indexes: names, numbers, and keys that the types of a table agree on.

namespace EFCore.Dyno.Metadata;

internal static class TableRules
{
    public static void Check(DynoTableModel table, ModelMistakes mistakes)
    {
        if (!StoreNames.IsName(table.Name))
        {
            mistakes.Add(Messages.TableName(table.Name, table.Entities[0].EntityType));
        }

        foreach (var map in table.Entities)
        {
            if (DynoModelBuilder.Attribute(map.PartitionKey) != table.PartitionKey
                || (map.SortKey is { } sortKey ? DynoModelBuilder.Attribute(sortKey) : null) != table.SortKey)
            {
                mistakes.Add(Messages.KeysDisagree(table, map));
            }
        }

        CheckIndexes(table, mistakes);
    }

    private static void CheckIndexes(DynoTableModel table, ModelMistakes mistakes)
    {
        foreach (var index in table.Indexes)
        {
            if (!StoreNames.IsName(index.Name))
            {
                mistakes.Add(Messages.IndexName(table, index));
            }

            if (!index.IsGlobal && table.SortKey is null)
            {
                mistakes.Add(Messages.LocalIndexWithoutSortKey(table, index));
            }

            foreach (var attribute in index.PartitionKeys.Concat(index.SortKeys))
            {
                if (attribute.Type is not (AttributeType.S or AttributeType.N or AttributeType.B))
                {
                    mistakes.Add(Messages.IndexKeyType(table, index, attribute));
                }
            }
        }

        var globals = table.Indexes.Count(i => i.IsGlobal);
        if (globals > Limits.GlobalSecondaryIndexes)
        {
            mistakes.Add(Messages.TooManyIndexes(table, "global", globals, Limits.GlobalSecondaryIndexes));
        }

        var locals = table.Indexes.Count - globals;
        if (locals > Limits.LocalSecondaryIndexes)
        {
            mistakes.Add(Messages.TooManyIndexes(table, "local", locals, Limits.LocalSecondaryIndexes));
        }

        var projected = table.Indexes.Sum(i => i.Projection.NonKeyAttributes.Count);
        if (projected > Limits.ProjectedAttributes)
        {
            mistakes.Add(Messages.TooManyProjected(table, projected));
        }
    }
}
