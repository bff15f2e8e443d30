// Orders rows by any keys. With a bound it is a top-k: it holds at most k rows in a heap whose root is the worst kept.
// Rows that compare equal keep the order in which they came.

namespace EFCore.Dyno.Query;

// Sorts by a list of keys; each key list is captured once per row, so that a comparison reads no item.
internal sealed class SortRows<T>(Rows<T> source, SortKey<T>[] keys, int? bound) : Rows<T>
{
    private Entry[]? _sorted;
    private int _count;
    private int _next;

    private readonly record struct Entry(T Row, SortValue[] Keys, long Ordinal);

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_sorted is null)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_next == _count)
        {
            return false;
        }

        Current = _sorted![_next].Row;
        _sorted[_next++] = default;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (bound is { } limit)
        {
            var heap = new PriorityQueue<Entry, Entry>(Comparer<Entry>.Create((x, y) => Compare(y, x)));
            for (long ordinal = 0; await source.MoveNextAsync(cancellationToken).ConfigureAwait(false); ordinal++)
            {
                var entry = Capture(ordinal);
                if (heap.Count < limit)
                {
                    heap.Enqueue(entry, entry);
                }
                else if (limit > 0)
                {
                    heap.EnqueueDequeue(entry, entry);
                }
            }

            _count = heap.Count;
            _sorted = new Entry[_count];
            for (var i = _count - 1; i >= 0; i--)
            {
                _sorted[i] = heap.Dequeue();
            }

            return;
        }

        var rows = new List<Entry>();
        for (long ordinal = 0; await source.MoveNextAsync(cancellationToken).ConfigureAwait(false); ordinal++)
        {
            rows.Add(Capture(ordinal));
        }

        _sorted = [.. rows];
        _count = _sorted.Length;
        Array.Sort(_sorted, Compare);
    }

    private Entry Capture(long ordinal)
    {
        var values = new SortValue[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            values[i] = keys[i].Capture(source.Current);
        }

        return new(source.Current, values, ordinal);
    }

    private static int Compare(Entry x, Entry y)
    {
        for (var i = 0; i < x.Keys.Length; i++)
        {
            var order = x.Keys[i].CompareTo(y.Keys[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Ordinal.CompareTo(y.Ordinal);
    }
}

// One captured key of one row.
internal abstract class SortValue
{
    public abstract int CompareTo(SortValue other);
}

// How one ordering reads its key from a row.
internal abstract class SortKey<T>
{
    public abstract SortValue Capture(T row);
}

internal sealed class SortKey<T, TKey>(Func<T, TKey> read, bool descending) : SortKey<T>
{
    // Strings compare by code unit, as the store compares them; a culture's order would change with the path chosen.
    private static readonly IComparer<TKey> s_comparer =
        typeof(TKey) == typeof(string) ? (IComparer<TKey>)(object)StringComparer.Ordinal : Comparer<TKey>.Default;

    public override SortValue Capture(T row) => new Value(read(row), descending);

    private sealed class Value(TKey key, bool descending) : SortValue
    {
        private readonly TKey _key = key;

        public override int CompareTo(SortValue other)
        {
            var order = s_comparer.Compare(_key, ((Value)other)._key);
            return descending ? -order : order;
        }
    }
}
