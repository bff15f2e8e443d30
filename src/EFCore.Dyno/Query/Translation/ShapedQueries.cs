// What the translations of operators have in common.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class ShapedQueries
{
    public static DynoSelect SelectOf(ShapedQueryExpression query) => ((DynoQueryExpression)query.QueryExpression).Select;

    public static ShapedQueryExpression WithSelect(ShapedQueryExpression query, DynoSelect select) => query.UpdateQueryExpression(new DynoQueryExpression(select));

    // A lambda's body over the row.
    public static Expression Body(ShapedQueryExpression query, LambdaExpression lambda) =>
        new RowTranslator().Translate(ReplacingExpressionVisitor.Replace(lambda.Parameters[0], query.ShaperExpression, lambda.Body));

    public static IEnumerable<Expression> Conjuncts(Expression predicate) =>
        predicate is BinaryExpression { NodeType: ExpressionType.AndAlso } and
            ? Conjuncts(and.Left).Concat(Conjuncts(and.Right))
            : predicate is ConstantExpression { Value: true } ? [] : [predicate];

    // The row becomes the value that the shaper makes.
    public static ShapedQueryExpression Project(ShapedQueryExpression query)
    {
        var row = Expression.Parameter(query.ShaperExpression.Type, "row");
        return WithSelect(query, SelectOf(query).With(new ProjectStep(query.ShaperExpression, row))).UpdateShaperExpression(row);
    }

    public static ShapedQueryExpression Aggregate(ShapedQueryExpression query, AggregateKind kind, LambdaExpression? selector, Type resultType)
    {
        var value = kind < AggregateKind.Min ? null : selector is null ? query.ShaperExpression : Body(query, selector);
        var row = Expression.Parameter(resultType, "result");
        return WithSelect(query, SelectOf(query).With(new AggregateStep(kind, value, row)))
            .UpdateShaperExpression(row)
            .UpdateResultCardinality(ResultCardinality.Single);
    }
}
