// The interceptors of a context. EF's own make an aggregator for each kind of interceptor, for every new context; where the application has no
// interceptors, there is nothing to aggregate.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Diagnostics;

#pragma warning disable EF1001 // What there is, EF aggregates.
internal sealed class DynoInterceptors(IServiceProvider services, IEnumerable<IInterceptor> injected) : IInterceptors
{
    private Interceptors? _all;
    private bool? _hasAny;

    // Loggers are also made where there is no context, and so no options yet: these are asked when something is intercepted.
    private bool HasAny => _hasAny ??=
        injected.Any() || services.GetRequiredService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.Any() == true;

    public TInterceptor? Aggregate<TInterceptor>()
        where TInterceptor : class, IInterceptor =>
        HasAny ? (_all ??= new(services, injected, services.GetServices<IInterceptorAggregator>())).Aggregate<TInterceptor>() : null;
}
