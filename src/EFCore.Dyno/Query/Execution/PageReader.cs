// Reads one page of a query, from a cursor in either direction, and makes the cursors of the pages beside it. Where each row comes from one item in
// the store's order, a page begins at an item's key; a scan has no way back, so what comes before a key is read from the beginning. Elsewhere
// (sorted, joined, grouped or from several partitions) a cursor counts rows.

namespace EFCore.Dyno.Query;

internal sealed class PageReader<T>(CompiledPipeline<T> pipeline, Func<ReadOptions, IAsyncEnumerator<T>> open, int size)
{
    public async Task<Page<T>> ReadAsync(string? text)
    {
        var cursor = PageCursor.Decode(text, pipeline.PlanLine);
        try
        {
            return !pipeline.IsResumable ? await ByCountAsync(cursor).ConfigureAwait(false)
                : cursor.Kind == CursorKind.Before ? await BeforeAsync(cursor.Key).ConfigureAwait(false)
                : await AfterAsync(cursor.Key, isFirst: cursor.Key is null).ConfigureAwait(false);
        }
        catch (ValidationException exception) when (cursor.Key is not null && exception.Message.Contains("starting key", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(QueryMessages.ForeignCursor(), "cursor", exception);
        }
    }

    private async Task<Page<T>> AfterAsync(Item? key, bool isFirst)
    {
        var options = new ReadOptions { StartKey = key, Wanted = Wanted };
        var (rows, more) = await TakeAsync(options).ConfigureAwait(false);
        var next = more ? After(rows[^1].Key) : options.StoppedAt is { } stopped ? After(stopped) : null;
        var previous = isFirst ? null : Before(rows.Count > 0 ? rows[0].Key : null);
        return new([.. rows.Select(r => r.Row)], next, previous);
    }

    private async Task<Page<T>> BeforeAsync(Item? key)
    {
        if (pipeline.Source!.Plan.Kind == AccessKind.Scan)
        {
            return await BeforeInScanAsync(key).ConfigureAwait(false);
        }

        var options = new ReadOptions { StartKey = key, Reverse = true, Wanted = Wanted };
        var (rows, more) = await TakeAsync(options).ConfigureAwait(false);
        var previous = more ? Before(rows[^1].Key) : options.StoppedAt is { } stopped ? Before(stopped) : null;
        rows.Reverse();
        return new([.. rows.Select(r => r.Row)], After(rows.Count > 0 ? rows[^1].Key : null), previous);
    }

    // The rows that come last before the key, or at the end.
    private async Task<Page<T>> BeforeInScanAsync(Item? key)
    {
        var options = new ReadOptions();
        var rows = new Queue<(T Row, Item Key)>();
        await using var read = open(options);
        while (await read.MoveNextAsync().ConfigureAwait(false))
        {
            var at = KeyOf(options);
            if (key is not null && at.Equals(key))
            {
                break;
            }

            rows.Enqueue((read.Current, at));
            if (rows.Count > Wanted)
            {
                rows.Dequeue();
            }
        }

        var more = rows.Count > size;
        if (more)
        {
            rows.Dequeue();
        }

        return new(
            [.. rows.Select(r => r.Row)],
            After(rows.Count > 0 ? rows.Last().Key : null),
            more ? Before(rows.Peek().Key) : null);
    }

    private async Task<Page<T>> ByCountAsync(PageCursor cursor)
    {
        if (pipeline.Source?.EvaluateAtMost is not null)
        {
            throw new InvalidOperationException(QueryMessages.EvaluateAtMostNeedsOrder());
        }

        // A page before one that began in the middle of a page ends where that one began.
        var skip = Math.Max(0, cursor.Skip);
        var wanted = cursor.Kind == CursorKind.Before ? Math.Min(size, skip) : size;
        var start = cursor.Kind == CursorKind.Before ? skip - wanted : skip;
        var rows = new List<T>();
        var more = false;
        var place = 0;

        // Partitions that are merged need give no more than the rows up to the one after the page, each.
        await using var read = open(new() { Wanted = pipeline.Source is { Plan.IsMerged: true } && size < int.MaxValue - start ? start + wanted + 1 : null });
        while (await read.MoveNextAsync().ConfigureAwait(false))
        {
            if (place++ < start)
            {
                continue;
            }

            if (rows.Count == wanted)
            {
                more = true;
                break;
            }

            rows.Add(read.Current);
        }

        return new(
            rows,
            more ? Encode(new(CursorKind.After, null, start + wanted)) : null,
            start > 0 ? Encode(new(CursorKind.Before, null, start)) : null);
    }

    // One row more than the page has tells whether there is another page.
    private int Wanted => size == int.MaxValue ? size : size + 1;

    private async Task<(List<(T Row, Item Key)> Rows, bool More)> TakeAsync(ReadOptions options)
    {
        var rows = new List<(T, Item)>();
        await using var read = open(options);
        while (await read.MoveNextAsync().ConfigureAwait(false))
        {
            if (rows.Count == size)
            {
                return (rows, true);
            }

            rows.Add((read.Current, KeyOf(options)));
        }

        return (rows, false);
    }

    private Item KeyOf(ReadOptions options) => pipeline.Source!.StartKeyOf(options.Rows!.Current);

    private string After(Item? key) => Encode(new(CursorKind.After, key, 0));

    private string Before(Item? key) => Encode(new(CursorKind.Before, key, 0));

    private string Encode(PageCursor cursor) => cursor.Encode(pipeline.PlanLine);
}
