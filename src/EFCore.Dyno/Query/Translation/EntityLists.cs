// Whether a list of entities that the program has holds an entity of the row: its keys are looked for among theirs.

using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class EntityLists
{
    private static readonly MethodInfo s_keysOf = typeof(EntityLists).GetMethod(nameof(KeysOf), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_contains = typeof(EntityLists).GetMethod(nameof(ContainsKey), BindingFlags.NonPublic | BindingFlags.Static)!;

    // Null where the call is no such question.
    public static Expression? Translate(string method, Expression? list, Expression item)
    {
        if (method != nameof(Enumerable.Contains) || list is null || RowBinder.ShaperOf(list) is not null
            || RowBinder.ShaperOf(item) is not { StructuralType: IEntityType entityType, ValueBufferExpression: DynoSource source } shaper
            || list is not (QueryParameterExpression or ConstantExpression))
        {
            return null;
        }

        if (entityType.FindPrimaryKey() is not { } key)
        {
            throw new InvalidOperationException(CoreStrings.EntityEqualityOnKeylessEntityNotSupported(nameof(Enumerable.Contains), entityType.DisplayName()));
        }

        if (key.Properties is [var only])
        {
            var read = new PropertyRead(source, only, shaper.IsNullable);
            var keys = Expression.Call(s_keysOf.MakeGenericMethod(read.Type), Expression.Convert(list, typeof(IEnumerable)), Expression.Constant(only, typeof(IProperty)));
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [read.Type], keys, read);
        }

        var values = key.Properties.Select(p => Expression.Convert(new PropertyRead(source, p, shaper.IsNullable), typeof(object)));
        return Expression.Call(
            s_contains, Expression.Convert(list, typeof(IEnumerable)), Expression.Constant(key, typeof(IKey)), Expression.NewArrayInit(typeof(object), values));
    }

    // Whether the expression is keys of a list, which an execution brings whatever the row.
    public static bool IsKeys(Expression expression) => expression is MethodCallExpression { Method.IsGenericMethod: true } call && call.Method.GetGenericMethodDefinition() == s_keysOf;

    // Of such keys: the list, and the property that is read of each of its entities.
    public static Expression ListOf(MethodCallExpression keys) => ((UnaryExpression)keys.Arguments[0]).Operand;

    public static IProperty PropertyOf(MethodCallExpression keys) => (IProperty)((ConstantExpression)keys.Arguments[1]).Value!;

    // A null in the list is an entity that is not there.
    private static List<T?> KeysOf<T>(IEnumerable list, IProperty property) =>
        [.. list.Cast<object?>().Select(e => e is null ? default : (T?)property.GetGetter().GetClrValue(e))];

    private static bool ContainsKey(IEnumerable list, IKey key, object?[] values)
    {
        foreach (var entity in list)
        {
            var same = entity is not null;
            for (var i = 0; same && i < values.Length; i++)
            {
                same = key.Properties[i].GetKeyValueComparer().Equals(key.Properties[i].GetGetter().GetClrValue(entity!), values[i]);
            }

            if (same)
            {
                return true;
            }
        }

        return false;
    }
}
