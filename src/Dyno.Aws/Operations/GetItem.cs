// GetItem over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html

namespace Dyno.Aws;

internal static class GetItem
{
    public static Sdk.GetItemRequest ToAws(GetItemRequest request)
    {
        var expressions = new AwsExpressions();
        return new Sdk.GetItemRequest
        {
            TableName = request.TableName,
            Key = AwsItems.ToAws(request.Key),
            ConsistentRead = request.ConsistentRead,
            ProjectionExpression = expressions.Print(request.ProjectionExpression),
            ExpressionAttributeNames = expressions.Names,
            ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
        };
    }

    public static GetItemResult FromAws(Sdk.GetItemResponse response) => new()
    {
        // An item of which nothing was asked for is there all the same.
        Item = response.IsItemSet ? AwsItems.FromAws(response.Item) : default(Item?),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };
}
