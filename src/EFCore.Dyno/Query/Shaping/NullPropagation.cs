// Reading a member of null gives null, or the default, as EF's in-memory provider does: an absent attribute is no error.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class NullPropagation : ExpressionVisitor
{
    private static readonly NullPropagation s_instance = new();

    public static Expression Apply(Expression expression) => s_instance.Visit(expression);

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is null)
        {
            return node;
        }

        var target = Visit(node.Expression);
        if (Nullable.GetUnderlyingType(target.Type) is not null)
        {
            return node.Member.Name == "Value" ? Expression.Call(target, "GetValueOrDefault", null) : node.Update(target);
        }

        return CanBeNull(target) ? Guard(target, inner => node.Update(inner), node.Type) : node.Update(target);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Object is not { } instance)
        {
            var arguments = Visit(node.Arguments);
            return node.Method.DeclaringType == typeof(Enumerable) && arguments.Count > 0 && CanBeNull(arguments[0])
                ? Guard(arguments[0], inner => node.Update(null, [inner, .. arguments.Skip(1)]), node.Type)
                : node.Update(null, arguments);
        }

        var target = Visit(instance);
        var rest = Visit(node.Arguments);
        return CanBeNull(target) ? Guard(target, inner => node.Update(inner, rest), node.Type) : node.Update(target, rest);
    }

    protected override Expression VisitExtension(Expression node) => node;

    // Only what comes from the row can be absent; constants and parameters behave as in C#.
    private static bool CanBeNull(Expression expression) =>
        !expression.Type.IsValueType
        && expression is (PropertyRead or ConditionalExpression or BlockExpression or StructuralTypeShaperExpression or MemberExpression);

    private static Expression Guard(Expression target, Func<Expression, Expression> read, Type type)
    {
        var value = Expression.Variable(target.Type, "value");
        return Expression.Block(
            [value],
            Expression.Assign(value, target),
            Expression.Condition(Expression.ReferenceEqual(value, Expression.Constant(null, value.Type)), Expression.Default(type), read(value)));
    }
}
