// The one way from a context to its store: gives a client for a plan's requests. Where nobody listens, that is the store's own client and nothing
// is added to a request; else one that logs, meters, traces, intercepts and retries each request. Scoped; a pooled context keeps its own.

using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Diagnostics;

internal sealed class DynoRequests(
    IDynoClientSource source,
    IDiagnosticsLogger<DbLoggerCategory.Database.Command> logger,
    ICurrentDbContext currentContext,
    IExecutionStrategy strategy,
    IExecutionStrategyFactory strategies) : IResettableService
{
    // Replaced as a whole: a parallel scan reads it from several threads.
    private DynoCapacityMeter[] _meters = [];
    private IDynoRequestInterceptor? _interceptor;
    private bool _interceptorResolved;

    public RequestLog Log { get; } = new(logger, currentContext);

    public bool Retries => strategy.RetriesOnFailure;

    /// <summary>For one request: a strategy counts its tries, and a parallel scan has several requests under way.</summary>
    public IExecutionStrategy NewStrategy() => strategies.Create();

    public ReadOnlySpan<DynoCapacityMeter> Meters => _meters;

    public IDynoRequestInterceptor? Interceptor
    {
        get
        {
            if (!_interceptorResolved)
            {
                _interceptor = logger.Interceptors?.Aggregate<IDynoRequestInterceptor>();
                _interceptorResolved = true;
            }

            return _interceptor;
        }
    }

    /// <summary>Whether a request's capacity is asked for.</summary>
    public bool WantsCapacity => _meters.Length > 0 || Interceptor is not null || DynoTelemetry.WantsCapacity || Log.IsExecutedEnabled;

    private bool IsObserved =>
        _meters.Length > 0 || DynoTelemetry.IsListenedTo || Interceptor is not null || Log.IsEnabled || strategy.RetriesOnFailure;

    /// <summary>The client for requests of this plan. Ask once for each execution: who listens is found out here.</summary>
    public IDynoClient Client(RequestOrigin origin) => Observe(source.Client, origin);

    /// <summary>The same for requests that must not be part of the context's open transaction, such as those of counters.</summary>
    public IDynoClient StoreClient(RequestOrigin origin) => Observe(source.Transaction?.Outside ?? source.Store, origin);

    /// <summary>The table operations, observed likewise.</summary>
    public IDynoTables Tables()
    {
        var tables = source.Tables;
        return IsObserved ? new ObservedTables(new RequestRun(this, source.Client, RequestOrigin.None), tables) : tables;
    }

    private IDynoClient Observe(IDynoClient client, RequestOrigin origin) =>
        IsObserved ? new ObservedClient(new RequestRun(this, client, origin), client) : client;

    public DynoCapacityMeter Open()
    {
        var meter = new DynoCapacityMeter(this);
        _meters = [.. _meters, meter];
        return meter;
    }

    public void Close(DynoCapacityMeter meter) => _meters = [.. _meters.Where(m => m != meter)];

    public void ResetState() => _meters = [];

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }
}
