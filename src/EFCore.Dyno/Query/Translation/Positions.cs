// An element of a list by its position: null where the list is not so long, as EF's providers have it of arrays and lists.

using System.Linq.Expressions;
using System.Reflection;

namespace EFCore.Dyno.Query;

internal static class Positions
{
    private static readonly MethodInfo s_value = typeof(Positions).GetMethod(nameof(ValueAt), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_object = typeof(Positions).GetMethod(nameof(ObjectAt), BindingFlags.NonPublic | BindingFlags.Static)!;

    // Null where the call does not ask for an element, or is about a sequence that is no list of plain values.
    public static Expression? Translate(MethodCallExpression node, Expression? instance, IReadOnlyList<Expression> arguments)
    {
        var (list, index) = node.Method.Name switch
        {
            "get_Item" when instance is not null && arguments is [var only] && IsList(instance.Type) => (instance, only),
            nameof(Enumerable.ElementAt) when node.Method.DeclaringType == typeof(Enumerable) && arguments is [var source, var at] => (source, at),
            _ => (null, null),
        };
        return list is null || Nulls.Bare(index!.Type) != typeof(int) || RowBinder.ShaperOf(list) is not null ? null : At(list, index);
    }

    public static Expression? At(Expression list, Expression index)
    {
        if (Sequences.ElementType(list.Type) is not { } element || list is RowsRead or CollectionRead or GroupingRead)
        {
            return null;
        }

        var method = element.IsValueType && Nullable.GetUnderlyingType(element) is null ? s_value : s_object;
        return Expression.Call(
            method.MakeGenericMethod(element), Nulls.As(list, typeof(IEnumerable<>).MakeGenericType(element)), Nulls.As(index, typeof(int?)));
    }

    // An indexer of anything else, a dictionary for one, is about no position.
    private static bool IsList(Type type) =>
        Sequences.ElementType(type) is { } element
        && (typeof(IList<>).MakeGenericType(element).IsAssignableFrom(type) || typeof(IReadOnlyList<>).MakeGenericType(element).IsAssignableFrom(type));

    private static T? ValueAt<T>(IEnumerable<T>? list, int? index)
        where T : struct => index is { } at && Find(list, at, out var value) ? value : null;

    private static T? ObjectAt<T>(IEnumerable<T>? list, int? index) => index is { } at && Find(list, at, out var value) ? value : default;

    private static bool Find<T>(IEnumerable<T>? list, int index, out T? value)
    {
        if (list is IList<T> indexed)
        {
            var found = (uint)index < (uint)indexed.Count;
            value = found ? indexed[index] : default;
            return found;
        }

        foreach (var element in list ?? [])
        {
            if (index-- == 0)
            {
                value = element;
                return true;
            }
        }

        value = default;
        return false;
    }
}
