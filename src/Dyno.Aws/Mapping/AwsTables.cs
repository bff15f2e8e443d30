// Table definitions and descriptions between the seam and the SDK.

using Amazon.DynamoDBv2;

namespace Dyno.Aws;

internal static class AwsTables
{
    public static List<Sdk.AttributeDefinition> ToAws(IReadOnlyList<AttributeDefinition> definitions) =>
        [.. definitions.Select(d => new Sdk.AttributeDefinition(d.AttributeName, new ScalarAttributeType(d.AttributeType.ToName())))];

    public static List<Sdk.KeySchemaElement> ToAws(IReadOnlyList<KeySchemaElement> schema) =>
        [.. schema.Select(e => new Sdk.KeySchemaElement(e.AttributeName, new Amazon.DynamoDBv2.KeyType(e.KeyType.ToString())))];

    public static Sdk.ProvisionedThroughput? ToAws(ProvisionedThroughput? throughput) =>
        throughput is null ? null : new Sdk.ProvisionedThroughput(throughput.ReadCapacityUnits, throughput.WriteCapacityUnits);

    public static List<Sdk.LocalSecondaryIndex>? ToAws(IReadOnlyList<LocalSecondaryIndex>? indexes) => indexes is null ? null :
    [
        .. indexes.Select(i => new Sdk.LocalSecondaryIndex { IndexName = i.IndexName, KeySchema = ToAws(i.KeySchema), Projection = ToAws(i.Projection) }),
    ];

    public static List<Sdk.GlobalSecondaryIndex>? ToAws(IReadOnlyList<GlobalSecondaryIndex>? indexes) => indexes is null ? null :
    [
        .. indexes.Select(i => new Sdk.GlobalSecondaryIndex
        {
            IndexName = i.IndexName,
            KeySchema = ToAws(i.KeySchema),
            Projection = ToAws(i.Projection),
            ProvisionedThroughput = ToAws(i.ProvisionedThroughput),
            OnDemandThroughput = AwsSettings.ToAws(i.OnDemandThroughput),
            WarmThroughput = AwsSettings.ToAws(i.WarmThroughput),
        }),
    ];

    public static Sdk.Projection ToAws(Projection projection) => new()
    {
        ProjectionType = new Amazon.DynamoDBv2.ProjectionType(projection.ProjectionType.ToString()),
        NonKeyAttributes = projection.NonKeyAttributes.Count == 0 ? null : [.. projection.NonKeyAttributes],
    };

    public static TableDescription FromAws(Sdk.TableDescription table) => new()
    {
        TableName = table.TableName,
        TableArn = table.TableArn ?? "",
        TableId = table.TableId ?? "",
        TableStatus = Enum.Parse<TableStatus>(table.TableStatus.Value),
        CreationDateTime = FromAws(table.CreationDateTime) ?? default,
        AttributeDefinitions = [.. (table.AttributeDefinitions ?? []).Select(FromAws)],
        KeySchema = FromAws(table.KeySchema),
        LocalSecondaryIndexes = [.. (table.LocalSecondaryIndexes ?? []).Select(i => new IndexDescription
        {
            IndexName = i.IndexName,
            IndexArn = i.IndexArn ?? "",
            IndexStatus = Enum.Parse<TableStatus>(table.TableStatus.Value),
            KeySchema = FromAws(i.KeySchema),
            Projection = FromAws(i.Projection),
            ItemCount = i.ItemCount ?? 0,
            IndexSizeBytes = i.IndexSizeBytes ?? 0,
        })],
        GlobalSecondaryIndexes = [.. (table.GlobalSecondaryIndexes ?? []).Select(i => new IndexDescription
        {
            IndexName = i.IndexName,
            IndexArn = i.IndexArn ?? "",
            IndexStatus = i.IndexStatus is { } status ? Enum.Parse<TableStatus>(status.Value) : Enum.Parse<TableStatus>(table.TableStatus.Value),
            KeySchema = FromAws(i.KeySchema),
            Projection = FromAws(i.Projection),
            ProvisionedThroughput = FromAws(i.ProvisionedThroughput),
            Backfilling = i.Backfilling ?? false,
            OnDemandThroughput = AwsSettings.FromAws(i.OnDemandThroughput),
            WarmThroughput = AwsSettings.FromAws(i.WarmThroughput),
            ItemCount = i.ItemCount ?? 0,
            IndexSizeBytes = i.IndexSizeBytes ?? 0,
        })],
        BillingMode = table.BillingModeSummary?.BillingMode is { } mode ? Enum.Parse<BillingMode>(mode.Value) : BillingMode.PROVISIONED,
        ProvisionedThroughput = FromAws(table.ProvisionedThroughput) ?? new ProvisionedThroughputDescription(0, 0),
        LastUpdateToPayPerRequestDateTime = FromAws(table.BillingModeSummary?.LastUpdateToPayPerRequestDateTime),
        ItemCount = table.ItemCount ?? 0,
        TableSizeBytes = table.TableSizeBytes ?? 0,
        TableClass = table.TableClassSummary?.TableClass is { } tableClass ? Enum.Parse<TableClass>(tableClass.Value) : null,
        DeletionProtectionEnabled = table.DeletionProtectionEnabled ?? false,
        OnDemandThroughput = AwsSettings.FromAws(table.OnDemandThroughput),
        WarmThroughput = AwsSettings.FromAws(table.WarmThroughput),
        SSEDescription = AwsSettings.FromAws(table.SSEDescription),
        StreamSpecification = AwsSettings.FromAws(table.StreamSpecification),
        LatestStreamArn = table.LatestStreamArn,
        LatestStreamLabel = table.LatestStreamLabel,
    };

    private static AttributeDefinition FromAws(Sdk.AttributeDefinition definition) => new(
        definition.AttributeName,
        definition.AttributeType.Value switch
        {
            "S" => AttributeType.S,
            "N" => AttributeType.N,
            _ => AttributeType.B,
        });

    private static IReadOnlyList<KeySchemaElement> FromAws(List<Sdk.KeySchemaElement>? schema) =>
        [.. (schema ?? []).Select(e => new KeySchemaElement(e.AttributeName, Enum.Parse<KeyType>(e.KeyType.Value)))];

    private static Projection FromAws(Sdk.Projection? projection) => projection is null ? Projection.All : new Projection
    {
        ProjectionType = Enum.Parse<ProjectionType>(projection.ProjectionType.Value),
        NonKeyAttributes = [.. projection.NonKeyAttributes ?? []],
    };

    private static ProvisionedThroughputDescription? FromAws(Sdk.ProvisionedThroughputDescription? throughput) => throughput is null
        ? null
        : new ProvisionedThroughputDescription(throughput.ReadCapacityUnits ?? 0, throughput.WriteCapacityUnits ?? 0)
        {
            LastIncreaseDateTime = FromAws(throughput.LastIncreaseDateTime),
            LastDecreaseDateTime = FromAws(throughput.LastDecreaseDateTime),
            NumberOfDecreasesToday = (int)(throughput.NumberOfDecreasesToday ?? 0),
        };

    private static DateTimeOffset? FromAws(DateTime? time) => time is { } given ? new DateTimeOffset(given.ToUniversalTime(), TimeSpan.Zero) : null;
}
