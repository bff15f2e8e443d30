// What a condition on the key of a joined row says of the row that it is joined to: where p.CustomerId = c.Id joins, c.Id == x holds for rows with p.CustomerId == x
// alone. EF writes p.Customer == customer and p.Customer.Id == x as the former; only the latter finds the items of p by a key.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class JoinedKeys : ExpressionVisitor
{
    private readonly List<(PropertyRead Inner, Expression Outer)> _keys = [];
    private readonly HashSet<Slot> _own;

    // A left join gives rows whose key is null as well.
    private readonly bool _isLeft;

    private JoinedKeys(DynoSelect inner, bool isLeft)
    {
        _own = SelectSlots.DefinedBy(inner);
        _isLeft = isLeft;
    }

    // Null for a step that joins nothing by keys.
    public static JoinedKeys? Of(RowStep step)
    {
        JoinedKeys keys;
        switch (step)
        {
            case JoinStep { Kind: JoinKind.Inner or JoinKind.Left } join:
                keys = new(join.Inner, join.Kind == JoinKind.Left);
                for (var i = 0; i < join.InnerKeys.Length; i++)
                {
                    keys.Add(join.InnerKeys[i], join.OuterKeys[i]);
                }

                break;
            case FlattenStep { Inner.IsOpen: true } flatten:
                keys = new(flatten.Inner, isLeft: false);
                foreach (var predicate in flatten.Inner.Predicates)
                {
                    if (predicate is BinaryExpression { NodeType: ExpressionType.Equal } equal)
                    {
                        keys.Add(equal.Left, equal.Right);
                        keys.Add(equal.Right, equal.Left);
                    }
                }

                break;
            default:
                return null;
        }

        return keys._keys.Count == 0 ? null : keys;
    }

    // The condition in the outer row's terms; null where it reads more of the joined row than keys, or nothing of it.
    public Expression? InOuterTerms(Expression condition)
    {
        var same = Comparison(condition) ?? (_isLeft ? null : Visit(condition));
        return same is null || same == condition || RowReferences.Of(same).Overlaps(_own) ? null : same;
    }

    protected override Expression VisitExtension(Expression node) =>
        OuterOf(node) is { } outer && outer.Type == node.Type && !Nulls.CanBeNull(outer) ? outer : node;

    private void Add(Expression inner, Expression outer)
    {
        outer = Bare(outer);
        if (Bare(inner) is PropertyRead read && RowReferences.Of(read).IsSubsetOf(_own) && RowReferences.Of(outer) is { Count: > 0 } outside && !outside.Overlaps(_own))
        {
            _keys.Add((read, outer));
        }
    }

    // A key compared with a value. Of a left join it tells something only where the value is not null: what is not there equals null. Nor is an index asked
    // for what is null, as it does not have it. There: a parameter that is known not to be null.
    private Expression? Comparison(Expression condition, QueryParameterExpression? there = null)
    {
        switch (condition)
        {
            case UnlessNull unless:
                return Comparison(unless.Inner, unless.Parameter) is { } inner ? new UnlessNull(unless.Parameter, inner) : null;
            case BinaryExpression { NodeType: ExpressionType.Coalesce, Right: ConstantExpression { Value: false } } truth:
                return Comparison(truth.Left, there);
            // An entity of the program's: it is there, and its key is equal, or it is null.
            case ConditionalExpression { Test: BinaryExpression { NodeType: ExpressionType.Equal, Left: QueryParameterExpression entity } test } choice when Nulls.IsNull(test.Right):
                var parts = ShapedQueries.Conjuncts(choice.IfFalse).Select(c => Comparison(c, entity)).OfType<Expression>().ToList();
                return parts.Count == 0 ? null : new UnlessNull(entity, parts.Aggregate(Expression.AndAlso));
            case BinaryExpression { NodeType: ExpressionType.AndAlso } both when there is not null:
                return Comparison(both.Left, there) is { } first && Comparison(both.Right, there) is { } second ? Expression.AndAlso(first, second) : null;
            case BinaryExpression { NodeType: ExpressionType.Equal } equal:
                var (key, value) = OuterOf(equal.Left) is { } left ? (left, equal.Right) : (OuterOf(equal.Right), equal.Left);
                return key is null ? null : Compared(key, value, there);
            default:
                return null;
        }
    }

    private Expression? Compared(Expression key, Expression value, QueryParameterExpression? there)
    {
        var same = ValueEquality.Of(key, value);
        return !(_isLeft || Nulls.CanBeNull(key)) || !Nulls.CanBeNull(value) ? same
            : Bare(value) switch
            {
                QueryParameterExpression parameter => parameter.Name == there?.Name ? same : new UnlessNull(parameter, same),
                InstanceRead { Instance: QueryParameterExpression entity } when entity.Name == there?.Name => same,
                _ => null,
            };
    }

    private Expression? OuterOf(Expression expression)
    {
        if (Bare(expression is Optional optional ? optional.Inner : expression) is PropertyRead read)
        {
            foreach (var (inner, outer) in _keys)
            {
                if (inner.Source == read.Source && inner.Property == read.Property)
                {
                    return outer;
                }
            }
        }

        return null;
    }

    // Beneath a conversion between a type and its nullable form.
    private static Expression Bare(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand } && Nulls.Lift(operand.Type) == Nulls.Lift(expression.Type)
            ? Bare(operand)
            : expression;
}
