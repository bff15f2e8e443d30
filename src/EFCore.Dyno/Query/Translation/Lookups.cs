// A join whose inner rows are looked up by a key, rather than all read.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal static class Lookups
{
    // The inner select with the join's keys as conditions, where they give it a key of its table or of an index.
    public static DynoSelect? Of(JoinStep step, HashSet<Subquery> done, ParameterFacts facts)
    {
        if (!step.Inner.IsOpen || step.Inner.Store is not { } store)
        {
            return null;
        }

        var predicates = step.Inner.Predicates;
        for (var i = 0; i < step.InnerKeys.Length; i++)
        {
            var (inner, outer) = Nulls.Align(step.InnerKeys[i], step.OuterKeys[i]);
            if (inner.Type == typeof(object))
            {
                return null;
            }

            predicates = predicates.Add(Expression.Equal(inner, outer));
            if (!step.NullsMatch && inner is not PropertyRead { CanBeNull: false } && (!inner.Type.IsValueType || Nullable.GetUnderlyingType(inner.Type) is not null))
            {
                predicates = predicates.Add(Expression.NotEqual(inner, Expression.Constant(null, inner.Type)));
            }
        }

        var keyed = UnlessNull.Decide(step.Inner with { Predicates = predicates }, facts);
        var paths = AccessPaths.For(DynoModel.Of(store.EntityType.Model).For(store.EntityType));
        var request = PlanRequests.For(keyed, store, null, paths, new FilterTranslator(store.Source.Slot!, done, facts), correlated: true);
        return AccessPathPlanner.Plan(request).Kind == AccessKind.Scan ? null : keyed;
    }
}
