// What the type mapping source knows of collection types: their elements, whether they are sets, and how to build them.

using System.Collections.ObjectModel;

namespace EFCore.Dyno.Storage;

internal static class CollectionTypes
{
    /// <summary>The element type of a collection that can be a primitive collection; null for text, binary, maps and others.</summary>
    public static Type? ElementOf(Type type, bool evenBinary = false)
    {
        if (type == typeof(string) || (type == typeof(byte[]) && !evenBinary))
        {
            return null;
        }

        if (type.IsArray)
        {
            return type.GetArrayRank() == 1 ? type.GetElementType() : null;
        }

        var enumerables = type.GetInterfaces().Append(type)
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Take(2).ToArray();
        return enumerables.Length == 1 && !typeof(System.Collections.IDictionary).IsAssignableFrom(type)
            ? enumerables[0].GetGenericArguments()[0]
            : null;
    }

    public static bool IsSet(Type type) => type.GetInterfaces().Append(type).Any(
        i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(ISet<>) || i.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)));

    public static AttributeType? SetTypeOf(AttributeType element) => element switch
    {
        AttributeType.S => AttributeType.SS,
        AttributeType.N => AttributeType.NS,
        AttributeType.B => AttributeType.BS,
        _ => null,
    };

    public static PropertyCodec? ListCodec(Type type, Type elementType, PropertyCodec element)
    {
        var list = typeof(List<>).MakeGenericType(elementType);
        var builder = type.IsArray ? nameof(ToArray)
            : type.IsAssignableFrom(list) ? nameof(ToList)
            : type == typeof(ObservableCollection<>).MakeGenericType(elementType) ? nameof(ToObservable)
            : type == typeof(Collection<>).MakeGenericType(elementType) ? nameof(ToCollection)
            : type == typeof(ReadOnlyCollection<>).MakeGenericType(elementType) ? nameof(ToReadOnly)
            : null;
        Delegate? create = builder is not null ? Builder(builder, list, type, elementType)
            : type.GetConstructor(Type.EmptyTypes) is not null && typeof(ICollection<>).MakeGenericType(elementType).IsAssignableFrom(type)
                ? Builder(nameof(Filled), list, type, type, elementType)
                : null;
        return create is null
            ? null
            : (PropertyCodec)Activator.CreateInstance(typeof(ListCodec<,>).MakeGenericType(type, elementType), element, create)!;
    }

    public static PropertyCodec? SetCodec(Type type, Type elementType, PropertyCodec element, AttributeType setType)
    {
        var hashSet = typeof(HashSet<>).MakeGenericType(elementType);
        var builder = type.IsAssignableFrom(hashSet) ? nameof(ToHashSet)
            : type.IsAssignableFrom(typeof(SortedSet<>).MakeGenericType(elementType)) ? nameof(ToSortedSet)
            : null;
        return builder is null
            ? null
            : (PropertyCodec)Activator.CreateInstance(
            typeof(SetCodec<,>).MakeGenericType(type, elementType), element, setType, Builder(builder, hashSet, type, elementType))!;
    }

    private static Delegate Builder(string method, Type from, Type to, params Type[] typeArguments) =>
        typeof(CollectionTypes).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(typeArguments)
            .CreateDelegate(typeof(Func<,>).MakeGenericType(from, to));

    private static T[] ToArray<T>(List<T> list) => [.. list];

    private static List<T> ToList<T>(List<T> list) => list;

    private static ObservableCollection<T> ToObservable<T>(List<T> list) => new(list);

    private static Collection<T> ToCollection<T>(List<T> list) => new(list);

    private static ReadOnlyCollection<T> ToReadOnly<T>(List<T> list) => new(list);

    private static TCollection Filled<TCollection, T>(List<T> list)
        where TCollection : ICollection<T>, new()
    {
        var collection = new TCollection();
        foreach (var element in list)
        {
            collection.Add(element);
        }

        return collection;
    }

    private static HashSet<T> ToHashSet<T>(HashSet<T> set) => set;

    private static SortedSet<T> ToSortedSet<T>(HashSet<T> set) => new(set);
}
