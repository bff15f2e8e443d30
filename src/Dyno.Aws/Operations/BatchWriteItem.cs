// BatchWriteItem over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html

namespace Dyno.Aws;

internal static class BatchWriteItem
{
    public static Sdk.BatchWriteItemRequest ToAws(BatchWriteItemRequest request) => new()
    {
        RequestItems = request.RequestItems.ToDictionary(t => t.Key, t => t.Value.Select(ToAws).ToList(), StringComparer.Ordinal),
        ReturnConsumedCapacity = AwsEnums.ToAws(request.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics = AwsEnums.ToAws(request.ReturnItemCollectionMetrics),
    };

    public static BatchWriteItemResult FromAws(Sdk.BatchWriteItemResponse response) => new()
    {
        UnprocessedItems = (response.UnprocessedItems ?? []).ToDictionary(
            t => t.Key, t => (IReadOnlyList<WriteRequest>)[.. t.Value.Select(FromAws)], StringComparer.Ordinal),
        ConsumedCapacity = AwsCapacity.FromAws(response.ConsumedCapacity),
        ItemCollectionMetrics = AwsCollections.FromAws(response.ItemCollectionMetrics),
    };

    private static Sdk.WriteRequest ToAws(WriteRequest write) => new()
    {
        PutRequest = write.PutItem is { } item ? new Sdk.PutRequest(AwsItems.ToAws(item)) : null,
        DeleteRequest = write.DeleteKey is { } key ? new Sdk.DeleteRequest(AwsItems.ToAws(key)) : null,
    };

    private static WriteRequest FromAws(Sdk.WriteRequest write) =>
        write.PutRequest is { } put ? WriteRequest.Put(AwsItems.FromAws(put.Item)) : WriteRequest.Delete(AwsItems.FromAws(write.DeleteRequest.Key));
}
