// UpdateTable over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html

namespace Dyno.Aws;

internal static class UpdateTable
{
    public static Sdk.UpdateTableRequest ToAws(UpdateTableRequest request) => new()
    {
        TableName = request.TableName,
        AttributeDefinitions = request.AttributeDefinitions is null ? null : AwsTables.ToAws(request.AttributeDefinitions),
        BillingMode = request.BillingMode is null ? null : new Amazon.DynamoDBv2.BillingMode(request.BillingMode.ToString()),
        ProvisionedThroughput = AwsTables.ToAws(request.ProvisionedThroughput),
        GlobalSecondaryIndexUpdates = request.GlobalSecondaryIndexUpdates is null ? null : [.. request.GlobalSecondaryIndexUpdates.Select(ToAws)],
        TableClass = AwsSettings.ToAws(request.TableClass),
        DeletionProtectionEnabled = request.DeletionProtectionEnabled,
        OnDemandThroughput = AwsSettings.ToAws(request.OnDemandThroughput),
        WarmThroughput = AwsSettings.ToAws(request.WarmThroughput),
        SSESpecification = AwsSettings.ToAws(request.SSESpecification),
        StreamSpecification = AwsSettings.ToAws(request.StreamSpecification),
    };

    private static Sdk.GlobalSecondaryIndexUpdate ToAws(GlobalSecondaryIndexUpdate update) => update switch
    {
        CreateGlobalSecondaryIndexAction { Index: var index } => new()
        {
            Create = new Sdk.CreateGlobalSecondaryIndexAction
            {
                IndexName = index.IndexName,
                KeySchema = AwsTables.ToAws(index.KeySchema),
                Projection = AwsTables.ToAws(index.Projection),
                ProvisionedThroughput = AwsTables.ToAws(index.ProvisionedThroughput),
                OnDemandThroughput = AwsSettings.ToAws(index.OnDemandThroughput),
                WarmThroughput = AwsSettings.ToAws(index.WarmThroughput),
            },
        },
        UpdateGlobalSecondaryIndexAction change => new()
        {
            Update = new Sdk.UpdateGlobalSecondaryIndexAction
            {
                IndexName = change.IndexName,
                ProvisionedThroughput = AwsTables.ToAws(change.ProvisionedThroughput),
                OnDemandThroughput = AwsSettings.ToAws(change.OnDemandThroughput),
                WarmThroughput = AwsSettings.ToAws(change.WarmThroughput),
            },
        },
        _ => new() { Delete = new Sdk.DeleteGlobalSecondaryIndexAction { IndexName = update.IndexName } },
    };
}
