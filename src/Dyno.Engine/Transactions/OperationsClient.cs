// A client over the engine that reads a view and writes elsewhere than the engine does: hands each operation to the class that carries it out for the engine too.
using Dyno.Engine.Commit;
using Dyno.Engine.Operations;
using Dyno.Engine.PartiQL;

namespace Dyno.Engine.Transactions;

// view: null for the store as it is.
internal class OperationsClient(DynoEngine engine, TransactionView? view, IWriter writer) : IDynoClient
{
    public DynoCapabilities Capabilities => engine.Capabilities;

    private StatementRunner Statements => field ??= new StatementRunner(
        this, (request, cancellationToken) => DynoEngine.Read(
            new QueryOperation(engine.Context, view, filterMayNameKeys: true).ExecuteAsync, request, cancellationToken));

    private StatementPlanner StatementPlanner => field ??= new StatementPlanner(engine.Context.Catalog.Get);

    public ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        DynoEngine.Read(new GetItemOperation(engine.Context, view).ExecuteAsync, request, cancellationToken);

    public ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        new PutItemOperation(engine.Context, writer).ExecuteAsync(request, cancellationToken);

    public ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        new UpdateItemOperation(engine.Context, writer).ExecuteAsync(request, cancellationToken);

    public ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        new DeleteItemOperation(engine.Context, writer).ExecuteAsync(request, cancellationToken);

    public ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        DynoEngine.Read(new QueryOperation(engine.Context, view).ExecuteAsync, request, cancellationToken);

    public ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) =>
        DynoEngine.Read(new ScanOperation(engine.Context, view).ExecuteAsync, request, cancellationToken);

    public ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        DynoEngine.Read(new BatchGetItemOperation(engine.Context, view).ExecuteAsync, request, cancellationToken);

    public ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) =>
        new BatchWriteItemOperation(engine.Context, writer).ExecuteAsync(request, cancellationToken);

    public ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        DynoEngine.Read(new TransactGetItemsOperation(engine.Context, view).ExecuteAsync, request, cancellationToken);

    public ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        new TransactWriteItemsOperation(engine.Context, writer).ExecuteAsync(request, cancellationToken);

    public ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        new ExecuteStatementOperation(StatementPlanner, Statements).ExecuteAsync(request, cancellationToken);

    public ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        new BatchExecuteStatementOperation(StatementPlanner, Statements).ExecuteAsync(request, cancellationToken);

    public ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(
        ExecuteTransactionRequest request, CancellationToken cancellationToken = default) =>
        new ExecuteTransactionOperation(StatementPlanner, this).ExecuteAsync(request, cancellationToken);
}
