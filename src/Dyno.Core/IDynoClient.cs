// The data plane of the seam: DynamoDB's item operations, one method each, whoever carries them out.

namespace Dyno;

/// <summary>
/// DynamoDB's item operations. Implemented by the embedded engine, by the AWS SDK and by anything else that speaks the API.
/// </summary>
/// <remarks>
/// Every method throws the <see cref="DynoException"/> that DynamoDB would answer with, and changes nothing when it throws,
/// except that a throttled or interrupted remote call may have been applied. Implementations are thread-safe.
/// </remarks>
public interface IDynoClient
{
    /// <summary>What this client can do beyond the common contract.</summary>
    DynoCapabilities Capabilities { get; }

    /// <summary>Reads one item by its key.</summary>
    ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Writes a whole item, replacing one with the same key.</summary>
    ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes attributes of one item, creating it where it does not exist.</summary>
    ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes one item by its key; deleting what is not there succeeds.</summary>
    ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads items of one partition in sort key order, a page at a time.</summary>
    ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads every item of a table or index, a page at a time.</summary>
    ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads up to 100 items by key; each is read on its own.</summary>
    ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts and deletes up to 25 items; each is written on its own.</summary>
    ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads up to 100 items at one moment.</summary>
    ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Writes up to 100 items, all or none.</summary>
    ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs one PartiQL statement: reads a page of items, or writes one item.</summary>
    ValueTask<ExecuteStatementResult> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs up to 25 PartiQL statements, all reads or all writes; each is run on its own.</summary>
    ValueTask<BatchExecuteStatementResult> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs up to 100 PartiQL statements, all reads at one moment or all writes, all or none.</summary>
    ValueTask<ExecuteTransactionResult> ExecuteTransactionAsync(ExecuteTransactionRequest request, CancellationToken cancellationToken = default);
}
