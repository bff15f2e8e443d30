// A client as one over a network is: every answer comes later, on another thread. It knows how many requests were under way at a time.

namespace EFCore.Dyno.Tests.Query;

internal sealed class DelayedClient(IDynoClient inner, int? maxTransactionActions = null) : IDynoClient
{
    public DynoCapabilities Capabilities => inner.Capabilities with
    {
        CompletesSynchronously = false,
        MaxTransactionActions = maxTransactionActions ?? inner.Capabilities.MaxTransactionActions,
    };

    public ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.GetItemAsync(request, cancellationToken));

    public ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.PutItemAsync(request, cancellationToken));

    public ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.UpdateItemAsync(request, cancellationToken));

    public ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.DeleteItemAsync(request, cancellationToken));

    public ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.QueryAsync(request, cancellationToken));

    public ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.ScanAsync(request, cancellationToken));

    public ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.BatchGetItemAsync(request, cancellationToken));

    public ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.BatchWriteItemAsync(request, cancellationToken));

    public ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.TransactGetItemsAsync(request, cancellationToken));

    public ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.TransactWriteItemsAsync(request, cancellationToken));

    public ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.ExecuteStatementAsync(request, cancellationToken));

    public ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.BatchExecuteStatementAsync(request, cancellationToken));

    public ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(
        ExecuteTransactionRequest request, CancellationToken cancellationToken = default) =>
        Later(() => inner.ExecuteTransactionAsync(request, cancellationToken));

    // How long each answer takes.
    public TimeSpan Delay { get; init; }

    public int MostAtOnce { get; private set; }

    private int _underWay;

    private async ValueTask<T> Later<T>(Func<ValueTask<T>> call)
    {
        var underWay = Interlocked.Increment(ref _underWay);
        lock (this)
        {
            MostAtOnce = Math.Max(MostAtOnce, underWay);
        }

        try
        {
            await Task.Yield();
            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay);
            }

            return await call();
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
