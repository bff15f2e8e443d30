// What one execution of a query has at hand: EF's parameters and state manager, the way to the store, and its client for what it can do.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Storage;
using EFCore.Dyno.Update;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryContext(QueryContextDependencies dependencies, IDynoClientSource clients, DynoRequests requests)
    : QueryContext(dependencies)
{
    private int _started;

    public IDynoClient Client => clients.Client;

    public DynoRequests Requests { get; } = requests;

    // Where a cascade's query leaves what it has found.
    public CascadeFinds Cascades => Context.GetService<CascadeFinds>();

    // How many requests of this query may be under way at a time; 1 where none has to be awaited.
    public int ReadsAtOnce => Client.Capabilities.CompletesSynchronously ? 1 : clients.MaxParallelReads;

    // Whether a read may be begun that nobody waits for yet, anywhere in the query: one place is left for the one that is waited for.
    public bool MayStart => Volatile.Read(ref _started) < ReadsAtOnce - 1;

    // Counts a read as under way until it ends.
    public Task<T> Started<T>(Task<T> read)
    {
        Interlocked.Increment(ref _started);
        read.ContinueWith(_ => Interlocked.Decrement(ref _started), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return read;
    }

    /// <summary>Whether messages may tell values.</summary>
    public bool ShowsValues => Context.GetService<ILoggingOptions>().IsSensitiveDataLoggingEnabled;
}

internal sealed class DynoQueryContextFactory(QueryContextDependencies dependencies, IDynoClientSource clients, DynoRequests requests)
    : IQueryContextFactory
{
    public QueryContext Create() => new DynoQueryContext(dependencies, clients, requests);
}
