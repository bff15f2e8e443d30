// The shapes of PartiQL's operations. Which table a statement touches stands in its text; the answer's capacity says so too.

namespace EFCore.Dyno.Diagnostics;

internal static class StatementShapes
{
    public static readonly RequestShape<ExecuteStatementRequest, ExecuteStatementResult> ExecuteStatement = new ExecuteStatementShape();
    public static readonly RequestShape<BatchExecuteStatementRequest, BatchExecuteStatementResult> BatchExecuteStatement = new BatchExecuteStatementShape();
    public static readonly RequestShape<ExecuteTransactionRequest, ExecuteTransactionResult> ExecuteTransaction = new ExecuteTransactionShape();

    private static bool IsSelect(string statement) => statement.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    private static string Text(string statement, IReadOnlyList<EncodedValue>? parameters) =>
        parameters is { Count: > 0 } ? $"{statement} with {string.Join(", ", parameters)}" : statement;

    private sealed class ExecuteStatementShape() : RequestShape<ExecuteStatementRequest, ExecuteStatementResult>("ExecuteStatement")
    {
        public override bool IsWrite(ExecuteStatementRequest request) => !IsSelect(request.Statement);

        public override IReadOnlyList<string> Tables(ExecuteStatementRequest request) => [];

        public override ExecuteStatementRequest WithCapacity(ExecuteStatementRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(ExecuteStatementResult result) => One(result.ConsumedCapacity);

        public override (int Count, int Scanned) Counts(ExecuteStatementRequest request, ExecuteStatementResult result) =>
            IsWrite(request) ? (1, 1) : (result.Items.Count, result.Items.Count);

        public override string? Values(ExecuteStatementRequest request) => Text(request.Statement, request.Parameters);

        public override ValueTask<ExecuteStatementResult> SendAsync(
            IDynoClient client, ExecuteStatementRequest request, CancellationToken cancellationToken) =>
            client.ExecuteStatementAsync(request, cancellationToken);
    }

    private sealed class BatchExecuteStatementShape() : RequestShape<BatchExecuteStatementRequest, BatchExecuteStatementResult>("BatchExecuteStatement")
    {
        public override bool IsWrite(BatchExecuteStatementRequest request) => request.Statements.Any(s => !IsSelect(s.Statement));

        public override IReadOnlyList<string> Tables(BatchExecuteStatementRequest request) => [];

        public override int BatchSize(BatchExecuteStatementRequest request) => request.Statements.Count;

        public override BatchExecuteStatementRequest WithCapacity(BatchExecuteStatementRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(BatchExecuteStatementResult result) => result.ConsumedCapacity;

        public override (int Count, int Scanned) Counts(BatchExecuteStatementRequest request, BatchExecuteStatementResult result)
        {
            var count = result.Responses.Count(r => r.Error is null);
            return (count, count);
        }

        public override string? Values(BatchExecuteStatementRequest request) => Join(request.Statements.Select(s => Text(s.Statement, s.Parameters)));

        public override ValueTask<BatchExecuteStatementResult> SendAsync(
            IDynoClient client, BatchExecuteStatementRequest request, CancellationToken cancellationToken) =>
            client.BatchExecuteStatementAsync(request, cancellationToken);
    }

    private sealed class ExecuteTransactionShape() : RequestShape<ExecuteTransactionRequest, ExecuteTransactionResult>("ExecuteTransaction")
    {
        public override bool IsWrite(ExecuteTransactionRequest request) => request.TransactStatements.Any(s => !IsSelect(s.Statement));

        public override IReadOnlyList<string> Tables(ExecuteTransactionRequest request) => [];

        public override int BatchSize(ExecuteTransactionRequest request) => request.TransactStatements.Count;

        public override ExecuteTransactionRequest WithCapacity(ExecuteTransactionRequest request) =>
            request with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };

        public override IReadOnlyList<ConsumedCapacity>? Capacity(ExecuteTransactionResult result) => result.ConsumedCapacity;

        public override (int Count, int Scanned) Counts(ExecuteTransactionRequest request, ExecuteTransactionResult result) =>
            (request.TransactStatements.Count, request.TransactStatements.Count);

        public override string? Values(ExecuteTransactionRequest request) => Join(request.TransactStatements.Select(s => Text(s.Statement, s.Parameters)));

        public override ValueTask<ExecuteTransactionResult> SendAsync(
            IDynoClient client, ExecuteTransactionRequest request, CancellationToken cancellationToken) =>
            client.ExecuteTransactionAsync(request, cancellationToken);
    }
}
