// The table operations of a context that somebody listens to. Interceptors see items' requests only: a table call carries no request of theirs.

namespace EFCore.Dyno.Diagnostics;

internal sealed class ObservedTables(RequestRun run, IDynoTables inner) : IDynoTables
{
    public ValueTask<TableDescription> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default) => RunAsync(
        "CreateTable", request.TableName, (inner, request), static (s, token) => s.inner.CreateTableAsync(s.request, token), cancellationToken);

    public ValueTask<TableDescription> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default) => RunAsync(
        "DescribeTable", tableName, (inner, tableName), static (s, token) => s.inner.DescribeTableAsync(s.tableName, token), cancellationToken);

    public ValueTask<ListTablesResult> ListTablesAsync(ListTablesRequest request, CancellationToken cancellationToken = default) => RunAsync(
        "ListTables", null, (inner, request), static (s, token) => s.inner.ListTablesAsync(s.request, token), cancellationToken);

    public ValueTask<TableDescription> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default) => RunAsync(
        "UpdateTable", request.TableName, (inner, request), static (s, token) => s.inner.UpdateTableAsync(s.request, token), cancellationToken);

    public ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) => RunAsync(
        "DeleteTable", tableName, (inner, tableName), static (s, token) => s.inner.DeleteTableAsync(s.tableName, token), cancellationToken);

    public async ValueTask TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) => await RunAsync(
        "TagResource",
        null,
        (inner, request),
        static async (s, token) =>
        {
            await s.inner.TagResourceAsync(s.request, token).ConfigureAwait(false);
            return s.request;
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) => await RunAsync(
        "UntagResource",
        null,
        (inner, request),
        static async (s, token) =>
        {
            await s.inner.UntagResourceAsync(s.request, token).ConfigureAwait(false);
            return s.request;
        },
        cancellationToken).ConfigureAwait(false);

    public ValueTask<ListTagsOfResourceResult> ListTagsOfResourceAsync(ListTagsOfResourceRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("ListTagsOfResource", null, (inner, request), static (s, token) => s.inner.ListTagsOfResourceAsync(s.request, token), cancellationToken);

    public ValueTask<DescribeLimitsResult> DescribeLimitsAsync(CancellationToken cancellationToken = default) =>
        RunAsync("DescribeLimits", null, inner, static (s, token) => s.DescribeLimitsAsync(token), cancellationToken);

    public ValueTask<TimeToLiveSpecification> UpdateTimeToLiveAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default) => RunAsync(
        "UpdateTimeToLive", request.TableName, (inner, request), static (s, token) => s.inner.UpdateTimeToLiveAsync(s.request, token), cancellationToken);

    public ValueTask<TimeToLiveDescription> DescribeTimeToLiveAsync(string tableName, CancellationToken cancellationToken = default) => RunAsync(
        "DescribeTimeToLive", tableName, (inner, tableName), static (s, token) => s.inner.DescribeTimeToLiveAsync(s.tableName, token), cancellationToken);

    private ValueTask<TResult> RunAsync<TState, TResult>(
        string operation, string? table, TState state, Func<TState, CancellationToken, ValueTask<TResult>> send, CancellationToken cancellationToken)
        where TResult : class =>
        run.RunAsync(new TableShape<TState, TResult>(operation), new TableCall<TState, TResult>(table, state, send), cancellationToken);

    private sealed record TableCall<TState, TResult>(string? Table, TState State, Func<TState, CancellationToken, ValueTask<TResult>> Send);

    private sealed class TableShape<TState, TResult>(string operation) : RequestShape<TableCall<TState, TResult>, TResult>(operation)
        where TResult : class
    {
        public override bool IsIntercepted => false;

        public override IReadOnlyList<string> Tables(TableCall<TState, TResult> request) => request.Table is { } table ? [table] : [];

        public override (int Count, int Scanned) Counts(TableCall<TState, TResult> request, TResult result) => (0, 0);

        public override string? Values(TableCall<TState, TResult> request) => null;

        public override ValueTask<TResult> SendAsync(IDynoClient client, TableCall<TState, TResult> request, CancellationToken cancellationToken) =>
            request.Send(request.State, cancellationToken);
    }
}
