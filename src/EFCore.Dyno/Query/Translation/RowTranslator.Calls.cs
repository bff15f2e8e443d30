// Calls whose operands may have become nullable: they are null where one of them is. Equals is a comparison, whatever it is called on.

using System.Linq.Expressions;
using System.Reflection;

namespace EFCore.Dyno.Query;

internal sealed partial class RowTranslator
{
    private Expression Call(MethodCallExpression node)
    {
        var instance = Visit(node.Object);
        var arguments = Visit(node.Arguments);
        if (EntityLists.Translate(node.Method.Name, instance ?? arguments.FirstOrDefault(), arguments.LastOrDefault() ?? node) is { } among)
        {
            return among;
        }

        if (StringCalls.Comparison(node.Method, instance, arguments) is { } comparison)
        {
            return comparison;
        }

        if (Positions.Translate(node, instance, arguments) is { } element)
        {
            return element;
        }

        if (node.Object is not null && Nullable.GetUnderlyingType(node.Object.Type) is { } bare)
        {
            // The methods of Nullable itself are made for null.
            if (node.Method.Name == nameof(Nullable<int>.GetValueOrDefault))
            {
                return instance!.Type == bare ? instance
                    : Expression.Coalesce(instance, node.Arguments.Count == 0 ? Expression.Default(bare) : Nulls.As(arguments[0], bare));
            }

            if (instance!.Type == node.Object.Type)
            {
                return node.Update(instance, Matched(node.Method, arguments));
            }
        }

        // As of what is declared nullable: nothing has no text.
        if (node.Method.Name == nameof(ToString) && arguments.Count == 0 && instance is not null && Nullable.GetUnderlyingType(instance.Type) is not null)
        {
            return Expression.Call(instance, instance.Type.GetMethod(nameof(ToString), Type.EmptyTypes)!);
        }

        var parameters = node.Method.GetParameters();
        var guarded = new List<Expression>();
        var places = new List<int>();
        if (instance is not null && Nulls.CanBeNull(instance))
        {
            guarded.Add(instance);
            places.Add(-1);
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var wanted = parameters[i].ParameterType;
            var lifted = wanted.IsValueType && Nullable.GetUnderlyingType(wanted) is null && arguments[i].Type == Nulls.Lift(wanted);
            var sequence = i == 0 && node.Method.DeclaringType == typeof(Enumerable) && Nulls.CanBeNull(arguments[i]);
            if (lifted || sequence || StringCalls.Needs(node.Method, arguments[i]))
            {
                guarded.Add(arguments[i]);
                places.Add(i);
            }
        }

        if (guarded.Count == 0)
        {
            return Expression.Call(instance, node.Method, Matched(node.Method, arguments));
        }

        return StringCalls.Answer(node.Method, new NullSafe([.. guarded], operands =>
        {
            var target = instance;
            var given = arguments.ToArray();
            for (var i = 0; i < operands.Length; i++)
            {
                if (places[i] < 0)
                {
                    target = operands[i];
                }
                else
                {
                    given[places[i]] = operands[i];
                }
            }

            return Expression.Call(target, node.Method, Matched(node.Method, given));
        }));
    }

    // object.Equals and IEquatable.Equals are comparisons.
    private Expression EqualsCall(MethodCallExpression node, Expression left, Expression right)
    {
        var (first, second) = (Unboxed(left), Unboxed(right));
        if (Nulls.Bare(first.Type) != Nulls.Bare(second.Type) && first.Type.IsValueType && second.Type.IsValueType)
        {
            // Boxed values of different types are never equal, unless both are null.
            return Nullable.GetUnderlyingType(first.Type) is null || Nullable.GetUnderlyingType(second.Type) is null
                ? Expression.Constant(false)
                : Expression.AndAlso(
                    Expression.Equal(first, Expression.Constant(null, first.Type)), Expression.Equal(second, Expression.Constant(null, second.Type)));
        }

        if (Nulls.Bare(first.Type) == Nulls.Bare(second.Type) || Nulls.IsNull(first) || Nulls.IsNull(second))
        {
            (first, second) = Nulls.Align(first, second);
            if (first.Type == second.Type
                && (first.Type.IsValueType || first.Type == typeof(string) || first.Type.IsArray
                    || ValueEquality.AreOfProperty(first, second)))
            {
                return ValueEquality.Of(first, second);
            }
        }

        return node.Object is null
            ? Expression.Call(node.Method, Matched(node.Method, [left, right]))
            : Expression.Call(
                typeof(object), nameof(object.Equals), null, Expression.Convert(left, typeof(object)), Expression.Convert(right, typeof(object)));
    }

    private static Expression Unboxed(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } && expression.Type == typeof(object) ? operand : expression;

    private static IEnumerable<Expression> Matched(MethodInfo method, IReadOnlyList<Expression> arguments)
    {
        var parameters = method.GetParameters();
        return arguments.Select((a, i) => Nulls.As(a, parameters[i].ParameterType));
    }
}
