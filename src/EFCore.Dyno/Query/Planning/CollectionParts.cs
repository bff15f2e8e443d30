// The reads inside a query that one Query of an item collection might answer with it: those of its subqueries, so of Include and ThenInclude,
// and of the joins that look rows up by a key.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal static class CollectionParts
{
    public static IReadOnlyList<CollectionPart> Within(DynoSelect select, Expression shaper, ParameterFacts facts)
    {
        var parts = new List<CollectionPart>();
        Collect(select, shaper, [], parts, facts);
        return parts;
    }

    // Every item of the plan's range becomes a row, and no step drops one.
    public static bool IsWhole(DynoSelect select, QueryPlan plan) =>
        plan.ClientPredicates.Count == 0 && (plan.Filter is null || IsOfType(plan.Filter, select.Store!.EntityType)) && select is { Skip: null, Take: null } && select.Steps.All(s => s is JoinStep { Kind: not JoinKind.Right });

    // Only which type an item is.
    private static bool IsOfType(FilterNode filter, IEntityType entityType) =>
        entityType.FindDiscriminatorProperty() is { } discriminator && FilterFields.Of(filter).All(f => f.Property == discriminator);

    private static void Collect(DynoSelect select, Expression shaper, HashSet<Subquery> done, List<CollectionPart> parts, ParameterFacts facts)
    {
        foreach (var join in select.Steps.OfType<JoinStep>())
        {
            if (join.Kind != JoinKind.Right && Lookups.Of(join, done, facts) is { } keyed)
            {
                Add(keyed, done, parts, facts);
            }
        }

        var slots = RowReferences.Of(shaper);
        foreach (var expression in SelectExpressions.Of(select))
        {
            RowReferences.Collect(expression, slots);
        }

        foreach (var subquery in slots.Select(s => s.Subquery).OfType<Subquery>().Distinct().Where(s => !done.Contains(s)).ToList())
        {
            HashSet<Subquery> around = [.. done, subquery];
            Add(subquery.Select, around, parts, facts);
            Collect(subquery.Select, subquery.Shaper, around, parts, facts);
        }
    }

    private static void Add(DynoSelect select, HashSet<Subquery> done, List<CollectionPart> parts, ParameterFacts facts)
    {
        if (select is not { Store: { } store, EvaluateAtMost: null } || parts.Any(p => p.Slot == store.Source.Slot))
        {
            return;
        }

        select = UnlessNull.Decide(select, facts);
        var map = DynoModel.Of(store.EntityType.Model).For(store.EntityType);
        var paths = AccessPaths.For(map);
        var plan = AccessPathPlanner.Plan(PlanRequests.For(select, store, null, paths, new FilterTranslator(store.Source.Slot!, done, facts), correlated: true));
        // With a limit the store would stop early.
        if (plan.Kind == AccessKind.GetItem || (plan.Kind == AccessKind.Query && select is { Skip: null, Take: null }))
        {
            parts.Add(new(store.Source.Slot!, map, plan, IsWhole(select, plan)));
        }
    }
}
