// The expressions of a select over its own rows.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class SelectExpressions
{
    public static IEnumerable<Expression> Of(DynoSelect select)
    {
        foreach (var predicate in select.Predicates)
        {
            yield return predicate;
        }

        foreach (var ordering in select.Orderings)
        {
            yield return ordering.Key;
        }

        if (select.Skip is not null)
        {
            yield return select.Skip;
        }

        if (select.Take is not null)
        {
            yield return select.Take;
        }

        if (select.Origin is SetOrigin set)
        {
            foreach (var expression in set.Keys.Concat(set.Columns.SelectMany(c => new[] { c.Left, c.Right }).OfType<Expression>()))
            {
                yield return expression;
            }
        }

        foreach (var expression in select.Steps.SelectMany(Of))
        {
            yield return expression;
        }
    }

    public static IEnumerable<Expression> Of(RowStep step) => step switch
    {
        FilterStep filter => [filter.Predicate],
        SortStep sort => sort.Orderings.Select(o => o.Key),
        SkipStep skip => [skip.Count],
        TakeStep take => [take.Count],
        SkipWhileStep skip => [skip.Predicate],
        TakeWhileStep take => [take.Predicate],
        DistinctStep distinct => distinct.Keys,
        AggregateStep { Selector: { } selector } => [selector],
        JoinStep join => join.OuterKeys.Concat(join.InnerKeys),
        GroupStep group => [.. group.Keys.Select(k => k.Value), group.Element],
        _ => [],
    };
}
