// What one execution of a query has at hand: EF's parameters and state manager, the client and the request log.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryContext(QueryContextDependencies dependencies, IDynoClientSource clients, IDynoRequestLogger requestLogger)
    : QueryContext(dependencies)
{
    public IDynoClient Client => clients.Client;

    public IDynoRequestLogger RequestLogger { get; } = requestLogger;
}

internal sealed class DynoQueryContextFactory(QueryContextDependencies dependencies, IDynoClientSource clients, IDynoRequestLogger requestLogger)
    : IQueryContextFactory
{
    public QueryContext Create() => new DynoQueryContext(dependencies, clients, requestLogger);
}
