// The requests that make a table of the model what the model says. A new table is paid per request where the model says nothing.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Storage;

internal static class TableRequests
{
    public static CreateTableRequest Create(DynoTableModel table)
    {
        var configuration = table.Configuration;
        var globals = table.Indexes.Where(i => i.IsGlobal).Select(i => GlobalIndex(table, i)).ToList();
        var locals = table.Indexes.Where(i => !i.IsGlobal).Select(LocalIndex).ToList();
        return new CreateTableRequest
        {
            TableName = table.Name,
            KeySchema = KeySchema([table.PartitionKey], table.SortKey is { } sortKey ? [sortKey] : []),
            AttributeDefinitions = Attributes(table, table.Indexes),
            GlobalSecondaryIndexes = globals.Count == 0 ? null : globals,
            LocalSecondaryIndexes = locals.Count == 0 ? null : locals,
            BillingMode = configuration.BillingMode ?? BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput = configuration.Provisioned,
            OnDemandThroughput = configuration.OnDemand,
            WarmThroughput = configuration.Warm,
            TableClass = configuration.Class,
            DeletionProtectionEnabled = configuration.DeletionProtection ?? false,
            StreamSpecification = configuration.Stream is { StreamEnabled: true } stream ? stream : null,
            SSESpecification = configuration.Encryption,
            Tags = configuration.Tags is { Count: > 0 } tags ? [.. tags.Select(t => new Tag(t.Key, t.Value))] : null,
        };
    }

    public static UpdateTableRequest AddIndex(DynoTableModel table, DynoIndexModel index) => new()
    {
        TableName = table.Name,
        AttributeDefinitions = [.. Definitions(index)],
        GlobalSecondaryIndexUpdates = [new CreateGlobalSecondaryIndexAction(GlobalIndex(table, index))],
    };

    public static UpdateTimeToLiveRequest TimeToLive(string tableName, string attributeName, bool enabled) => new()
    {
        TableName = tableName,
        TimeToLiveSpecification = new TimeToLiveSpecification(enabled, attributeName),
    };

    public static IReadOnlyList<KeySchemaElement> KeySchema(IReadOnlyList<DynoAttribute> partitionKeys, IReadOnlyList<DynoAttribute> sortKeys) =>
        [.. partitionKeys.Select(k => new KeySchemaElement(k.Name, KeyType.HASH)), .. sortKeys.Select(k => new KeySchemaElement(k.Name, KeyType.RANGE))];

    public static GlobalSecondaryIndex GlobalIndex(DynoTableModel table, DynoIndexModel index) => new()
    {
        IndexName = index.Name,
        KeySchema = KeySchema(index.PartitionKeys, index.SortKeys),
        Projection = index.Projection,
        ProvisionedThroughput = table.Configuration.BillingMode == BillingMode.PROVISIONED ? index.Provisioned ?? table.Configuration.Provisioned : null,
        OnDemandThroughput = index.OnDemand,
        WarmThroughput = index.Warm,
    };

    private static LocalSecondaryIndex LocalIndex(DynoIndexModel index) => new()
    {
        IndexName = index.Name,
        KeySchema = KeySchema(index.PartitionKeys, index.SortKeys),
        Projection = index.Projection,
    };

    private static List<AttributeDefinition> Attributes(DynoTableModel table, IEnumerable<DynoIndexModel> indexes)
    {
        IEnumerable<AttributeDefinition> own = table.SortKey is { } sortKey
            ? [new(table.PartitionKey.Name, table.PartitionKey.Type), new(sortKey.Name, sortKey.Type)]
            : [new(table.PartitionKey.Name, table.PartitionKey.Type)];
        return [.. own.Concat(indexes.SelectMany(Definitions)).DistinctBy(d => d.AttributeName)];
    }

    private static IEnumerable<AttributeDefinition> Definitions(DynoIndexModel index) =>
        index.PartitionKeys.Concat(index.SortKeys).Select(a => new AttributeDefinition(a.Name, a.Type));
}
