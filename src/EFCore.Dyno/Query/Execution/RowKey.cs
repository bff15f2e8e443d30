// The values by which rows are told apart, joined or grouped. Arrays are equal where their elements are.

using System.Collections;

namespace EFCore.Dyno.Query;

internal sealed class RowKeyComparer : IEqualityComparer<object?[]>
{
    public static RowKeyComparer Instance { get; } = new();

    public bool Equals(object?[]? x, object?[]? y)
    {
        if (x!.Length != y!.Length)
        {
            return false;
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (!Same(x[i], y[i]))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(object?[] key)
    {
        var hash = new HashCode();
        foreach (var value in key)
        {
            hash.Add(value is IEnumerable and not string ? 1 : value?.GetHashCode() ?? 0);
        }

        return hash.ToHashCode();
    }

    // Whether a part of the key is null: in a join it is then equal to nothing.
    public static bool HasNull(object?[] key)
    {
        foreach (var value in key)
        {
            if (value is null)
            {
                return true;
            }
        }

        return false;
    }

    public static bool Same(object? x, object? y)
    {
        if (x is IEnumerable first and not string && y is IEnumerable second and not string)
        {
            var (left, right) = (first.GetEnumerator(), second.GetEnumerator());
            while (true)
            {
                var (more, other) = (left.MoveNext(), right.MoveNext());
                if (more != other)
                {
                    return false;
                }

                if (!more)
                {
                    return true;
                }

                if (!Same(left.Current, right.Current))
                {
                    return false;
                }
            }
        }

        return Equals(x, y);
    }
}
