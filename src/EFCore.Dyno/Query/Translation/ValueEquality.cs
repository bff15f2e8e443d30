// When two values are equal: element by element for arrays, by operator where a type has one, by the comparer of the property where one of
// them is of a property whose type has no operator, else by its own Equals. A comparison with a property stays one, which the store may make.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EFCore.Dyno.Query;

internal static class ValueEquality
{
    public static Expression Of(Expression left, Expression right)
    {
        (left, right) = Nulls.Align(left, right);
        if (left.Type.IsArray)
        {
            return StructuralEquality.Arrays(ExpressionType.Equal, left, right);
        }

        if (left.Type == right.Type && (HasOperator(left.Type) || (!left.Type.IsValueType && left.Type != typeof(object) && AreOfProperty(left, right))))
        {
            return Expression.Equal(left, right);
        }

        if (Nulls.IsNull(left) || Nulls.IsNull(right))
        {
            return left.Type.IsValueType ? Expression.Equal(left, right) : Expression.ReferenceEqual(left, right);
        }

        return Expression.Call(typeof(object), nameof(object.Equals), null, Expression.Convert(left, typeof(object)), Expression.Convert(right, typeof(object)));
    }

    public static bool HasOperator(Type type)
    {
        var bare = Nulls.Bare(type);
        return bare.IsPrimitive || bare.IsEnum || bare == typeof(string) || bare.GetMethod("op_Equality", [bare, bare]) is not null;
    }

    /// <summary>Whether one of the values is of a property, which knows how to compare it.</summary>
    public static bool AreOfProperty(Expression left, Expression right) => (PropertyOf(left) ?? PropertyOf(right)) is not null;

    /// <summary>A comparison that the provider makes: by the property's comparer, or null where C#'s own is meant.</summary>
    public static Expression? Compiled(BinaryExpression node)
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
        if (property.GetTypeMapping().Converter is not null)
        {
            // The store compares what it keeps, and a class without Equals has nothing else to be compared by.
            equal = Expression.OrElse(equal, Expression.Call(typeof(RowKeyComparer), nameof(RowKeyComparer.Same), null, Stored(node.Left), Stored(node.Right)));
        }

        return node.NodeType == ExpressionType.Equal ? equal : Expression.Not(equal);

        Expression Stored(Expression value) =>
            Expression.Invoke(Expression.Constant(property.GetTypeMapping().Converter!.ConvertToProvider), Expression.Convert(value, typeof(object)));
    }

    /// <summary>The value as something that can be hashed: a converted one as it is stored.</summary>
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

    private static IProperty? PropertyOf(Expression expression) => expression switch
    {
        PropertyRead read => read.Property,
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } => PropertyOf(operand),
        _ => null,
    };
}
