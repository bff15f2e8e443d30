// The parts of a complex value, in one order whether it is stored or an object: whether it is there, its properties by name, then the complex
// values and lists inside it by name. Two values are equal where their parts are, so no object has to be made, and none needs an Equals.

using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace EFCore.Dyno.Query;

internal static class ComplexParts
{
    private static readonly MethodInfo s_same = typeof(ComplexParts).GetMethod(nameof(Same), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_ofList = typeof(ComplexParts).GetMethod(nameof(OfList), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static IEnumerable<Expression> Of(ITypeBase type, DynoSource source)
    {
        yield return new PresenceRead(source);
        foreach (var property in Properties(type))
        {
            yield return new PropertyRead(source, property, isNullable: true);
        }

        foreach (var complex in Complex(type))
        {
            if (source.FindEmbedded(complex) is not { } map)
            {
                continue;
            }

            var inner = source.Member(map);
            if (complex.IsCollection)
            {
                yield return OfElements(complex, inner);
                continue;
            }

            foreach (var part in Of(complex.ComplexType, inner))
            {
                yield return part;
            }
        }
    }

    // Whether a stored complex collection equals another, or a list that is there as objects.
    public static Expression SameLists(CollectionRead left, Expression right)
    {
        var complex = (IComplexProperty)left.Member;
        var theirs = right is CollectionRead { Member: IComplexProperty other } stored ? OfElements(other, stored.Element)
            : Nulls.IsNull(right) ? (Expression)Expression.Constant(null, typeof(List<object?[]>))
            : Expression.Call(s_ofList, Expression.Constant(complex.ComplexType, typeof(IComplexType)), Expression.Convert(right, typeof(IEnumerable)));
        return Expression.Call(s_same, OfElements(complex, left.Element), theirs);
    }

    // A list of parts; null where the collection is absent.
    private static CollectionRead OfElements(IComplexProperty complex, DynoSource element) => new(
        element,
        Expression.NewArrayInit(typeof(object), Of(complex.ComplexType, element).Skip(1).Select(p => Expression.Convert(p, typeof(object)))),
        complex,
        typeof(List<object?[]>));

    private static bool Same(List<object?[]>? left, List<object?[]>? right)
    {
        if (left is null || right is null || left.Count != right.Count)
        {
            return left is null && right is null;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!RowKeyComparer.Instance.Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static List<object?[]>? OfList(IComplexType type, IEnumerable? list)
    {
        if (list is null)
        {
            return null;
        }

        var all = new List<object?[]>();
        foreach (var element in list)
        {
            var parts = new List<object?>();
            Add(type, element, parts);
            all.Add([.. parts]);
        }

        return all;
    }

    private static void Add(ITypeBase type, object? instance, List<object?> parts)
    {
        foreach (var property in Properties(type))
        {
            parts.Add(instance is null ? null : property.GetGetter().GetClrValue(instance));
        }

        foreach (var complex in Complex(type))
        {
            var value = instance is null ? null : complex.GetGetter().GetClrValue(instance);
            if (complex.IsCollection)
            {
                parts.Add(OfList(complex.ComplexType, (IEnumerable?)value));
            }
            else
            {
                parts.Add(value is not null);
                Add(complex.ComplexType, value, parts);
            }
        }
    }

    // A shadow property is no part of what the program holds.
    private static IEnumerable<IProperty> Properties(ITypeBase type) =>
        type.GetProperties().Where(p => !p.IsShadowProperty()).OrderBy(p => p.Name, StringComparer.Ordinal);

    private static IEnumerable<IComplexProperty> Complex(ITypeBase type) =>
        type.GetComplexProperties().Where(c => !c.IsShadowProperty()).OrderBy(c => c.Name, StringComparer.Ordinal);
}
