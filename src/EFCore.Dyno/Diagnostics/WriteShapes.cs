// The shapes of the operations that write.

namespace EFCore.Dyno.Diagnostics;

internal static class WriteShapes
{
    public static readonly RequestShape<PutItemRequest, PutItemResult> PutItem = new PutItemShape();
    public static readonly RequestShape<UpdateItemRequest, UpdateItemResult> UpdateItem = new UpdateItemShape();
    public static readonly RequestShape<DeleteItemRequest, DeleteItemResult> DeleteItem = new DeleteItemShape();
    public static readonly RequestShape<BatchWriteItemRequest, BatchWriteItemResult> BatchWriteItem = new BatchWriteItemShape();
    public static readonly RequestShape<TransactWriteItemsRequest, TransactWriteItemsResult> TransactWriteItems = new TransactWriteItemsShape();

    private sealed class PutItemShape() : RequestShape<PutItemRequest, PutItemResult>("PutItem")
    {
        public override bool IsWrite(PutItemRequest request) => true;

        public override IReadOnlyList<string> Tables(PutItemRequest request) => [request.TableName];

        public override PutItemRequest WithCapacity(PutItemRequest request) => request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(PutItemResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(PutItemRequest request, PutItemResult result) => (1, 1);

        public override string? Values(PutItemRequest request) => Join(Named("item", request.Item), Named("when", request.ConditionExpression));

        public override ValueTask<PutItemResult> SendAsync(IDynoClient client, PutItemRequest request, CancellationToken cancellationToken) =>
            client.PutItemAsync(request, cancellationToken);
    }

    private sealed class UpdateItemShape() : RequestShape<UpdateItemRequest, UpdateItemResult>("UpdateItem")
    {
        public override bool IsWrite(UpdateItemRequest request) => true;

        public override IReadOnlyList<string> Tables(UpdateItemRequest request) => [request.TableName];

        public override UpdateItemRequest WithCapacity(UpdateItemRequest request) => request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(UpdateItemResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(UpdateItemRequest request, UpdateItemResult result) => (1, 1);

        public override string? Values(UpdateItemRequest request) => Join(
            Named("key", request.Key), Named("update", request.UpdateExpression), Named("when", request.ConditionExpression));

        public override ValueTask<UpdateItemResult> SendAsync(IDynoClient client, UpdateItemRequest request, CancellationToken cancellationToken) =>
            client.UpdateItemAsync(request, cancellationToken);
    }

    private sealed class DeleteItemShape() : RequestShape<DeleteItemRequest, DeleteItemResult>("DeleteItem")
    {
        public override bool IsWrite(DeleteItemRequest request) => true;

        public override IReadOnlyList<string> Tables(DeleteItemRequest request) => [request.TableName];

        public override DeleteItemRequest WithCapacity(DeleteItemRequest request) => request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(DeleteItemResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(DeleteItemRequest request, DeleteItemResult result) => (1, 1);

        public override string? Values(DeleteItemRequest request) => Join(Named("key", request.Key), Named("when", request.ConditionExpression));

        public override ValueTask<DeleteItemResult> SendAsync(IDynoClient client, DeleteItemRequest request, CancellationToken cancellationToken) =>
            client.DeleteItemAsync(request, cancellationToken);
    }

    private sealed class BatchWriteItemShape() : RequestShape<BatchWriteItemRequest, BatchWriteItemResult>("BatchWriteItem")
    {
        public override bool IsWrite(BatchWriteItemRequest request) => true;

        public override IReadOnlyList<string> Tables(BatchWriteItemRequest request) => [.. request.RequestItems.Keys];

        public override int BatchSize(BatchWriteItemRequest request) => request.RequestItems.Values.Sum(w => w.Count);

        public override BatchWriteItemRequest WithCapacity(BatchWriteItemRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(BatchWriteItemResult result) => result.ConsumedCapacity;

        public override (int Count, int Scanned) Counts(BatchWriteItemRequest request, BatchWriteItemResult result)
        {
            var count = BatchSize(request) - result.UnprocessedItems.Values.Sum(w => w.Count);
            return (count, count);
        }

        public override string? Values(BatchWriteItemRequest request) => Join(request.RequestItems.SelectMany(t => t.Value.Select(
            w => w.PutItem is { } item ? Named($"put {t.Key}", item) : Named($"delete {t.Key}", w.DeleteKey))));

        public override ValueTask<BatchWriteItemResult> SendAsync(
            IDynoClient client, BatchWriteItemRequest request, CancellationToken cancellationToken) => client.BatchWriteItemAsync(request, cancellationToken);
    }

    private sealed class TransactWriteItemsShape() : RequestShape<TransactWriteItemsRequest, TransactWriteItemsResult>("TransactWriteItems")
    {
        public override bool IsWrite(TransactWriteItemsRequest request) => true;

        public override IReadOnlyList<string> Tables(TransactWriteItemsRequest request) => [.. request.TransactItems.Select(i => i.TableName).Distinct()];

        public override int BatchSize(TransactWriteItemsRequest request) => request.TransactItems.Count;

        public override TransactWriteItemsRequest WithCapacity(TransactWriteItemsRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(TransactWriteItemsResult result) => result.ConsumedCapacity;

        public override (int Count, int Scanned) Counts(TransactWriteItemsRequest request, TransactWriteItemsResult result) =>
            (request.TransactItems.Count, request.TransactItems.Count);

        public override string? Values(TransactWriteItemsRequest request) => Join(request.TransactItems.Select(Text));

        public override ValueTask<TransactWriteItemsResult> SendAsync(
            IDynoClient client, TransactWriteItemsRequest request, CancellationToken cancellationToken) =>
            client.TransactWriteItemsAsync(request, cancellationToken);

        private static string Text(TransactWriteItem item)
        {
            var when = item.ConditionExpression is { } condition ? $" when {condition}" : "";
            return item switch
            {
                TransactPut put => $"put {put.TableName} {put.Item}{when}",
                TransactUpdate update => $"update {update.TableName} {update.Key} {update.UpdateExpression}{when}",
                TransactDelete delete => $"delete {delete.TableName} {delete.Key}{when}",
                TransactConditionCheck check => $"check {check.TableName} {check.Key}{when}",
                _ => item.ToString(),
            };
        }
    }
}
