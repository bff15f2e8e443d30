// BatchGetItem over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

namespace Dyno.Aws;

internal static class BatchGetItem
{
    public static Sdk.BatchGetItemRequest ToAws(BatchGetItemRequest request) => new()
    {
        RequestItems = request.RequestItems.ToDictionary(t => t.Key, t => ToAws(t.Value), StringComparer.Ordinal),
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
    };

    // Unprocessed keys go back with the projection they came with.
    public static BatchGetItemResult FromAws(BatchGetItemRequest request, Sdk.BatchGetItemResponse response) => new()
    {
        Responses = (response.Responses ?? []).ToDictionary(t => t.Key, t => (IReadOnlyList<Item>)AwsItems.FromAws(t.Value), StringComparer.Ordinal),
        UnprocessedKeys = (response.UnprocessedKeys ?? []).ToDictionary(
            t => t.Key, t => request.RequestItems[t.Key] with { Keys = AwsItems.FromAws(t.Value.Keys) }, StringComparer.Ordinal),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
    };

    private static Sdk.KeysAndAttributes ToAws(KeysAndAttributes keys)
    {
        var expressions = new AwsExpressions();
        return new Sdk.KeysAndAttributes
        {
            Keys = [.. keys.Keys.Select(k => AwsItems.ToAws(k))],
            ConsistentRead = keys.ConsistentRead,
            ProjectionExpression = expressions.Print(keys.ProjectionExpression),
            ExpressionAttributeNames = expressions.Names,
        };
    }
}
