// A compiled query, and what it is where parameters that its plan relied on are null: made when that first happens, by the services of the context that asks.

using System.Collections.Concurrent;

namespace EFCore.Dyno.Query;

internal sealed class NullVariants<T>
{
    private readonly T _compiled;
    private readonly ParameterNulls _nulls;

    // Null where the plan relied on nothing: what it was compiled from is not kept then.
    private readonly Func<DynoQueryContext, ParameterNulls, T>? _compile;
    private readonly ConcurrentDictionary<string, NullVariants<T>>? _others;

    public NullVariants(T compiled, ParameterNulls nulls, Func<DynoQueryContext, ParameterNulls, T> compile)
    {
        _compiled = compiled;
        _nulls = nulls;
        if (nulls.HasRelied)
        {
            _compile = compile;
            _others = new();
        }
    }

    public T For(DynoQueryContext context) =>
        _others is null || _nulls.Missing(context) is not { } missing ? _compiled : Other(_others, context, missing);

    // Apart, since what captures a parameter is made where the method begins.
    private T Other(ConcurrentDictionary<string, NullVariants<T>> others, DynoQueryContext context, HashSet<string> missing)
    {
        missing.UnionWith(_nulls.Known);
        return others.GetOrAdd(string.Join('\n', missing.Order(StringComparer.Ordinal)), _ => Made(context, new(missing), _compile!)).For(context);
    }

    private static NullVariants<T> Made(DynoQueryContext context, ParameterNulls nulls, Func<DynoQueryContext, ParameterNulls, T> compile) =>
        new(compile(context, nulls), nulls, compile);
}
