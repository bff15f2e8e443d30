// Whether two values are equal, as C# would have it of values: element by element for arrays, by operator where a type has one, else by its
// own Equals. What is of a property stays a comparison, which the store may make and ValueComparison makes by the property's comparer.

using System.Linq.Expressions;

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

        var opaque = !left.Type.IsValueType && left.Type != typeof(object);
        if (left.Type == right.Type
            && (HasOperator(left.Type) || (opaque && (ValueComparison.PropertyOf(left) ?? ValueComparison.PropertyOf(right)) is not null)))
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
}
