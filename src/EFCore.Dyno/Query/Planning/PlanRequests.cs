// What a select asks, in the planner's terms.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class PlanRequests
{
    // Without the shaper the rows are for another query's use, and whole items are read. What is correlated with the row around the query
    // can be left for the provider, so that one read serves all such rows.
    public static PlanRequest For(
        DynoSelect select, StoreOrigin store, Expression? shaper, IReadOnlyList<AccessPath> paths, FilterTranslator filters, bool correlated)
    {
        var attributes = shaper is null ? null : Attributes(select, store, shaper);
        var isWhole = attributes is null;
        filters = filters.For(select);
        return new()
        {
            EntityName = store.EntityType.DisplayName(),
            Paths = paths,
            Follows = filters.Facts.Follows,
            Discriminator = store.EntityType.GetRootType().GetDerivedTypesInclusive().Count() == 1 ? store.EntityType.FindDiscriminatorProperty() : null,
            Predicates = [.. select.Predicates.Select(p => new PlanPredicate(
                correlated || RowReferences.Of(p).All(s => s == store.Source.Slot) ? filters.Translate(p) : null, RowText.Of(p)) { Attributes = Of(p) })],
            Orderings = [.. select.Orderings.Select(o => new PlanOrdering(
                o.Key is PropertyRead { Source: var source, Property: var property } && source.Root == store.Source.Slot ? property : null, o.Descending, o.ToString())
            {
                Attributes = Of(o.Key),
            })],
            IndexName = select.IndexName,
            ConsistentRead = select.ConsistentRead,
            AllowScan = select.AllowScan,
            HasLimit = select.Take is not null,
            HasSkip = select.Skip is not null,
            IsBudgeted = select.EvaluateAtMost is not null,
            IsCount = select is { Skip: null, Take: null, Steps: [AggregateStep { Kind: AggregateKind.Count or AggregateKind.LongCount }, ..] },
            IsAny = select.Steps is [AggregateStep { Kind: AggregateKind.Any or AggregateKind.None }, ..],
            Attributes = attributes,
            ClientSteps = [.. select.Steps.Select(s => s.Text)],
        };

        // Where no entity is made of the rows, no predicate or ordering makes one.
        IReadOnlyList<string> Of(Expression expression) => isWhole ? [] : AttributeCollector.Collect([expression])!;
    }

    private static IReadOnlyList<string>? Attributes(DynoSelect select, StoreOrigin store, Expression shaper)
    {
        if (select.Steps.Any(s => s is not (FilterStep or SortStep or SkipStep or TakeStep or AggregateStep or DistinctStep)))
        {
            return null;
        }

        var expressions = SelectExpressions.Of(select).Append(shaper).ToList();
        var own = store.Source.Slot!;
        if (!expressions.All(e => RowReferences.Of(e).All(s => s == own || IsResult(select, s))) || AttributeCollector.Collect(expressions) is null)
        {
            return null;
        }

        // Predicates and orderings stand for themselves.
        var apart = select.Predicates.Concat(select.Orderings.Select(o => o.Key)).ToHashSet(ReferenceEqualityComparer.Instance);
        return AttributeCollector.Collect(expressions.Where(e => !apart.Contains(e)));
    }

    private static bool IsResult(DynoSelect select, Slot slot) => select.Steps.Any(s => s is AggregateStep aggregate && aggregate.Result == slot);
}
