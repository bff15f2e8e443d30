// The interceptors of a context. EF's own make an aggregator for each kind of interceptor, for every new context; where the application has no
// interceptors, there is nothing to aggregate.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Diagnostics;

#pragma warning disable EF1001 // What there is, EF aggregates.
internal sealed class DynoInterceptors(IServiceProvider services, IDbContextOptions options, IEnumerable<IInterceptor> injected) : IInterceptors
{
    private readonly bool _hasAny = injected.Any() || options.FindExtension<CoreOptionsExtension>()?.Interceptors?.Any() == true;
    private Interceptors? _all;

    public TInterceptor? Aggregate<TInterceptor>()
        where TInterceptor : class, IInterceptor =>
        _hasAny ? (_all ??= new(services, injected, services.GetServices<IInterceptorAggregator>())).Aggregate<TInterceptor>() : null;
}
