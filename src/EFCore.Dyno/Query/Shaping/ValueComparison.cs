// Equality of values whose type has none of its own: by the comparer of the property that is read, else by Equals.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EFCore.Dyno.Query;

internal static class ValueComparison
{
    // Null where C#'s own comparison is meant.
    public static Expression? Of(BinaryExpression node)
    {
        if (node.NodeType is not (ExpressionType.Equal or ExpressionType.NotEqual) || node.Method is not null || !IsOpaque(node.Left.Type)
            || Nulls.IsNull(node.Left) || Nulls.IsNull(node.Right) || (PropertyOf(node.Left) ?? PropertyOf(node.Right)) is not { } property)
        {
            return null;
        }

        var comparer = property.GetValueComparer();
        Expression equal = Expression.Call(
            Expression.Constant(comparer, typeof(ValueComparer)), nameof(ValueComparer.Equals), null,
            Expression.Convert(node.Left, typeof(object)), Expression.Convert(node.Right, typeof(object)));
        return node.NodeType == ExpressionType.Equal ? equal : Expression.Not(equal);
    }

    // The value as something that can be hashed: a converted one as it is stored.
    public static Expression Key(Expression value)
    {
        if (!IsOpaque(value.Type) || value.Type.IsArray || PropertyOf(value)?.GetTypeMapping().Converter is not { } converter)
        {
            return Expression.Convert(value, typeof(object));
        }

        return Expression.Invoke(Expression.Constant(converter.ConvertToProvider), Expression.Convert(value, typeof(object)));
    }

    private static bool IsOpaque(Type type) =>
        !type.IsValueType && type != typeof(string) && type != typeof(object) && type != typeof(Type);

    public static IProperty? PropertyOf(Expression expression) => expression switch
    {
        PropertyRead read => read.Property,
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } => PropertyOf(operand),
        _ => null,
    };
}
