// Change tracking of binary values: by content.

using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EFCore.Dyno.Storage;

internal sealed class ArrayStructuralComparer<T>() : ValueComparer<T[]>(
    (left, right) => AreEqual(left, right),
    value => System.Collections.StructuralComparisons.StructuralEqualityComparer.GetHashCode(value),
    value => value.ToArray())
    where T : IEquatable<T>
{
    private static bool AreEqual(T[]? left, T[]? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.AsSpan().SequenceEqual(right));
}
