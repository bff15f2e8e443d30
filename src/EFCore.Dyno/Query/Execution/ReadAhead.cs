// Over a network a request for each row's item is too slow: rows are read a window ahead, and the items that a join, an Include or a query inside the
// query looks up for them by whole keys come in one BatchGetItem. What was found is kept where KeptItemReader looks first; the query for each row is the
// same. Nothing is read ahead beyond the rows of a page. Over a client that completes synchronously rows pass as they are.

namespace EFCore.Dyno.Query;

internal sealed class ReadAheadPipe(Pipe<object?[]> source, SourcePlan items) : Pipe<object?[]>
{
    // What reads ahead for a builder's query, which is opened for each of the rows.
    public static Pipe<object?[]> Before(Pipe<object?[]> source, PipelineBuilder inner) => inner.Source is not { Plan.IsGathered: true } items ? source
        : items.Plan.Kind == AccessKind.Query ? new StartAheadPipe(source, items, inner.Reads)
        : new ReadAheadPipe(source, items);

    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options)
    {
        var rows = source.Open(context, options);
        return context.Client.Capabilities.CompletesSynchronously ? rows : new AheadRows(rows, items, context, options);
    }

    private sealed class AheadRows(Rows<object?[]> source, SourcePlan items, DynoQueryContext context, ReadOptions options) : Rows<object?[]>
    {
        // Fewer at first: a query may be done after some rows.
        private const int FirstWindow = 25;
        private const int LastWindow = Limits.BatchGetKeys;

        // With each row the item of the store that it came from, for the cursors of pages.
        private readonly Queue<(object?[] Row, Item? From)> _window = new();
        private int _size = FirstWindow;
        private int _read;
        private bool _done;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (_window.Count == 0 && !_done)
            {
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!_window.TryDequeue(out var next))
            {
                return false;
            }

            Current = next.Row;
            if (next.From is { } from)
            {
                options.Rows!.Show(from);
            }

            return true;
        }

        private async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            while (_window.Count < _size && (_window.Count == 0 || _read != options.Wanted))
            {
                if (!await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
                {
                    _done = true;
                    break;
                }

                _read++;
                _window.Enqueue((source.Current, options.Rows?.Current));
            }

            _size = LastWindow;
            var kept = KeptItemReader.KeptFor(items, options);
            if (kept.Count + _window.Count > KeptItemReader.MaxKept)
            {
                kept.Clear();
            }

            var keys = new HashSet<Item>();
            foreach (var (row, _) in _window)
            {
                if (items.KeyOf(new(context, row)) is { } key && !kept.ContainsKey(key))
                {
                    keys.Add(key);
                }
            }

            // One is read when it is asked for.
            if (keys.Count > 1)
            {
                await KeepAsync(kept, [.. keys], cancellationToken).ConfigureAwait(false);
            }
        }

        private async ValueTask KeepAsync(Dictionary<Item, PageSource.Page> kept, List<Item> keys, CancellationToken cancellationToken)
        {
            var found = new Dictionary<Item, PageSource.Page>(keys.Count);
            var reader = new BatchGetItemReader(context, items, keys);
            while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                foreach (var item in page.Items)
                {
                    found[items.StartKeyOf(item)] = new([item], 1);
                }
            }

            foreach (var key in keys)
            {
                kept[key] = found.GetValueOrDefault(key, PageSource.Page.Empty);
            }
        }
    }
}
