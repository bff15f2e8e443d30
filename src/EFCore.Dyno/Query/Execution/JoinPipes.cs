// Pipes that bring rows of two queries together. A join holds the inner side only; a query inside the query is opened for each row,
// and kept where it reads nothing of the row.

namespace EFCore.Dyno.Query;

// The rows of a query that is the same for every row around it: read once, then merged into each. With keys only those that a lookup finds.
internal sealed class KeptPipe(Pipe<object?[]> source, RowFunc<object?[], object?[]>? keys = null, ComputedValue? lookup = null) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) => new KeptRows(this, context, options);

    // The rows as they are, without what is around them.
    public async ValueTask<List<object?[]>> ReadAsync(DynoQueryContext context, ReadOptions options, CancellationToken cancellationToken)
    {
        if (options.Kept.TryGetValue(this, out var kept))
        {
            return (List<object?[]>)kept;
        }

        var rows = new List<object?[]>();
        var opened = source.Open(context, options.For(null));
        while (await opened.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(opened.Current);
        }

        options.Kept[this] = rows;
        return rows;
    }

    private async ValueTask<List<object?[]>> MatchingAsync(DynoQueryContext context, ReadOptions options, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(context, options, cancellationToken).ConfigureAwait(false);
        if (keys is null)
        {
            return rows;
        }

        if (!options.Kept.TryGetValue(keys, out var hashed))
        {
            options.Kept[keys] = hashed = Hashed(rows, keys.Bind(context));
        }

        return ((Dictionary<object?[], List<object?[]>>)hashed).TryGetValue((object?[])lookup!.Of(context, options.Outer)!, out var found) ? found : [];
    }

    private static Dictionary<object?[], List<object?[]>> Hashed(List<object?[]> rows, Func<object?[], object?[]> key)
    {
        var table = new Dictionary<object?[], List<object?[]>>(RowKeyComparer.Instance);
        foreach (var row in rows)
        {
            var values = key(row);
            if (!table.TryGetValue(values, out var list))
            {
                table.Add(values, list = []);
            }

            list.Add(row);
        }

        return table;
    }

    private sealed class KeptRows(KeptPipe pipe, DynoQueryContext context, ReadOptions options) : Rows<object?[]>
    {
        private List<object?[]>? _rows;
        private int _next;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            _rows ??= await pipe.MatchingAsync(context, options, cancellationToken).ConfigureAwait(false);
            if (_next == _rows.Count)
            {
                return false;
            }

            var row = _rows[_next++];
            Current = options.Outer is null ? row : RowMerge.Merge(options.Outer, row);
            return true;
        }
    }
}

internal static class RowMerge
{
    // What the second row has beside the first.
    public static object?[] Merge(object?[] first, object?[] second)
    {
        var merged = (object?[])first.Clone();
        for (var i = 0; i < second.Length; i++)
        {
            if (second[i] is { } value)
            {
                merged[i] ??= value;
            }
        }

        return merged;
    }
}

// Items read once and looked up by the values that the row around the query compares them with.
internal sealed class HashedItemsPipe(Pipe<Item> source, RowFunc<Item, object?[]>? keys, ComputedValue? lookup) : Pipe<Item>
{
    private sealed class Table
    {
        public List<Item> All { get; } = [];

        public Dictionary<object?[], List<Item>>? Hashed { get; set; }
    }

    public override Rows<Item> Open(DynoQueryContext context, ReadOptions options) => new HashedRows(this, context, options);

    private async ValueTask<Table> ReadAsync(DynoQueryContext context, ReadOptions options, CancellationToken cancellationToken)
    {
        if (options.Kept.TryGetValue(this, out var kept))
        {
            return (Table)kept;
        }

        var table = new Table();
        var key = keys?.Bind(context);
        var rows = source.Open(context, options.For(null));
        while (await rows.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            table.All.Add(rows.Current);
            if (key is not null)
            {
                table.Hashed ??= new(RowKeyComparer.Instance);
                var values = key(rows.Current);
                if (!table.Hashed.TryGetValue(values, out var list))
                {
                    table.Hashed.Add(values, list = []);
                }

                list.Add(rows.Current);
            }
        }

        options.Kept[this] = table;
        return table;
    }

    private List<Item> Matching(Table table, DynoQueryContext context, ReadOptions options) =>
        lookup is null ? table.All
        : table.Hashed is not null && table.Hashed.TryGetValue((object?[])lookup.Of(context, options.Outer)!, out var found) ? found
        : [];

    private sealed class HashedRows(HashedItemsPipe pipe, DynoQueryContext context, ReadOptions options) : Rows<Item>
    {
        private List<Item>? _items;
        private int _next;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            _items ??= pipe.Matching(await pipe.ReadAsync(context, options, cancellationToken).ConfigureAwait(false), context, options);
            if (_next == _items.Count)
            {
                return false;
            }

            Current = _items[_next++];
            return true;
        }
    }
}

// A query inside an expression: its one row becomes part of the row, or its rows a list in a slot.
internal sealed class ApplyPipe(Pipe<object?[]> source, Pipe<object?[]> inner, SubqueryKind kind, int result, int[] defined) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new Applied(source.Open(context, options), inner, context, options, kind, result, defined);

    private sealed class Applied(
        Rows<object?[]> source, Pipe<object?[]> inner, DynoQueryContext context, ReadOptions options, SubqueryKind kind, int result, int[] defined)
        : Rows<object?[]>
    {
        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (!await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            var row = source.Current;
            if (kind == SubqueryKind.Rows)
            {
                Current = (object?[])row.Clone();
                Current[result] = inner is KeptPipe kept
                    ? await kept.ReadAsync(context, options, cancellationToken).ConfigureAwait(false)
                    : await ListAsync(row, cancellationToken).ConfigureAwait(false);
                return true;
            }

            var rows = inner.Open(context, options.For(row));
            if (await rows.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                Current = rows.Current;
                Current[result] = Boxed.True;
                return true;
            }

            Current = (object?[])row.Clone();
            foreach (var place in defined)
            {
                Current[place] = null;
            }

            return true;
        }

        private async ValueTask<List<object?[]>> ListAsync(object?[] row, CancellationToken cancellationToken)
        {
            var list = new List<object?[]>();
            var rows = inner.Open(context, options.For(row));
            while (await rows.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                list.Add(rows.Current);
            }

            return list;
        }
    }
}

// For each row the rows of a query that may read it; with a presence, the row alone where there are none.
internal sealed class FlattenPipe(Pipe<object?[]> source, Pipe<object?[]> inner, int presence = -1) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new Flattened(source.Open(context, options), inner, context, options, presence);

    private sealed class Flattened(Rows<object?[]> source, Pipe<object?[]> inner, DynoQueryContext context, ReadOptions options, int presence) : Rows<object?[]>
    {
        private Rows<object?[]>? _inner;
        private bool _any;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                if (_inner is not null)
                {
                    if (await _inner.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                    {
                        _any = true;
                        Current = _inner.Current;
                        if (presence >= 0)
                        {
                            Current[presence] = Boxed.True;
                        }

                        return true;
                    }

                    _inner = null;
                    if (presence >= 0 && !_any)
                    {
                        Current = source.Current;
                        return true;
                    }
                }

                if (!await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                _any = false;
                _inner = inner.Open(context, options.For(source.Current));
            }
        }
    }
}

internal sealed class HashJoinPipe(
    JoinKind kind, Pipe<object?[]> outer, Pipe<object?[]> inner, RowFunc<object?[], object?[]> outerKeys, RowFunc<object?[], object?[]> innerKeys,
    bool nullsMatch, int presence)
    : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) => new Joined(
        kind, outer.Open(context, options), inner.Open(context, options.For(options.Outer)), outerKeys.Bind(context), innerKeys.Bind(context), nullsMatch, presence);

    private sealed class Joined(
        JoinKind kind, Rows<object?[]> outer, Rows<object?[]> inner, Func<object?[], object?[]> outerKeys, Func<object?[], object?[]> innerKeys,
        bool nullsMatch, int presence)
        : Rows<object?[]>
    {
        private Dictionary<object?[], List<object?[]>>? _table;
        private List<object?[]> _all = [];
        private HashSet<object?[]>? _matched;
        private List<object?[]>? _bucket;
        private int _next;
        private bool _outerDone;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_table is null)
            {
                await BuildAsync(cancellationToken).ConfigureAwait(false);
            }

            while (!_outerDone)
            {
                if (_bucket is not null && _next < _bucket.Count)
                {
                    var row = _bucket[_next++];
                    _matched?.Add(row);
                    Current = RowMerge.Merge(outer.Current, row);
                    Fill();
                    return true;
                }

                if (!await outer.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                {
                    _outerDone = true;
                    _next = 0;
                    break;
                }

                var key = outerKeys(outer.Current);
                _next = 0;
                _bucket = !nullsMatch && RowKeyComparer.HasNull(key) ? null : _table!.GetValueOrDefault(key);
                if (_bucket is null && kind == JoinKind.Left)
                {
                    Current = outer.Current;
                    return true;
                }
            }

            while (_matched is not null && _next < _all.Count)
            {
                var row = _all[_next++];
                if (!_matched.Contains(row))
                {
                    Current = row;
                    return true;
                }
            }

            return false;
        }

        private async ValueTask BuildAsync(CancellationToken cancellationToken)
        {
            _table = new(RowKeyComparer.Instance);
            _matched = kind == JoinKind.Right ? new(ReferenceEqualityComparer.Instance) : null;
            while (await inner.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                var row = inner.Current;
                if (_matched is not null)
                {
                    _all.Add(row);
                }

                var key = innerKeys(row);
                if (!nullsMatch && RowKeyComparer.HasNull(key))
                {
                    continue;
                }

                if (!_table.TryGetValue(key, out var rows))
                {
                    _table.Add(key, rows = []);
                }

                rows.Add(row);
            }
        }

        private void Fill()
        {
            if (presence >= 0)
            {
                Current[presence] = Boxed.True;
            }
        }
    }
}

// How a side of a set operation fills the slots of the result: copies, and values that it works out.
internal sealed record SetSide(Pipe<object?[]> Pipe, (int From, int To)[] Copies, RowFunc<object?[], object?[]>? Values, int[] Places);

internal sealed class SetPipe(SetKind kind, SetSide left, SetSide right, RowFunc<object?[], object?[]>? keys, RowLayout layout) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options)
    {
        var first = Side(left, context, options, fresh: false);
        var second = Side(right, context, options, fresh: true);
        return kind == SetKind.Concat ? new ConcatRows(first, second) : new ExceptRows(first, second, keys!.Bind(context), kind == SetKind.Intersect);
    }

    private Rows<object?[]> Side(SetSide side, DynoQueryContext context, ReadOptions options, bool fresh)
    {
        var values = side.Values?.Bind(context);
        var outer = options.Outer;
        return new MapRows<object?[], object?[]>(side.Pipe.Open(context, options.For(outer)), row =>
        {
            var result = fresh ? layout.NewRow(outer) : (object?[])row.Clone();
            foreach (var (from, to) in side.Copies)
            {
                result[to] = row[from];
            }

            if (values is not null)
            {
                var computed = values(row);
                for (var i = 0; i < computed.Length; i++)
                {
                    result[side.Places[i]] = computed[i];
                }
            }

            return result;
        });
    }

    private sealed class ConcatRows(Rows<object?[]> first, Rows<object?[]> second) : Rows<object?[]>
    {
        private bool _second;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (!_second)
            {
                if (await first.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                {
                    Current = first.Current;
                    return true;
                }

                _second = true;
            }

            var moved = await second.MoveNextAsync(cancellationToken).ConfigureAwait(false);
            Current = second.Current;
            return moved;
        }
    }

    private sealed class ExceptRows(Rows<object?[]> first, Rows<object?[]> second, Func<object?[], object?[]> keys, bool intersect) : Rows<object?[]>
    {
        private HashSet<object?[]>? _second;
        private readonly HashSet<object?[]> _given = new(RowKeyComparer.Instance);

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_second is null)
            {
                _second = new(RowKeyComparer.Instance);
                while (await second.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                {
                    _second.Add(keys(second.Current));
                }
            }

            while (await first.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                var key = keys(first.Current);
                if (_second.Contains(key) == intersect && _given.Add(key))
                {
                    Current = first.Current;
                    return true;
                }
            }

            return false;
        }
    }
}
