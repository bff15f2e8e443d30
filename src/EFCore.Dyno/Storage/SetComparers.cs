// Change tracking of sets: equal when they hold the same elements, whatever their order. Compiled models copy these expressions, so they name
// public members only.

using System.Reflection;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EFCore.Dyno.Storage;

internal static class SetComparers
{
    private static readonly MethodInfo s_create =
        typeof(SetComparers).GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static ValueComparer Create(Type type, Type elementType) =>
        (ValueComparer)s_create.MakeGenericMethod(type, elementType).Invoke(null, null)!;

    private static ValueComparer<TSet> CreateTyped<TSet, TElement>()
        where TSet : class, IEnumerable<TElement> => typeof(TSet).IsAssignableFrom(typeof(HashSet<TElement>))
        ? new(
            (left, right) => ReferenceEquals(left, right) || (left != null && right != null && new HashSet<TElement>(left).SetEquals(right)),
            set => set.Aggregate(0, (hash, element) => hash ^ (element == null ? 0 : element.GetHashCode())),
            set => (TSet)(object)new HashSet<TElement>(set))
        : new(
            (left, right) => ReferenceEquals(left, right) || (left != null && right != null && new HashSet<TElement>(left).SetEquals(right)),
            set => set.Aggregate(0, (hash, element) => hash ^ (element == null ? 0 : element.GetHashCode())),
            set => (TSet)(object)new SortedSet<TElement>(set));
}
