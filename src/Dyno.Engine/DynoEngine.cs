// The embedded database: opens it, and hands each operation to the class that carries it out.
using Dyno.Engine.Commit;
using Dyno.Engine.Operations;
using Dyno.Storage;

namespace Dyno.Engine;

/// <summary>
/// A DynamoDB in process: DynamoDB's operations, messages and limits over a directory on disk. All members may be called by many threads at once.
/// </summary>
/// <remarks>
/// A write is acknowledged when it is as durable as <see cref="DynoEngineOptions.Durability"/> says. A cancelled call wrote nothing if it was cancelled
/// before its commit, and everything otherwise. <see cref="InternalServerErrorException"/> means that the store failed: its message names file and cure.
/// </remarks>
public sealed partial class DynoEngine : IDynoClient, IDynoTables, IDynoStreams, IDynoTransactions, IDisposable, IAsyncDisposable
{
    private readonly EngineContext _context;
    private readonly Store _store;
    private readonly Func<GetItemRequest, CancellationToken, ValueTask<GetItemResult>> _getItem;
    private readonly Func<(GetItemRequest Request, PageBuffer Lent), CancellationToken, ValueTask<GetItemResult>> _getItemInto;
    private readonly Func<(QueryRequest Request, PageBuffer Lent), CancellationToken, ValueTask<QueryResult>> _queryInto;
    private readonly Func<(ScanRequest Request, PageBuffer Lent), CancellationToken, ValueTask<ScanResult>> _scanInto;
    private readonly PutItemOperation _putItem;
    private readonly UpdateItemOperation _updateItem;
    private readonly DeleteItemOperation _deleteItem;
    private readonly Func<QueryRequest, CancellationToken, ValueTask<QueryResult>> _query;
    private readonly Func<ScanRequest, CancellationToken, ValueTask<ScanResult>> _scan;
    private readonly Func<BatchGetItemRequest, CancellationToken, ValueTask<BatchGetItemResult>> _batchGetItem;
    private readonly BatchWriteItemOperation _batchWriteItem;
    private readonly Func<TransactGetItemsRequest, CancellationToken, ValueTask<TransactGetItemsResult>> _transactGetItems;
    private readonly TransactWriteItemsOperation _transactWriteItems;

    private DynoEngine(Store store, DynoEngineOptions options)
    {
        _store = store;
        _context = new EngineContext(store, options);
        var (getItem, query, scan) = (new GetItemOperation(_context), new QueryOperation(_context), new ScanOperation(_context));
        _getItem = getItem.ExecuteAsync;
        _getItemInto = (read, cancellationToken) => getItem.ExecuteAsync(read.Request, read.Lent, cancellationToken);
        _putItem = new PutItemOperation(_context, _context.Commit);
        _updateItem = new UpdateItemOperation(_context, _context.Commit);
        _deleteItem = new DeleteItemOperation(_context, _context.Commit);
        _query = query.ExecuteAsync;
        _queryInto = (read, cancellationToken) => query.ExecuteAsync(read.Request, read.Lent, cancellationToken);
        _scan = scan.ExecuteAsync;
        _scanInto = (read, cancellationToken) => scan.ExecuteAsync(read.Request, read.Lent, cancellationToken);
        _batchGetItem = new BatchGetItemOperation(_context).ExecuteAsync;
        _batchWriteItem = new BatchWriteItemOperation(_context, _context.Commit);
        _transactGetItems = new TransactGetItemsOperation(_context).ExecuteAsync;
        _transactWriteItems = new TransactWriteItemsOperation(_context, _context.Commit);
    }

    /// <summary>The full path of the database's directory.</summary>
    public string Path => _store.Path;

    /// <inheritdoc/>
    public DynoCapabilities Capabilities { get; } = new()
    {
        CompletesSynchronously = true,
        MaxTransactionActions = int.MaxValue,
        MultiAttributeKeys = true,
        PartiQL = true,
        InteractiveTransactions = true,
    };

    internal EngineContext Context => _context;

    /// <summary>Opens a database, and creates it if its directory is absent or empty.</summary>
    /// <param name="path">The directory; only a name when <see cref="DynoEngineOptions.InMemory"/>.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <returns>The database; dispose it to close it.</returns>
    /// <exception cref="StoreLockedException">It is open already, in this process or another one.</exception>
    /// <exception cref="StoreCorruptedException">A file that is needed is damaged or missing.</exception>
    /// <exception cref="StoreIOException">The operating system failed, for instance because the disk is full.</exception>
    /// <exception cref="InvalidDataException">The catalog is damaged, or was written by a newer version.</exception>
    public static DynoEngine Open(string path, DynoEngineOptions? options = null)
    {
        options ??= new DynoEngineOptions();
        var store = Store.Open(path, EngineContext.StoreOptionsOf(options));
        try
        {
            var engine = new DynoEngine(store, options);
            engine._context.StartBackground();
            return engine;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        Read(_getItem, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PutItemResult> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        _putItem.ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<UpdateItemResult> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        _updateItem.ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DeleteItemResult> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        _deleteItem.ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QueryResult> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        Read(_query, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ScanResult> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) =>
        Read(_scan, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BatchGetItemResult> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        Read(_batchGetItem, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BatchWriteItemResult> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) =>
        _batchWriteItem.ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TransactGetItemsResult> TransactGetItemsAsync(TransactGetItemsRequest request, CancellationToken cancellationToken = default) =>
        Read(_transactGetItems, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TransactWriteItemsResult> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        _transactWriteItems.ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The table is <see cref="TableStatus.ACTIVE"/> at once, unless <see cref="DynoEngineOptions.TableTransition"/> says otherwise.</remarks>
    public ValueTask<TableDescription> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new CreateTableOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask<TableDescription> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new DescribeTableOperation(_context).Execute, tableName);
    }

    /// <inheritdoc/>
    public ValueTask<ListTablesResult> ListTablesAsync(ListTablesRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new ListTablesOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask<TableDescription> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new DeleteTableOperation(_context).Execute, tableName);
    }

    /// <summary>Finishes what was begun and closes the database. More calls do nothing.</summary>
    public void Dispose()
    {
        _context.Scaling.Stop();
        _context.StopBackground();
        foreach (var reads in _context.Order.AllOpen())
        {
            if (reads.View is { } view && view.TryEnd())
            {
                view.Close();
            }
        }

        _context.Views.Dispose();
        _store.Dispose();
    }

    /// <summary>Finishes what was begun and closes the database. More calls do nothing.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    // The same reads for who lets no item out: the bytes of the items are the buffer's, valid until it is used again.
    internal ValueTask<GetItemResult> GetItemAsync(GetItemRequest request, PageBuffer lent, CancellationToken cancellationToken) =>
        Read(_getItemInto, (request, lent), cancellationToken);

    internal ValueTask<QueryResult> QueryAsync(QueryRequest request, PageBuffer lent, CancellationToken cancellationToken) =>
        Read(_queryInto, (request, lent), cancellationToken);

    internal ValueTask<ScanResult> ScanAsync(ScanRequest request, PageBuffer lent, CancellationToken cancellationToken) =>
        Read(_scanInto, (request, lent), cancellationToken);

    // Reads finish on the calling thread. Errors go into the task, as those of asynchronous methods do.
    internal static ValueTask<TResult> Read<TRequest, TResult>(
        Func<TRequest, CancellationToken, ValueTask<TResult>> operation, TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return operation(request, cancellationToken);
        }
        catch (StoreException exception)
        {
            return ValueTask.FromException<TResult>(StoreErrors.Translate(exception));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TResult>(exception);
        }
    }

    // Errors go into the task, as those of asynchronous methods do.
    private static ValueTask<TResult> Completed<TRequest, TResult>(Func<TRequest, TResult> operation, TRequest request)
    {
        try
        {
            return new ValueTask<TResult>(operation(request));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TResult>(exception);
        }
    }
}
