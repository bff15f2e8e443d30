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
        QueryContext context, ItemView view, int slot, ItemViewShape shape, Func<QueryContext, ItemView, bool>? predicate, Func<QueryContext, ItemView, T> shaper)
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
            if (predicate is null || predicate(context, element))
            {
                list.Add(shaper(context, element));
            }
        }

        return list;
    }

    // A complex collection: null where the attribute is absent.
    public static TCollection? ReadComplexList<TCollection, T>(
        QueryContext context, ItemView view, int slot, ItemViewShape shape, Func<QueryContext, ItemView, T> shaper)
        where TCollection : class
    {
        if (!view.Has(slot))
        {
            return null;
        }

        var list = ReadList(context, view, slot, shape, null, shaper);
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
