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
    };
}
