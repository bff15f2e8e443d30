// TransactWriteItems over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html

namespace Dyno.Aws;

internal static class TransactWriteItems
{
    public static Sdk.TransactWriteItemsRequest ToAws(TransactWriteItemsRequest request) => new()
    {
        TransactItems = [.. request.TransactItems.Select(ToAws)],
        ClientRequestToken = request.ClientRequestToken,
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics = AwsEnums.ToAws(request.ReturnItemCollectionMetrics),
    };

    public static TransactWriteItemsResult FromAws(Sdk.TransactWriteItemsResponse response) => new()
    {
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
        ItemCollectionMetrics = AwsCollections.FromAws(response.ItemCollectionMetrics),
    };

    private static Sdk.TransactWriteItem ToAws(TransactWriteItem action)
    {
        var expressions = new AwsExpressions();
        var update = expressions.Print((action as TransactUpdate)?.UpdateExpression);
        var condition = expressions.Print(action.ConditionExpression);
        var onFailure = AwsEnums.ToAws(action.ReturnValuesOnConditionCheckFailure);
        return action switch
        {
            TransactPut a => new Sdk.TransactWriteItem
            {
                Put = new Sdk.Put
                {
                    TableName = a.TableName,
                    Item = AwsItems.ToAws(a.Item),
                    ConditionExpression = condition,
                    ExpressionAttributeNames = expressions.Names,
                    ExpressionAttributeValues = expressions.Values,
                    ReturnValuesOnConditionCheckFailure = onFailure,
                },
            },
            TransactUpdate a => new Sdk.TransactWriteItem
            {
                Update = new Sdk.Update
                {
                    TableName = a.TableName,
                    Key = AwsItems.ToAws(a.Key),
                    UpdateExpression = update,
                    ConditionExpression = condition,
                    ExpressionAttributeNames = expressions.Names,
                    ExpressionAttributeValues = expressions.Values,
                    ReturnValuesOnConditionCheckFailure = onFailure,
                },
            },
            TransactDelete a => new Sdk.TransactWriteItem
            {
                Delete = new Sdk.Delete
                {
                    TableName = a.TableName,
                    Key = AwsItems.ToAws(a.Key),
                    ConditionExpression = condition,
                    ExpressionAttributeNames = expressions.Names,
                    ExpressionAttributeValues = expressions.Values,
                    ReturnValuesOnConditionCheckFailure = onFailure,
                },
            },
            TransactConditionCheck a => new Sdk.TransactWriteItem
            {
                ConditionCheck = new Sdk.ConditionCheck
                {
                    TableName = a.TableName,
                    Key = AwsItems.ToAws(a.Key),
                    ConditionExpression = condition,
                    ExpressionAttributeNames = expressions.Names,
                    ExpressionAttributeValues = expressions.Values,
                    ReturnValuesOnConditionCheckFailure = onFailure,
                },
            },
            _ => throw new ArgumentException(action.GetType().Name, nameof(action)),
        };
    }
}
