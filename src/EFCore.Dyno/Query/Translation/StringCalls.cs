// Methods of strings where their operands may be null, and their order: a search with nothing, or in nothing, finds nothing;
// strings compare by code unit, as the store compares them, so that an answer does not change with the path that is chosen; a comparison gives
// -1, 0 or 1, as EF's other providers have it.

using System.Linq.Expressions;
using System.Reflection;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Query;

internal static class StringCalls
{
    private static readonly MethodInfo s_compareOrdinal = typeof(string).GetMethod(nameof(string.CompareOrdinal), [typeof(string), typeof(string)])!;
    private static readonly MethodInfo s_sign = typeof(Math).GetMethod(nameof(Math.Sign), [typeof(int)])!;

    // Null where the call is not a comparison of two strings in a culture's order.
    public static Expression? Comparison(MethodInfo method, Expression? instance, IReadOnlyList<Expression> arguments)
    {
        if (method.DeclaringType != typeof(string))
        {
            return null;
        }

        var (left, right) = method.Name switch
        {
            nameof(string.CompareTo) when instance is not null && arguments is [var other] => (instance, other),
            nameof(string.Compare) when arguments is [var first, var second] => (first, second),
            _ => (null, null),
        };
        return left is null || right!.Type != typeof(string) ? null : new NullSafe([left, right], o => Expression.Call(s_sign, Expression.Call(s_compareOrdinal, o[0], o[1])));
    }

    // Whether the value of the argument is looked at by the method, which then has no answer without it.
    public static bool Needs(MethodInfo method, Expression argument) =>
        !method.IsStatic && Nulls.CanBeNull(argument)
        && (method.DeclaringType == typeof(string) ? argument.Type == typeof(string) : Geometries.BaseOf(argument.Type) is not null && Geometries.BaseOf(method.DeclaringType!) is not null);

    // StartsWith, Contains and the like are false where they cannot be true.
    public static Expression Answer(MethodInfo method, Expression call) =>
        call.Type == typeof(bool?) && (method.DeclaringType == typeof(string) || method.DeclaringType == typeof(Enumerable)) ? Nulls.Truth(call) : call;

    // What the comparison of a comparison with zero compares: a.CompareTo(b) == 0 is a == b.
    public static (Expression Left, Expression Right)? Compared(Expression comparison, Expression with) =>
        with is ConstantExpression { Value: 0 } && comparison is MethodCallExpression call
            ? call switch
            {
                { Method.Name: nameof(IComparable.CompareTo), Object: { } instance, Arguments: [var other] } when Same(instance, other) => (instance, other),
                { Method.Name: nameof(string.Compare), Method.DeclaringType: var type, Arguments: [var first, var second] } when type == typeof(string) => (first, second),
                _ => null,
            }
            : null;

    private static bool Same(Expression instance, Expression other) => instance.Type == other.Type && ValueEquality.HasOperator(instance.Type);
}
