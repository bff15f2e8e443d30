// CreateTable over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html

namespace Dyno.Aws;

internal static class CreateTable
{
    public static Sdk.CreateTableRequest ToAws(CreateTableRequest request) => new()
    {
        TableName = request.TableName,
        AttributeDefinitions = AwsTables.ToAws(request.AttributeDefinitions),
        KeySchema = AwsTables.ToAws(request.KeySchema),
        LocalSecondaryIndexes = AwsTables.ToAws(request.LocalSecondaryIndexes),
        GlobalSecondaryIndexes = AwsTables.ToAws(request.GlobalSecondaryIndexes),
        BillingMode = new Amazon.DynamoDBv2.BillingMode(request.BillingMode.ToString()),
        ProvisionedThroughput = AwsTables.ToAws(request.ProvisionedThroughput),
        Tags = AwsSettings.ToAws(request.Tags),
        TableClass = AwsSettings.ToAws(request.TableClass),
        DeletionProtectionEnabled = request.DeletionProtectionEnabled ? true : null,
        OnDemandThroughput = AwsSettings.ToAws(request.OnDemandThroughput),
        WarmThroughput = AwsSettings.ToAws(request.WarmThroughput),
        SSESpecification = AwsSettings.ToAws(request.SSESpecification),
        StreamSpecification = AwsSettings.ToAws(request.StreamSpecification),
    };
}
