// The client of a context that somebody listens to: every operation goes through a RequestRun.

namespace EFCore.Dyno.Diagnostics;

internal sealed class ObservedClient(RequestRun run, IDynoClient inner) : IDynoClient
{
    public DynoCapabilities Capabilities => inner.Capabilities;

    public ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(ReadShapes.GetItem, request, cancellationToken);

    public ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(WriteShapes.PutItem, request, cancellationToken);

    public ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(WriteShapes.UpdateItem, request, cancellationToken);

    public ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(WriteShapes.DeleteItem, request, cancellationToken);

    public ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(ReadShapes.Query, request, cancellationToken);

    public ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(ReadShapes.Scan, request, cancellationToken);

    public ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(ReadShapes.BatchGetItem, request, cancellationToken);

    public ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(WriteShapes.BatchWriteItem, request, cancellationToken);

    public ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(ReadShapes.TransactGetItems, request, cancellationToken);

    public ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(WriteShapes.TransactWriteItems, request, cancellationToken);

    public ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(StatementShapes.ExecuteStatement, request, cancellationToken);

    public ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(StatementShapes.BatchExecuteStatement, request, cancellationToken);

    public ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(
        ExecuteTransactionRequest request, CancellationToken cancellationToken = default) =>
        run.RunAsync(StatementShapes.ExecuteTransaction, request, cancellationToken);
}
