// The CreateTable request of a table of the model. Tables are paid per request; capacity is configured on the table afterwards.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Storage;

internal static class TableRequests
{
    public static CreateTableRequest Create(DynoTableModel table)
    {
        var attributes = new Dictionary<string, DynoAttribute>(StringComparer.Ordinal);
        IReadOnlyList<KeySchemaElement> Schema(DynoAttribute partitionKey, DynoAttribute? sortKey)
        {
            attributes[partitionKey.Name] = partitionKey;
            if (sortKey is null)
            {
                return [new(partitionKey.Name, KeyType.HASH)];
            }

            attributes[sortKey.Name] = sortKey;
            return [new(partitionKey.Name, KeyType.HASH), new(sortKey.Name, KeyType.RANGE)];
        }

        var schema = Schema(table.PartitionKey, table.SortKey);
        var globals = table.Indexes.Where(i => i.IsGlobal).Select(i => new GlobalSecondaryIndex
        {
            IndexName = i.Name,
            KeySchema = Schema(i.PartitionKey, i.SortKey),
            Projection = i.Projection,
        }).ToList();
        var locals = table.Indexes.Where(i => !i.IsGlobal).Select(i => new LocalSecondaryIndex
        {
            IndexName = i.Name,
            KeySchema = Schema(i.PartitionKey, i.SortKey),
            Projection = i.Projection,
        }).ToList();
        return new CreateTableRequest
        {
            TableName = table.Name,
            KeySchema = schema,
            AttributeDefinitions = [.. attributes.Values.Select(a => new AttributeDefinition(a.Name, a.Type))],
            GlobalSecondaryIndexes = globals.Count == 0 ? null : globals,
            LocalSecondaryIndexes = locals.Count == 0 ? null : locals,
            BillingMode = BillingMode.PAY_PER_REQUEST,
        };
    }
}
