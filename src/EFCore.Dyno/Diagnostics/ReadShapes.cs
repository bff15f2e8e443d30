// The shapes of the operations that read.

namespace EFCore.Dyno.Diagnostics;

internal static class ReadShapes
{
    public static readonly RequestShape<GetItemRequest, GetItemResult> GetItem = new GetItemShape();
    public static readonly RequestShape<QueryRequest, QueryResult> Query = new QueryShape();
    public static readonly RequestShape<ScanRequest, ScanResult> Scan = new ScanShape();
    public static readonly RequestShape<BatchGetItemRequest, BatchGetItemResult> BatchGetItem = new BatchGetItemShape();
    public static readonly RequestShape<TransactGetItemsRequest, TransactGetItemsResult> TransactGetItems = new TransactGetItemsShape();

    private sealed class GetItemShape() : RequestShape<GetItemRequest, GetItemResult>("GetItem")
    {
        public override IReadOnlyList<string> Tables(GetItemRequest request) => [request.TableName];

        public override GetItemRequest WithCapacity(GetItemRequest request) => request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(GetItemResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(GetItemRequest request, GetItemResult result) => result.Item is null ? (0, 0) : (1, 1);

        public override string? Values(GetItemRequest request) => Join(Named("key", request.Key));

        public override ValueTask<GetItemResult> SendAsync(IDynoClient client, GetItemRequest request, CancellationToken cancellationToken) =>
            client.GetItemAsync(request, cancellationToken);
    }

    private sealed class QueryShape() : RequestShape<QueryRequest, QueryResult>("Query")
    {
        public override IReadOnlyList<string> Tables(QueryRequest request) => [request.TableName];

        public override string? Index(QueryRequest request) => request.IndexName;

        public override QueryRequest WithCapacity(QueryRequest request) => request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(QueryResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(QueryRequest request, QueryResult result) => (result.Count, result.ScannedCount);

        public override string? Values(QueryRequest request) => Join(
            Named("key", request.KeyConditionExpression),
            Named("filter", request.FilterExpression),
            Named("limit", request.Limit),
            Named("after", request.ExclusiveStartKey));

        public override ValueTask<QueryResult> SendAsync(IDynoClient client, QueryRequest request, CancellationToken cancellationToken) =>
            client.QueryAsync(request, cancellationToken);
    }

    private sealed class ScanShape() : RequestShape<ScanRequest, ScanResult>("Scan")
    {
        public override IReadOnlyList<string> Tables(ScanRequest request) => [request.TableName];

        public override string? Index(ScanRequest request) => request.IndexName;

        public override ScanRequest WithCapacity(ScanRequest request) => request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(ScanResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(ScanRequest request, ScanResult result) => (result.Count, result.ScannedCount);

        public override string? Values(ScanRequest request) => Join(
            Named("filter", request.FilterExpression),
            Named("limit", request.Limit),
            Named("segment", request.TotalSegments is { } total ? $"{request.Segment} of {total}" : null),
            Named("after", request.ExclusiveStartKey));

        public override ValueTask<ScanResult> SendAsync(IDynoClient client, ScanRequest request, CancellationToken cancellationToken) =>
            client.ScanAsync(request, cancellationToken);
    }

    private sealed class BatchGetItemShape() : RequestShape<BatchGetItemRequest, BatchGetItemResult>("BatchGetItem")
    {
        public override IReadOnlyList<string> Tables(BatchGetItemRequest request) => [.. request.RequestItems.Keys];

        public override int BatchSize(BatchGetItemRequest request) => request.RequestItems.Values.Sum(k => k.Keys.Count);

        public override BatchGetItemRequest WithCapacity(BatchGetItemRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(BatchGetItemResult result) => result.ConsumedCapacity;

        public override (int Count, int Scanned) Counts(BatchGetItemRequest request, BatchGetItemResult result)
        {
            var count = result.Responses.Values.Sum(r => r.Count);
            return (count, count);
        }

        public override string? Values(BatchGetItemRequest request) =>
            Join(request.RequestItems.Select(t => Named($"keys of {t.Key}", string.Join(", ", t.Value.Keys))));

        public override ValueTask<BatchGetItemResult> SendAsync(
            IDynoClient client, BatchGetItemRequest request, CancellationToken cancellationToken) => client.BatchGetItemAsync(request, cancellationToken);
    }

    private sealed class TransactGetItemsShape() : RequestShape<TransactGetItemsRequest, TransactGetItemsResult>("TransactGetItems")
    {
        public override IReadOnlyList<string> Tables(TransactGetItemsRequest request) => [.. request.TransactItems.Select(i => i.TableName).Distinct()];

        public override int BatchSize(TransactGetItemsRequest request) => request.TransactItems.Count;

        public override TransactGetItemsRequest WithCapacity(TransactGetItemsRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(TransactGetItemsResult result) => result.ConsumedCapacity;

        public override (int Count, int Scanned) Counts(TransactGetItemsRequest request, TransactGetItemsResult result)
        {
            var count = result.Responses.Count(r => r is not null);
            return (count, count);
        }

        public override string? Values(TransactGetItemsRequest request) => Join(request.TransactItems.Select(i => Named($"key of {i.TableName}", i.Key)));

        public override ValueTask<TransactGetItemsResult> SendAsync(
            IDynoClient client, TransactGetItemsRequest request, CancellationToken cancellationToken) =>
            client.TransactGetItemsAsync(request, cancellationToken);
    }
}
