// The compiled form of a query after its store stage: a chain of pipes, built once, that opens a chain of rows for each execution.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal abstract class Pipe<T>
{
    public abstract Rows<T> Open(DynoQueryContext context, ReadOptions options);
}

// A count of rows: a constant, or a value of the execution and the row around the query.
internal sealed record RowCount(int? Constant, ComputedValue? Computed)
{
    public int In(QueryContext context, ReadOptions options) =>
        Math.Max(0, Constant ?? (int?)Computed!.Of(context, options.Outer) ?? 0);
}

// Reads items of one plan. Skip and take are what follows it in the same order, so that the store need not look at more.
internal sealed class SourcePipe(SourcePlan source, RowCount? skip, RowCount? take) : Pipe<Item>
{
    public SourcePlan Source => source;

    public override Rows<Item> Open(DynoQueryContext context, ReadOptions options) =>
        options.Rows = new ItemRows(StartedReads.Take(source, options) ?? OpenReader(context, options));

    public PageSource OpenReader(DynoQueryContext context, ReadOptions options)
    {
        var wanted = options.Wanted;
        if (wanted is null && take is not null)
        {
            var rows = (long)take.In(context, options) + (skip?.In(context, options) ?? 0);
            // A limit of nothing is none that DynamoDB takes; the take above then reads nothing.
            wanted = rows is > 0 and <= int.MaxValue ? (int)rows : null;
        }

        return source.Open(context, options, wanted);
    }
}

internal sealed class ItemRows(PageSource reader) : Rows<Item>
{
    private IReadOnlyList<Item> _items = [];
    private int _next;

    // Whether the next row is at hand, or it is known that there is none: no request.
    public bool IsAtHand => _next < _items.Count || reader.IsDone;

    public override void Release() => reader.Release();

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_next < _items.Count)
        {
            Current = _items[_next++];
            return new(true);
        }

        var read = reader.NextAsync(cancellationToken);
        while (read.IsCompletedSuccessfully)
        {
            if (IsSettled(read.Result, out var moved))
            {
                return new(moved);
            }

            read = reader.NextAsync(cancellationToken);
        }

        return WaitAsync(read, cancellationToken);
    }

    // Where rows were read ahead: the item of the row that is given now.
    public void Show(Item item) => Current = item;

    private async ValueTask<bool> WaitAsync(ValueTask<PageSource.Page?> read, CancellationToken cancellationToken)
    {
        bool moved;
        while (!IsSettled(await read.ConfigureAwait(false), out moved))
        {
            read = reader.NextAsync(cancellationToken);
        }

        return moved;
    }

    // Whether the page decides: an empty one does not.
    private bool IsSettled(PageSource.Page? page, out bool moved)
    {
        _items = page?.Items ?? [];
        moved = _items.Count > 0;
        _next = moved ? 1 : 0;
        if (moved)
        {
            Current = _items[0];
        }

        return moved || page is null;
    }
}

internal sealed class StoreCountPipe<T>(SourcePlan source, Func<long, T> convert) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) =>
        new CountRows(StartedReads.Take(source, options) ?? source.Open(context, options, wanted: null), convert);

    private sealed class CountRows(PageSource reader, Func<long, T> convert) : Rows<T>
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
        new MapRows<T, TResult>(source.Open(context, options), map.Bind(context), map);
}

internal sealed class SkipPipe<T>(Pipe<T> source, RowCount count) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new SkipRows<T>(source.Open(context, options), count.In(context, options));
}

internal sealed class TakePipe<T>(Pipe<T> source, RowCount count) : Pipe<T>
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new TakeRows<T>(source.Open(context, options), count.In(context, options));
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
        var bound = take is null ? null : (long?)take.In(context, options) + (skip?.In(context, options) ?? 0);
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

// An aggregate over values that may be missing, where the query asks for one that may not: nothing to sum is zero, else there is no result.
internal sealed class PresentPipe<T>(Pipe<T?> source, bool zeroWhenEmpty) : Pipe<T>
    where T : struct
{
    public override Rows<T> Open(DynoQueryContext context, ReadOptions options) => new MapRows<T?, T>(
        source.Open(context, options),
        value => value ?? (zeroWhenEmpty ? default : throw new InvalidOperationException(CoreStrings.SequenceContainsNoElements)));
}
