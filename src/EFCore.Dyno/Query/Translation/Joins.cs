// Joins and SelectMany: what the other side may lack becomes nullable.

using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using static EFCore.Dyno.Query.ShapedQueries;

namespace EFCore.Dyno.Query;

internal static class Joins
{
    public static ShapedQueryExpression Join(
        JoinKind kind, ShapedQueryExpression outer, ShapedQueryExpression inner, Expression outerKey, Expression innerKey, LambdaExpression result,
        RowTranslator translator)
    {
        var outerKeys = ImmutableArray.CreateBuilder<Expression>();
        var innerKeys = ImmutableArray.CreateBuilder<Expression>();
        Pair(outerKey, innerKey, outerKeys, innerKeys);
        var presence = kind == JoinKind.Inner ? null : new Slot("joined");
        var step = new JoinStep(kind, SelectOf(inner), outerKeys.ToImmutable(), innerKeys.ToImmutable(), IsObject(outerKey), presence);
        var select = SelectOf(outer).With(step);
        if (kind == JoinKind.Inner)
        {
            select = step.Inner.Predicates.Aggregate(select, Pushdown.Mirrored);
        }

        var outerShaper = kind == JoinKind.Right ? Optionals.Of(outer.ShaperExpression, presence!) : outer.ShaperExpression;
        var innerShaper = kind == JoinKind.Left ? Optionals.Of(inner.ShaperExpression, presence!) : inner.ShaperExpression;
        return Combine(outer, select, outerShaper, innerShaper, result, translator);
    }

    public static ShapedQueryExpression Flatten(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression? result, RowTranslator translator)
    {
        var select = SelectOf(outer).With(new FlattenStep(SelectOf(inner)));
        return result is null
            ? outer.Update(new DynoQueryExpression(select), inner.ShaperExpression)
            : Combine(outer, select, outer.ShaperExpression, inner.ShaperExpression, result, translator);
    }

    private static ShapedQueryExpression Combine(
        ShapedQueryExpression outer, DynoSelect select, Expression outerShaper, Expression innerShaper, LambdaExpression result, RowTranslator translator)
    {
        var body = ReplacingExpressionVisitor.Replace(
            result.Parameters[0], Nulls.As(outerShaper, result.Parameters[0].Type),
            ReplacingExpressionVisitor.Replace(result.Parameters[1], Nulls.As(innerShaper, result.Parameters[1].Type), result.Body));
        return outer.Update(new DynoQueryExpression(select), Nulls.As(translator.Translate(body), result.ReturnType));
    }

    // Composite keys are compared part by part.
    private static void Pair(Expression outer, Expression inner, ImmutableArray<Expression>.Builder outers, ImmutableArray<Expression>.Builder inners)
    {
        if (MadeObjects.PartsOf(outer) is { } ours && MadeObjects.PartsOf(inner) is { } theirs && ours.Count == theirs.Count)
        {
            for (var i = 0; i < ours.Count; i++)
            {
                Pair(ours[i], theirs[i], outers, inners);
            }

            return;
        }

        if (RowBinder.ShaperOf(outer) is not null && RowBinder.ShaperOf(inner) is not null)
        {
            outers.AddRange(Leaves.KeysOf(outer));
            inners.AddRange(Leaves.KeysOf(inner));
            return;
        }

        (outer, inner) = Nulls.Align(Unboxed(outer), Unboxed(inner));
        if (outer.Type != inner.Type)
        {
            outer = Expression.Convert(outer, typeof(object));
            inner = Expression.Convert(inner, typeof(object));
        }

        outers.Add(outer);
        inners.Add(inner);
    }

    private static bool IsObject(Expression key) =>
        key is not (NewArrayExpression or NewExpression { Arguments: [NewArrayExpression] }) && MadeObjects.PartsOf(key) is not null;

    private static Expression Unboxed(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand }
        && (expression.Type == typeof(object) || operand.Type == Nulls.Lift(expression.Type))
            ? operand
            : expression;
}
