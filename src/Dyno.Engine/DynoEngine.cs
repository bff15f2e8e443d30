// The embedded database: opens it, and hands each operation to the class that carries it out.
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
public sealed class DynoEngine : IDynoTables, IDisposable, IAsyncDisposable
{
    private readonly EngineContext _context;
    private readonly Store _store;

    private DynoEngine(Store store, DynoEngineOptions options)
    {
        _store = store;
        _context = new EngineContext(store, options);
    }

    /// <summary>The full path of the database's directory.</summary>
    public string Path => _store.Path;

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
        var store = Store.Open(path, new StoreOptions
        {
            ColumnFamilies = [EngineContext.MetaName, EngineContext.ItemsName, EngineContext.IndexesName],
            InMemory = options.InMemory,
            Durability = options.Durability,
            BlockCacheBytes = options.BlockCacheBytes,
            WriteBufferBytes = options.WriteBufferBytes,
        });
        try
        {
            return new DynoEngine(store, options);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The table is <see cref="TableStatus.ACTIVE"/> at once.</remarks>
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
    public void Dispose() => _store.Dispose();

    /// <summary>Finishes what was begun and closes the database. More calls do nothing.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
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
