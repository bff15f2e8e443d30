// Change tracking of sets: equal when they hold the same elements, whatever their order.

using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EFCore.Dyno.Storage;

internal sealed class SetComparer<TSet, TElement>() : ValueComparer<TSet>(
    (left, right) => AreEqual(left, right),
    set => Hash(set),
    set => Copy(set))
    where TSet : class, IEnumerable<TElement>
{
    private static bool AreEqual(TSet? left, TSet? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && new HashSet<TElement>(left).SetEquals(right));

    private static int Hash(TSet set)
    {
        var hash = 0;
        foreach (var element in set)
        {
            hash ^= element?.GetHashCode() ?? 0;
        }

        return hash;
    }

    private static TSet Copy(TSet set)
    {
        var copy = new HashSet<TElement>(set);
        return copy as TSet ?? (TSet)(object)new SortedSet<TElement>(copy);
    }
}
