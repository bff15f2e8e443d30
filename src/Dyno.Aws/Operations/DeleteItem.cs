// DeleteItem over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html

namespace Dyno.Aws;

internal static class DeleteItem
{
    public static Sdk.DeleteItemRequest ToAws(DeleteItemRequest request)
    {
        var expressions = new AwsExpressions();
        return new Sdk.DeleteItemRequest
        {
            TableName = request.TableName,
            Key = AwsItems.ToAws(request.Key),
            ConditionExpression = expressions.Print(request.ConditionExpression),
            ExpressionAttributeNames = expressions.Names,
            ExpressionAttributeValues = expressions.Values,
            ReturnValues = AwsEnums.ToAws(request.ReturnValues),
            ReturnValuesOnConditionCheckFailure = AwsEnums.ToAws(request.ReturnValuesOnConditionCheckFailure),
            ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
            ReturnItemCollectionMetrics = AwsEnums.ToAws(request.ReturnItemCollectionMetrics),
        };
    }

    public static DeleteItemResult FromAws(Sdk.DeleteItemResponse response) => new()
    {
        Attributes = AwsItems.FromAwsOrNull(response.Attributes),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
        ItemCollectionMetrics = AwsCollections.FromAws(response.ItemCollectionMetrics),
    };
}
