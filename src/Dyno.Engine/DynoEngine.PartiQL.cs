// PartiQL: statements that are planned onto the engine's other operations.
using Dyno.Engine.Operations;
using Dyno.Engine.PartiQL;

namespace Dyno.Engine;

public sealed partial class DynoEngine
{
    private StatementRunner Statements => field ??= new StatementRunner(
        this, (request, cancellationToken) => Read(new QueryOperation(_context, transaction: null, filterMayNameKeys: true).ExecuteAsync, request, cancellationToken));

    private StatementPlanner StatementPlanner => field ??= new StatementPlanner(_context.Catalog.Get);

    /// <inheritdoc/>
    public ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        new ExecuteStatementOperation(StatementPlanner, Statements).ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        new BatchExecuteStatementOperation(StatementPlanner, Statements).ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(
        ExecuteTransactionRequest request, CancellationToken cancellationToken = default) =>
        new ExecuteTransactionOperation(StatementPlanner, this).ExecuteAsync(request, cancellationToken);
}
