// UpdateItem over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html

namespace Dyno.Aws;

internal static class UpdateItem
{
    public static Sdk.UpdateItemRequest ToAws(UpdateItemRequest request)
    {
        var expressions = new AwsExpressions();
        return new Sdk.UpdateItemRequest
        {
            TableName = request.TableName,
            Key = AwsItems.ToAws(request.Key),
            UpdateExpression = expressions.Print(request.UpdateExpression),
            ConditionExpression = expressions.Print(request.ConditionExpression),
            ExpressionAttributeNames = expressions.Names,
            ExpressionAttributeValues = expressions.Values,
            ReturnValues = AwsEnums.ToAws(request.ReturnValues),
            ReturnValuesOnConditionCheckFailure = AwsEnums.ToAws(request.ReturnValuesOnConditionCheckFailure),
            ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
            ReturnItemCollectionMetrics = AwsEnums.ToAws(request.ReturnItemCollectionMetrics),
        };
    }

    public static UpdateItemResult FromAws(Sdk.UpdateItemResponse response) => new()
    {
        Attributes = AwsItems.FromAwsOrNull(response.Attributes),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
        ItemCollectionMetrics = AwsCollections.FromAws(response.ItemCollectionMetrics),
    };
}
