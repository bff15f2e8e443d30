// A client that lives in transactions: a random few calls in each, then a commit.
namespace Dyno.Engine.Tests.Transactions;

internal sealed class RotatingTransaction(DynoEngine engine, int seed) : IDynoClient, IDynoTables, IDisposable
{
    private const int MostCalls = 12;

    private readonly Random _random = new(seed);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IDynoTransaction? _current;
    private int _callsLeft;

    public DynoCapabilities Capabilities => engine.Capabilities;

    public ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.GetItemAsync(request, cancellationToken));

    public ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.PutItemAsync(request, cancellationToken));

    public ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.UpdateItemAsync(request, cancellationToken));

    public ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.DeleteItemAsync(request, cancellationToken));

    public ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.QueryAsync(request, cancellationToken));

    public ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.ScanAsync(request, cancellationToken));

    public ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.BatchGetItemAsync(request, cancellationToken));

    public ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.BatchWriteItemAsync(request, cancellationToken));

    public ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.TransactGetItemsAsync(request, cancellationToken));

    public ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.TransactWriteItemsAsync(request, cancellationToken));

    public ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.ExecuteStatementAsync(request, cancellationToken));

    public ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.BatchExecuteStatementAsync(request, cancellationToken));

    public ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(ExecuteTransactionRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(c => c.ExecuteTransactionAsync(request, cancellationToken));

    public async ValueTask<TableDescription> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).CreateTableAsync(request, cancellationToken);

    public async ValueTask<TableDescription> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).DescribeTableAsync(tableName, cancellationToken);

    public async ValueTask<ListTablesResult> ListTablesAsync(ListTablesRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).ListTablesAsync(request, cancellationToken);

    public async ValueTask<TableDescription> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).UpdateTableAsync(request, cancellationToken);

    public async ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).DeleteTableAsync(tableName, cancellationToken);

    public async ValueTask TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).TagResourceAsync(request, cancellationToken);

    public async ValueTask UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).UntagResourceAsync(request, cancellationToken);

    public async ValueTask<ListTagsOfResourceResult> ListTagsOfResourceAsync(
        ListTagsOfResourceRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).ListTagsOfResourceAsync(request, cancellationToken);

    public async ValueTask<DescribeLimitsResult> DescribeLimitsAsync(CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).DescribeLimitsAsync(cancellationToken);

    public async ValueTask<TimeToLiveSpecification> UpdateTimeToLiveAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).UpdateTimeToLiveAsync(request, cancellationToken);

    public async ValueTask<TimeToLiveDescription> DescribeTimeToLiveAsync(string tableName, CancellationToken cancellationToken = default) =>
        await (await CommittedAsync()).DescribeTimeToLiveAsync(tableName, cancellationToken);

    public void Dispose()
    {
        _current?.Dispose();
        _turn.Dispose();
    }

    // One call at a time: callers at the same time would commit under each other's feet.
    private async ValueTask<T> RunAsync<T>(Func<IDynoClient, ValueTask<T>> call)
    {
        await _turn.WaitAsync();
        try
        {
            if (_callsLeft-- <= 0)
            {
                await CommitAsync();
                _callsLeft = _random.Next(MostCalls);
            }

            return await call(_current ??= await engine.BeginTransactionAsync());
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<IDynoTables> CommittedAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await CommitAsync();
            return engine;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask CommitAsync()
    {
        if (_current is { } transaction)
        {
            _current = null;
            await transaction.CommitAsync();
        }
    }
}
