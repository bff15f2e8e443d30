// A compiled query, and what it is where parameters that its plan relied on are null: made when that first happens, by the services of the context that asks.

using System.Collections.Concurrent;

namespace EFCore.Dyno.Query;

internal sealed class NullVariants<T>(T compiled, ParameterNulls nulls, Func<DynoQueryContext, ParameterNulls, T> compile)
{
    private readonly ConcurrentDictionary<string, NullVariants<T>>? _others = nulls.HasRelied ? new() : null;

    public T For(DynoQueryContext context)
    {
        if (_others is null || nulls.Missing(context) is not { } missing)
        {
            return compiled;
        }

        missing.UnionWith(nulls.Known);
        return _others.GetOrAdd(string.Join('\n', missing.Order(StringComparer.Ordinal)), _ => Made(context, new(missing), compile)).For(context);
    }

    private static NullVariants<T> Made(DynoQueryContext context, ParameterNulls nulls, Func<DynoQueryContext, ParameterNulls, T> compile) =>
        new(compile(context, nulls), nulls, compile);
}
