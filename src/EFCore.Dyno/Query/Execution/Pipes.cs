// The compiled form of a query after its store stage: a chain of pipes, built once, that opens a chain of rows for each execution.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal abstract class Pipe<T>
{
    public abstract Rows<T> Open(DynoQueryContext context, ReadOptions options);
}

// A compiled lambda over a row, bound to an execution.
internal abstract class RowFunc<TRow, TResult>
{
    public abstract Func<TRow, TResult> Bind(QueryContext context);
}

internal sealed class ItemFunc<TResult>(Func<QueryContext, ItemView, TResult> function, ItemViewShape shape) : RowFunc<Item, TResult>
{
    public override Func<Item, TResult> Bind(QueryContext context)
    {
        var view = new ItemView(shape);
        return item =>
        {
            view.Load(item);
            return function(context, view);
        };
    }
}

internal sealed class ValueFunc<TRow, TResult>(Func<QueryContext, TRow, TResult> function) : RowFunc<TRow, TResult>
{
    public override Func<TRow, TResult> Bind(QueryContext context) => row => function(context, row);
}

// A count of rows: a constant or a parameter.
internal sealed record RowCount(int? Constant, string? Parameter)
{
    public int In(QueryContext context) => Math.Max(0, Constant ?? (int)context.Parameters[Parameter!]!);
}

internal sealed class SourcePipe(SourcePlan source, RowCount? skip, RowCount? take) : Pipe<Item>
{
    public SourcePlan Source => source;

    public override Rows<Item> Open(DynoQueryContext context, ReadOptions options)
    {
        if (source.Plan.LimitPushed && options.Limit is null && take is not null)
        {
            var wanted = (long)take.In(context) + (skip?.In(context) ?? 0);
            // A limit of nothing is none that DynamoDB takes; the take above then reads nothing.
            options.Limit = wanted is > 0 and <= int.MaxValue ? (int)wanted : null;
        }

        return options.Rows = new ItemRows(source.Open(context, options));
    }
}

internal sealed class ItemRows(StoreReader reader) : Rows<Item>
{
    private IReadOnlyList<Item> _items = [];
    private int _next;

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_next < _items.Count)
        {
            Current = _items[_next++];
            return new(true);
        }

        return ReadAsync(cancellationToken);
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            if (page.Items.Count > 0)
            {
                _items = page.Items;
                Current = _items[0];
                _next = 1;
                return true;
            }
        }

        _items = [];
        _next = 0;
        return false;
    }
}

internal sealed class StoreCountPipe<T>(SourcePlan source, Func<long, T> convert) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new CountRows(source.Open(context, options), convert);

    private sealed class CountRows(StoreReader reader, Func<long, T> convert) : Rows<T>
    {
        private bool _done;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_done)
            {
                return false;
            }

            _done = true;
            var count = 0L;
            while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                count += page.Count;
            }

            Current = convert(count);
            return true;
        }
    }
}

internal sealed class FilterPipe<T>(Pipe<T> source, RowFunc<T, bool> predicate) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) =>
        new FilterRows<T>(source.Open(context, options), predicate.Bind(context));
}

internal sealed class MapPipe<T, TResult>(Pipe<T> source, RowFunc<T, TResult> map) : Pipe<TResult>
{
    public override Rows<TResult> Open(DynoQueryContext context, ReadOptions options) =>
        new MapRows<T, TResult>(source.Open(context, options), map.Bind(context));
}

internal sealed class SkipPipe<T>(Pipe<T> source, RowCount count) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new SkipRows<T>(source.Open(context, options), count.In(context));
}

internal sealed class TakePipe<T>(Pipe<T> source, RowCount count) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new TakeRows<T>(source.Open(context, options), count.In(context));
}

internal sealed class DistinctPipe<T>(Pipe<T> source) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new DistinctRows<T>(source.Open(context, options));
}

internal abstract class SortKeyPipe<T>
{
    public abstract SortKey<T> Bind(QueryContext context);
}

internal sealed class SortKeyPipe<T, TKey>(RowFunc<T, TKey> key, bool descending) : SortKeyPipe<T>
{
    public override SortKey<T> Bind(QueryContext context) => new SortKey<T, TKey>(key.Bind(context), descending);
}

internal sealed class SortPipe<T>(Pipe<T> source, SortKeyPipe<T>[] keys, RowCount? skip, RowCount? take) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options)
    {
        var bound = take is null ? null : (long?)take.In(context) + (skip?.In(context) ?? 0);
        return new SortRows<T>(
            source.Open(context, options),
            Array.ConvertAll(keys, key => key.Bind(context)),
            bound is { } wanted and <= 100_000 ? (int)wanted : null);
    }
}

internal sealed class AggregatePipe<T, TResult>(Pipe<T> source, Func<Accumulator<T, TResult>> create) : Pipe<TResult>
{
    public override Rows<TResult> Open(DynoQueryContext context, ReadOptions options) =>
        new AggregateRows<T, TResult>(source.Open(context, options), create());
}
