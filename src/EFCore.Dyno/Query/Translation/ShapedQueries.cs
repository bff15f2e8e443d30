// What the translations of operators have in common.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class ShapedQueries
{
    public static DynoSelect SelectOf(ShapedQueryExpression query) => ((DynoQueryExpression)query.QueryExpression).Select;

    public static ShapedQueryExpression WithSelect(ShapedQueryExpression query, DynoSelect select) => query.UpdateQueryExpression(new DynoQueryExpression(select));

    public static IEnumerable<Expression> Conjuncts(Expression predicate) =>
        predicate is BinaryExpression { NodeType: ExpressionType.AndAlso } and
            ? Conjuncts(and.Left).Concat(Conjuncts(and.Right))
            : predicate is ConstantExpression { Value: true } ? [] : [predicate];
}
