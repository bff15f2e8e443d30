// Pipes over rows of slots: origins that are no table, and operators that hold or fill rows. Joins: JoinPipes.cs.

using System.Collections;

namespace EFCore.Dyno.Query;

// Rows worked out all at once when the first is asked for.
internal abstract class FilledRows : Rows<object?[]>
{
    private List<object?[]>? _rows;
    private int _next;

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_rows is null)
        {
            return FirstAsync(cancellationToken);
        }

        return new(Next());
    }

    protected abstract ValueTask<List<object?[]>> FillAsync(CancellationToken cancellationToken);

    protected static async ValueTask<List<object?[]>> AllAsync(Rows<object?[]> source, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        while (await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(source.Current);
        }

        return rows;
    }

    private async ValueTask<bool> FirstAsync(CancellationToken cancellationToken)
    {
        _rows = await FillAsync(cancellationToken).ConfigureAwait(false);
        return Next();
    }

    private bool Next()
    {
        if (_next == _rows!.Count)
        {
            return false;
        }

        Current = _rows[_next++];
        return true;
    }
}

internal sealed class ItemSlotPipe(Pipe<Item> source, RowLayout layout, int place) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options)
    {
        var outer = options.Outer;
        return new MapRows<Item, object?[]>(source.Open(context, options), item =>
        {
            var row = layout.NewRow(outer);
            row[place] = item;
            return row;
        });
    }
}

// One slot for each element of a sequence: any values, or the cells of a stored list.
internal sealed class ValuesPipe(ComputedValue sequence, RowLayout layout, int place) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new ValueRows(sequence.Of(context, options.Outer) as IEnumerable, layout, options.Outer, place);

    private sealed class ValueRows(IEnumerable? values, RowLayout layout, object?[]? outer, int place) : Rows<object?[]>
    {
        private readonly IEnumerator? _values = values?.GetEnumerator();

        public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_values is null || !_values.MoveNext())
            {
                return new(false);
            }

            Current = layout.NewRow(outer);
            Current[place] = _values.Current;
            return new(true);
        }
    }
}

internal sealed class GroupRowsPipe(int group, (int From, int To)[] copies) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new GroupElementRows((List<object?[]>?)options.Outer![group] ?? [], options.Outer, copies);

    private sealed class GroupElementRows(List<object?[]> rows, object?[] outer, (int From, int To)[] copies) : Rows<object?[]>
    {
        private int _next;

        public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_next == rows.Count)
            {
                return new(false);
            }

            var element = rows[_next++];
            Current = (object?[])outer.Clone();
            foreach (var (from, to) in copies)
            {
                Current[to] = element[from];
            }

            return new(true);
        }
    }
}

internal sealed class ReversePipe<T>(Pipe<T> source) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new ReverseRows(source.Open(context, options));

    private sealed class ReverseRows(Rows<T> source) : Rows<T>
    {
        private List<T>? _rows;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_rows is null)
            {
                _rows = [];
                while (await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                {
                    _rows.Add(source.Current);
                }
            }

            if (_rows.Count == 0)
            {
                return false;
            }

            Current = _rows[^1];
            _rows.RemoveAt(_rows.Count - 1);
            return true;
        }
    }
}

internal sealed class WhilePipe<T>(Pipe<T> source, RowFunc<T, bool> predicate, bool take) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new WhileRows(source.Open(context, options), predicate.Bind(context), take);

    private sealed class WhileRows(Rows<T> source, Func<T, bool> predicate, bool take) : Rows<T>
    {
        private bool _turned;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            while (!(take && _turned) && await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                _turned = _turned || !predicate(source.Current);
                if (_turned != take)
                {
                    Current = source.Current;
                    return true;
                }
            }

            return false;
        }
    }
}

internal sealed class DistinctPipe(Pipe<object?[]> source, RowFunc<object?[], object?[]> keys) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options)
    {
        var seen = new HashSet<object?[]>(RowKeyComparer.Instance);
        var key = keys.Bind(context);
        return new FilterRows<object?[]>(source.Open(context, options), row => seen.Add(key(row)));
    }
}

internal sealed class DefaultIfEmptyPipe(Pipe<object?[]> source, RowLayout layout, int presence) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new DefaultRows(source.Open(context, options), layout, options.Outer, presence);

    private sealed class DefaultRows(Rows<object?[]> source, RowLayout layout, object?[]? outer, int presence) : Rows<object?[]>
    {
        private bool _any;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                _any = true;
                Current = source.Current;
                Current[presence] = Boxed.True;
                return true;
            }

            if (_any)
            {
                return false;
            }

            _any = true;
            Current = layout.NewRow(outer);
            return true;
        }
    }
}

// An aggregate's value as a row.
internal sealed class ResultPipe<T>(Pipe<T> source, RowLayout layout, int place) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options)
    {
        var outer = options.Outer;
        return new MapRows<T, object?[]>(source.Open(context, options), value =>
        {
            var row = layout.NewRow(outer);
            row[place] = value;
            return row;
        });
    }
}

// The groups in the order of their first rows; each is its first row with the key and the rows in slots.
internal sealed class GroupPipe(Pipe<object?[]> source, RowFunc<object?[], object?[]> keys, int[] keyPlaces, int group) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new Groups(source.Open(context, options), keys.Bind(context), keyPlaces, group);

    private sealed class Groups(Rows<object?[]> source, Func<object?[], object?[]> keys, int[] keyPlaces, int group) : FilledRows
    {
        protected override async ValueTask<List<object?[]>> FillAsync(CancellationToken cancellationToken)
        {
            var groups = new Dictionary<object?[], List<object?[]>>(RowKeyComparer.Instance);
            var result = new List<object?[]>();
            while (await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                var key = keys(source.Current);
                if (!groups.TryGetValue(key, out var rows))
                {
                    rows = [];
                    groups.Add(key, rows);
                    var row = (object?[])source.Current.Clone();
                    row[group] = rows;
                    for (var i = 0; i < keyPlaces.Length; i++)
                    {
                        if (keyPlaces[i] >= 0)
                        {
                            row[keyPlaces[i]] = key[i];
                        }
                    }

                    result.Add(row);
                }

                rows.Add(source.Current);
            }

            return result;
        }
    }
}

internal static class Boxed
{
    public static object True { get; } = true;
}
