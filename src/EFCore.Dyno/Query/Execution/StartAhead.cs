// Over a network a Query for each row, one after the other, is too slow: rows are read ahead of the one that is given, and the first pages of their Queries are
// under way while it is dealt with. What was started is kept where the query for each row looks first; the query is the same. None is started for the first row,
// for two behind it, then for twice as many, and none beyond the rows of a page: a query that ends after some rows has read little that nobody wants. Over a client
// that completes synchronously rows pass as they are.

namespace EFCore.Dyno.Query;

// pipe: what reads the items, where it is more than a count.
internal sealed class StartAheadPipe(Pipe<object?[]> source, SourcePlan items, SourcePipe? pipe) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options)
    {
        var rows = source.Open(context, options);
        return context.ReadsAtOnce == 1 ? rows : new StartedRows(rows, items, pipe, context, options);
    }

    private sealed class StartedRows(Rows<object?[]> source, SourcePlan items, SourcePipe? pipe, DynoQueryContext context, ReadOptions options) : AheadRows(source, options)
    {
        private readonly StartedReads _started = StartedReads.For(items, options);
        private readonly ReadOptions _options = options;
        private int _size = 1;

        public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
        {
            _started.Forget(Current);
            while (Count < _size && (Count == 0 || context.MayStart) && await ReadAsync(cancellationToken).ConfigureAwait(false) is { } row)
            {
                // Rows within rows may have taken all places.
                if (_size > 1 && context.MayStart)
                {
                    var inner = _options.For(row);
                    _started.Start(row, pipe is null ? items.Open(context, inner, wanted: null) : pipe.OpenReader(context, inner), context, cancellationToken);
                }
            }

            _size = Math.Min(2 * _size, context.ReadsAtOnce);
            return Give();
        }
    }
}

// The reads of one plan that were begun for rows that are not given yet.
internal sealed class StartedReads
{
    private readonly Dictionary<object?[], PageSource> _reads = new(ReferenceEqualityComparer.Instance);

    public static StartedReads For(SourcePlan source, ReadOptions options)
    {
        if (!options.Kept.TryGetValue(source, out var kept))
        {
            options.Kept.Add(source, kept = new StartedReads());
        }

        return (StartedReads)kept;
    }

    // What was begun for the row around the query, or null.
    public static PageSource? Take(SourcePlan source, ReadOptions options) =>
        source.Plan is { IsGathered: true, Kind: AccessKind.Query } && options.Outer is { } row
            && options.Kept.TryGetValue(source, out var kept) && ((StartedReads)kept)._reads.Remove(row, out var read)
            ? read
            : null;

    public void Start(object?[] row, PageSource read, DynoQueryContext context, CancellationToken cancellationToken) =>
        _reads[row] = new Started(read, context, cancellationToken);

    // The row is done with.
    public void Forget(object?[]? row)
    {
        if (row is not null)
        {
            _reads.Remove(row);
        }
    }

    private sealed class Started(PageSource source, DynoQueryContext context, CancellationToken cancellationToken) : PageSource
    {
        private Task<Page?>? _first = context.Started(ScatterReader.Observed(source.NextAsync(cancellationToken)));

        public override bool IsDone => _first is null && source.IsDone;

        public override ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
        {
            if (_first is not { } first)
            {
                return source.NextAsync(cancellationToken);
            }

            _first = null;
            return new(first);
        }

        public override void Release() => source.Release();
    }
}
