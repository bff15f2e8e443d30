// PutItem over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html

namespace Dyno.Aws;

internal static class PutItem
{
    public static Sdk.PutItemRequest ToAws(PutItemRequest request)
    {
        var expressions = new AwsExpressions();
        return new Sdk.PutItemRequest
        {
            TableName = request.TableName,
            Item = AwsItems.ToAws(request.Item),
            ConditionExpression = expressions.Print(request.ConditionExpression),
            ExpressionAttributeNames = expressions.Names,
            ExpressionAttributeValues = expressions.Values,
            ReturnValues = AwsEnums.ToAws(request.ReturnValues),
            ReturnValuesOnConditionCheckFailure = AwsEnums.ToAws(request.ReturnValuesOnConditionCheckFailure),
            ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
            ReturnItemCollectionMetrics = AwsEnums.ToAws(request.ReturnItemCollectionMetrics),
        };
    }

    public static PutItemResult FromAws(Sdk.PutItemResponse response) => new()
    {
        Attributes = AwsItems.FromAwsOrNull(response.Attributes),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
        ItemCollectionMetrics = AwsCollections.FromAws(response.ItemCollectionMetrics),
    };
}
