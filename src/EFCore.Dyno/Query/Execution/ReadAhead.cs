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
        return context.Client.Capabilities.CompletesSynchronously ? rows : new BatchedRows(rows, items, context, options);
    }

    private sealed class BatchedRows(Rows<object?[]> source, SourcePlan items, DynoQueryContext context, ReadOptions options) : AheadRows(source, options)
    {
        // Fewer at first: a query may be done after some rows.
        private const int FirstWindow = 25;
        private const int LastWindow = Limits.BatchGetKeys;

        private readonly Dictionary<Item, PageSource.Page> _kept = KeptItemReader.KeptFor(items, options);
        private int _size = FirstWindow;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            if (Count == 0)
            {
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }

            return Give();
        }

        private async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            while (Count < _size && await ReadAsync(cancellationToken).ConfigureAwait(false) is not null)
            {
            }

            _size = LastWindow;
            if (_kept.Count + Count > KeptItemReader.MaxKept)
            {
                _kept.Clear();
            }

            var keys = new HashSet<Item>();
            foreach (var row in Waiting)
            {
                if (items.KeyOf(new(context, row)) is { } key && !_kept.ContainsKey(key))
                {
                    keys.Add(key);
                }
            }

            // One is read when it is asked for.
            if (keys.Count > 1)
            {
                await KeepAsync([.. keys], cancellationToken).ConfigureAwait(false);
            }
        }

        private async ValueTask KeepAsync(List<Item> keys, CancellationToken cancellationToken)
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
                _kept[key] = found.GetValueOrDefault(key, PageSource.Page.Empty);
            }
        }
    }
}
