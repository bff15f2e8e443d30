// A condition that is asked only while a parameter is not null: what a joined row's key says of the row that it is joined to is so only where the key is there.
// A plan knows which it is (ParameterFacts): before a select is planned it is decided whether the condition is one of its predicates or none.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class UnlessNull(QueryParameterExpression parameter, Expression inner) : RowExpression
{
    public new QueryParameterExpression Parameter => parameter;

    public Expression Inner => inner;

    public override Type Type => typeof(bool);

    // The select as its plan is to answer it: with what is asked, or without, and then for such executions only.
    public static DynoSelect Decide(DynoSelect select, ParameterFacts facts) => !select.Predicates.Any(static p => p is UnlessNull) ? select
        : select with { Predicates = [.. select.Predicates.SelectMany(p => Asked(p, facts))] };

    private static IEnumerable<Expression> Asked(Expression predicate, ParameterFacts facts)
    {
        if (predicate is not UnlessNull unless)
        {
            return [predicate];
        }

        if (facts.Nulls.Contains(unless.Parameter.Name))
        {
            return [];
        }

        facts.Rely(unless.Parameter.Name, isList: false);
        return ShapedQueries.Conjuncts(unless.Inner).SelectMany(p => Asked(p, facts));
    }

    public override string ToString() => RowText.Of(inner);
}
