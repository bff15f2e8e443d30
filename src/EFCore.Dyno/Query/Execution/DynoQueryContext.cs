// What one execution of a query has at hand: EF's parameters and state manager, the way to the store, and its client for what it can do.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryContext(QueryContextDependencies dependencies, IDynoClientSource clients, DynoRequests requests)
    : QueryContext(dependencies)
{
    public IDynoClient Client => clients.Client;

    public DynoRequests Requests { get; } = requests;

    // How many requests of this query may be under way at a time; 1 where none has to be awaited.
    public int ReadsAtOnce => Client.Capabilities.CompletesSynchronously ? 1 : clients.MaxParallelReads;

    /// <summary>Whether messages may tell values.</summary>
    public bool ShowsValues => Context.GetService<ILoggingOptions>().IsSensitiveDataLoggingEnabled;
}

internal sealed class DynoQueryContextFactory(QueryContextDependencies dependencies, IDynoClientSource clients, DynoRequests requests)
    : IQueryContextFactory
{
    public QueryContext Create() => new DynoQueryContext(dependencies, clients, requests);
}
