// A compiled query, and what it is where parameters are not as its plan relied on (null, or outside the condition of an index): made when that first happens, by the
// services of the context that asks.

using System.Collections.Concurrent;

namespace EFCore.Dyno.Query;

internal sealed class PlanVariants<T>
{
    private readonly T _compiled;
    private readonly ParameterFacts _facts;

    // Null where the plan relied on nothing: what it was compiled from is not kept then.
    private readonly Func<DynoQueryContext, ParameterFacts, T>? _compile;
    private readonly ConcurrentDictionary<string, PlanVariants<T>>? _others;

    public PlanVariants(T compiled, ParameterFacts facts, Func<DynoQueryContext, ParameterFacts, T> compile)
    {
        _compiled = compiled;
        _facts = facts;
        if (facts.HasRelied)
        {
            _compile = compile;
            _others = new();
        }
    }

    public T For(DynoQueryContext context) =>
        _others is null || _facts.Differing(context) is not { } differing ? _compiled : Other(_others, context, differing);

    // Apart, since what captures a parameter is made where the method begins.
    private T Other(ConcurrentDictionary<string, PlanVariants<T>> others, DynoQueryContext context, ParameterFacts differing) =>
        others.GetOrAdd(differing.Key, _ => Made(context, differing, _compile!)).For(context);

    private static PlanVariants<T> Made(DynoQueryContext context, ParameterFacts facts, Func<DynoQueryContext, ParameterFacts, T> compile) =>
        new(compile(context, facts), facts, compile);
}
