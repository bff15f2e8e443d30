// TransactGetItems over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html

namespace Dyno.Aws;

internal static class TransactGetItems
{
    public static Sdk.TransactGetItemsRequest ToAws(TransactGetItemsRequest request) => new()
    {
        TransactItems = [.. request.TransactItems.Select(ToAws)],
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
    };

    public static TransactGetItemsResult FromAws(Sdk.TransactGetItemsResponse response) => new()
    {
        Responses = [.. (response.Responses ?? []).Select(r => r.Item is null ? default(Item?) : AwsItems.FromAws(r.Item))],
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };

    private static Sdk.TransactGetItem ToAws(TransactGetItem get)
    {
        var expressions = new AwsExpressions();
        return new Sdk.TransactGetItem
        {
            Get = new Sdk.Get
            {
                TableName = get.TableName,
                Key = AwsItems.ToAws(get.Key),
                ProjectionExpression = expressions.Print(get.ProjectionExpression),
                ExpressionAttributeNames = expressions.Names,
            },
        };
    }
}
