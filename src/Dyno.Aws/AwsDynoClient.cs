// The seam over the AWS SDK: hands each operation to the class that maps it.

using Amazon.DynamoDBv2;

namespace Dyno.Aws;

/// <summary>
/// Amazon DynamoDB, or any server that speaks its API, as the seam's <see cref="IDynoClient"/> and <see cref="IDynoTables"/>. Errors of DynamoDB are thrown as
/// the <see cref="DynoException"/> of the same name; what is no answer of DynamoDB stays the SDK's exception. Retries are the SDK's.
/// </summary>
/// <param name="client">The SDK's client; it stays its owner's.</param>
/// <param name="capabilities">What the server can do; null for what Amazon DynamoDB can.</param>
public sealed class AwsDynoClient(IAmazonDynamoDB client, DynoCapabilities? capabilities = null) : IDynoClient, IDynoTables
{
    private readonly IAmazonDynamoDB _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>What Amazon DynamoDB can do. A server without transactions has a <see cref="DynoCapabilities.MaxTransactionActions"/> of 1.</summary>
    public static DynoCapabilities AmazonDynamoDB { get; } = new()
    {
        CompletesSynchronously = false,
        MaxTransactionActions = Limits.TransactionActions,
        MultiAttributeKeys = true,
        PartiQL = true,
    };

    /// <inheritdoc/>
    public DynoCapabilities Capabilities { get; } = capabilities ?? AmazonDynamoDB;

    /// <inheritdoc/>
    public async ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        GetItem.FromAws(await AwsErrors.Translate(_client.GetItemAsync(GetItem.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        PutItem.FromAws(await AwsErrors.Translate(_client.PutItemAsync(PutItem.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        UpdateItem.FromAws(await AwsErrors.Translate(_client.UpdateItemAsync(UpdateItem.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        DeleteItem.FromAws(await AwsErrors.Translate(_client.DeleteItemAsync(DeleteItem.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        Query.FromAws(await AwsErrors.Translate(_client.QueryAsync(Query.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) =>
        Scan.FromAws(await AwsErrors.Translate(_client.ScanAsync(Scan.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        BatchGetItem.FromAws(
            request, await AwsErrors.Translate(_client.BatchGetItemAsync(BatchGetItem.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) =>
        BatchWriteItem.FromAws(await AwsErrors.Translate(_client.BatchWriteItemAsync(BatchWriteItem.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        TransactGetItems.FromAws(
            await AwsErrors.Translate(_client.TransactGetItemsAsync(TransactGetItems.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        TransactWriteItems.FromAws(
            await AwsErrors.Translate(_client.TransactWriteItemsAsync(TransactWriteItems.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        ExecuteStatement.FromAws(
            await AwsErrors.Translate(_client.ExecuteStatementAsync(ExecuteStatement.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        BatchExecuteStatement.FromAws(
            await AwsErrors.Translate(_client.BatchExecuteStatementAsync(BatchExecuteStatement.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(ExecuteTransactionRequest request, CancellationToken cancellationToken = default) =>
        ExecuteTransaction.FromAws(
            await AwsErrors.Translate(_client.ExecuteTransactionAsync(ExecuteTransaction.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<TableDescription> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default) =>
        AwsTables.FromAws(
            (await AwsErrors.Translate(_client.CreateTableAsync(CreateTable.ToAws(request), cancellationToken)).ConfigureAwait(false)).TableDescription);

    /// <inheritdoc/>
    public async ValueTask<TableDescription> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        AwsTables.FromAws((await AwsErrors.Translate(_client.DescribeTableAsync(tableName, cancellationToken)).ConfigureAwait(false)).Table);

    /// <inheritdoc/>
    public async ValueTask<ListTablesResult> ListTablesAsync(ListTablesRequest request, CancellationToken cancellationToken = default) =>
        ListTables.FromAws(await AwsErrors.Translate(_client.ListTablesAsync(ListTables.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<TableDescription> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default) =>
        AwsTables.FromAws(
            (await AwsErrors.Translate(_client.UpdateTableAsync(UpdateTable.ToAws(request), cancellationToken)).ConfigureAwait(false)).TableDescription);

    /// <inheritdoc/>
    public async ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        AwsTables.FromAws((await AwsErrors.Translate(_client.DeleteTableAsync(tableName, cancellationToken)).ConfigureAwait(false)).TableDescription);

    /// <inheritdoc/>
    public async ValueTask TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        await AwsErrors.Translate(_client.TagResourceAsync(
            new Sdk.TagResourceRequest { ResourceArn = request.ResourceArn, Tags = AwsSettings.ToAws(request.Tags) }, cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        await AwsErrors.Translate(_client.UntagResourceAsync(
            new Sdk.UntagResourceRequest { ResourceArn = request.ResourceArn, TagKeys = [.. request.TagKeys] }, cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ListTagsOfResourceResult> ListTagsOfResourceAsync(
        ListTagsOfResourceRequest request, CancellationToken cancellationToken = default)
    {
        // The seam has a table's tags, 50 at most, in one answer and in order; DynamoDB in pages.
        var tags = new List<Tag>();
        string? next = null;
        do
        {
            var page = await AwsErrors.Translate(
                _client.ListTagsOfResourceAsync(ListTagsOfResource.ToAws(request, next), cancellationToken)).ConfigureAwait(false);
            ListTagsOfResource.AddFromAws(tags, page);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        tags.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new(tags);
    }

    /// <inheritdoc/>
    public async ValueTask<DescribeLimitsResult> DescribeLimitsAsync(CancellationToken cancellationToken = default) => DescribeLimits.FromAws(
        await AwsErrors.Translate(_client.DescribeLimitsAsync(new Sdk.DescribeLimitsRequest(), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<TimeToLiveSpecification> UpdateTimeToLiveAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default) =>
        UpdateTimeToLive.FromAws(
            await AwsErrors.Translate(_client.UpdateTimeToLiveAsync(UpdateTimeToLive.ToAws(request), cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<TimeToLiveDescription> DescribeTimeToLiveAsync(string tableName, CancellationToken cancellationToken = default) =>
        DescribeTimeToLive.FromAws(
            await AwsErrors.Translate(_client.DescribeTimeToLiveAsync(tableName, cancellationToken)).ConfigureAwait(false));
}
