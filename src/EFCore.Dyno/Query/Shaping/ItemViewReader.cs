// What compiled lambdas call to read a view: one generic method per kind of read, so that no reader struct has to live in a tree.

using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class ItemViewReader
{
    public static T Read<T>(ItemView view, int slot, PropertyCodec<T> codec, IProperty property)
    {
        if (!view.Has(slot))
        {
            return codec.Absent!;
        }

        try
        {
            return codec.Read(view.Value(slot));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or OverflowException or InvalidCastException)
        {
            throw new InvalidOperationException(
                QueryMessages.ReadFailed(property.DeclaringType.DisplayName(), property.Name, exception.Message), exception);
        }
    }

    public static List<T> ReadList<T>(
        QueryContext context, RowScope scope, ItemView view, int slot, ItemViewShape shape, Func<QueryContext, RowScope, ItemView, bool>? predicate,
        Func<QueryContext, RowScope, ItemView, T> shaper)
    {
        var list = new List<T>();
        if (!view.Has(slot) || view.Value(slot).Type != AttributeType.L)
        {
            return list;
        }

        var element = new ItemView(shape, view);
        var reader = view.Value(slot).GetList();
        for (var ordinal = 0; reader.Read(); ordinal++)
        {
            element.LoadElement(view.Bytes, reader.Value, ordinal);
            if (predicate is null || predicate(context, scope, element))
            {
                list.Add(shaper(context, scope, element));
            }
        }

        return list;
    }

    // The item itself, boxed; null where there is none.
    public static object? ItemOf(ItemView view) => view.IsPresent ? view.Item : null;

    // A value as it is stored; the default value where there is none.
    public static EncodedValue ReadStored(ItemView view, int slot) => view.Has(slot) ? EncodedValue.Copy(view.Value(slot)) : default;

    // The elements of a list of maps as they stand.
    public static List<object?> ReadCells(ItemView view, int slot)
    {
        var cells = new List<object?>();
        if (!view.Has(slot) || view.Value(slot).Type != AttributeType.L)
        {
            return cells;
        }

        var reader = view.Value(slot).GetList();
        for (var ordinal = 0; reader.Read(); ordinal++)
        {
            var raw = reader.Value.Raw;
            view.Bytes.Span.Overlaps(raw, out var start);
            cells.Add(new ElementCell(view.Bytes, start, raw.Length, ordinal));
        }

        return cells;
    }

    // The rows of a subquery, each made a value.
    public static List<T> ReadRows<T>(QueryContext context, RowScope scope, int place, int child, Func<QueryContext, RowScope, T> shaper)
    {
        if (scope.Row[place] is not List<object?[]> rows)
        {
            return [];
        }

        var list = new List<T>(rows.Count);
        var inner = scope.Children[child];
        foreach (var row in rows)
        {
            inner.Load(row);
            list.Add(shaper(context, inner));
        }

        return list;
    }

    // The collection that a navigation has.
    public static object ToCollection<T>(List<T> list, INavigationBase navigation)
    {
        var accessor = navigation.GetCollectionAccessor()!;
        var collection = accessor.Create();
        foreach (var element in list)
        {
            accessor.AddStandalone(collection, element!);
        }

        return collection;
    }

    // A property of an object; null where the object is.
    public static T? ReadInstance<T>(object? instance, IPropertyBase member) =>
        instance is null ? default
        : member.IsShadowProperty() ? throw new InvalidOperationException(QueryMessages.OwnedHasNoKeyOfItsOwn(member.DeclaringType.DisplayName()))
        : (T?)member.GetGetter().GetClrValue(instance);

    // A complex collection: null where the attribute is absent.
    public static TCollection? ReadComplexList<TCollection, T>(
        QueryContext context, RowScope scope, ItemView view, int slot, ItemViewShape shape, Func<QueryContext, RowScope, ItemView, T> shaper)
        where TCollection : class
    {
        if (!view.Has(slot))
        {
            return null;
        }

        var list = ReadList(context, scope, view, slot, shape, null, shaper);
        return typeof(TCollection).IsArray ? (TCollection)(object)list.ToArray()
            : typeof(TCollection).IsAssignableFrom(typeof(List<T>)) ? (TCollection)(object)list
            : Fill((ICollection<T>)Activator.CreateInstance(typeof(TCollection))!, list);

        static TCollection Fill(ICollection<T> target, List<T> items)
        {
            foreach (var item in items)
            {
                target.Add(item);
            }

            return (TCollection)target;
        }
    }
}
