// Change tracking of binary values: by content.

using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EFCore.Dyno.Storage;

internal sealed class ArrayStructuralComparer<T>() : ValueComparer<T[]>(
    (left, right) => ReferenceEquals(left, right) || (left != null && right != null && left.AsSpan().SequenceEqual(right)),
    value => System.Collections.StructuralComparisons.StructuralEqualityComparer.GetHashCode(value),
    value => value.ToArray())
    where T : IEquatable<T>;
