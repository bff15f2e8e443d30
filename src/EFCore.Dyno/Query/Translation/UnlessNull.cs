// A condition that is asked only while a parameter is not null: what a joined row's key says of the row that it is joined to is so only where the key is there.
// A plan knows which it is (ParameterNulls): the condition is asked of the store, or is none.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class UnlessNull(QueryParameterExpression parameter, Expression inner) : RowExpression
{
    public new QueryParameterExpression Parameter => parameter;

    public Expression Inner => inner;

    public override Type Type => typeof(bool);

    // Whether it asks nothing, in a plan that then holds for such executions only.
    public bool IsTrue(ParameterNulls nulls)
    {
        if (nulls.Known.Contains(parameter.Name))
        {
            return true;
        }

        nulls.Rely(parameter.Name, isList: false);
        return false;
    }

    // The select with such conditions as they are in its plan.
    public static DynoSelect Decide(DynoSelect select, ParameterNulls nulls) => !select.Predicates.Any(static p => p is UnlessNull) ? select
        : select with
        {
            Predicates = [.. select.Predicates.Where(p => p is not UnlessNull unless || !unless.IsTrue(nulls)).Select(static p => p is UnlessNull unless ? unless.Inner : p)],
        };

    public override string ToString() => RowText.Of(inner);
}
