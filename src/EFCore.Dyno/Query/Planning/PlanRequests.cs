// What a select asks, in the planner's terms.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class PlanRequests
{
    public static PlanRequest For(DynoSelect select, Expression shaper, IReadOnlyList<AccessPath> paths) => new()
    {
        EntityName = select.EntityType.DisplayName(),
        Paths = paths,
        Predicates = [.. select.Predicates.Select(p => new PlanPredicate(FilterTranslator.Translate(p), RowText.Of(p)))],
        Orderings = [.. select.Orderings.Select(o => new PlanOrdering((o.Key as PropertyRead)?.Property, o.Descending, o.ToString()))],
        IndexName = select.IndexName,
        ConsistentRead = select.ConsistentRead,
        AllowScan = select.AllowScan,
        HasLimit = select.Take is not null,
        HasSkip = select.Skip is not null,
        IsCount = select is { Skip: null, Take: null, Steps: [AggregateStep { Kind: AggregateKind.Count or AggregateKind.LongCount }, ..] },
        Attributes = AttributeCollector.Collect(Expressions(select, shaper)),
        ClientSteps = [.. select.Steps.Where(s => s is not ProjectStep).Select(s => s.Text)],
    };

    private static IEnumerable<Expression> Expressions(DynoSelect select, Expression shaper)
    {
        foreach (var step in select.Steps)
        {
            switch (step)
            {
                case FilterStep filter:
                    yield return filter.Predicate;
                    break;
                case SortStep sort:
                    foreach (var ordering in sort.Orderings)
                    {
                        yield return ordering.Key;
                    }

                    break;
                case ProjectStep project:
                    yield return project.Shaper;
                    break;
                case AggregateStep { Selector: { } selector }:
                    yield return selector;
                    break;
            }
        }

        foreach (var predicate in select.Predicates)
        {
            yield return predicate;
        }

        foreach (var ordering in select.Orderings)
        {
            yield return ordering.Key;
        }

        yield return shaper;
    }
}
