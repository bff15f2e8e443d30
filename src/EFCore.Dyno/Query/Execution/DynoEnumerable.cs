// What a compiled query returns: rows for foreach, await foreach and ToPageAsync, and the plan for ToQueryString.

using System.Collections;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class CompiledPipeline<T>(
    Pipe<T> pipe, SourcePlan? source, string plan, bool resumable, Type contextType, bool standAloneStateManager, bool threadSafetyChecks)
{
    public Pipe<T> Pipe => pipe;

    // Null where the query begins with no single table.
    public SourcePlan? Source => source;

    // The plan of the query and of those inside it, for people.
    public string Plan => plan;

    public string PlanLine { get; } = plan.ReplaceLineEndings(";");

    // Each row comes straight from one item, in the store's order: a page can begin at an item's key.
    public bool IsResumable => resumable;

    public Type ContextType => contextType;

    public bool StandAloneStateManager => standAloneStateManager;

    public bool ThreadSafetyChecks => threadSafetyChecks;
}

internal sealed class DynoEnumerable<T>(QueryContext queryContext, CompiledPipeline<T> pipeline) : IEnumerable<T>, IAsyncEnumerable<T>, IQueryingEnumerable
{
    private readonly DynoQueryContext _context = (DynoQueryContext)queryContext;

    public IEnumerator<T> GetEnumerator() => new Enumerator(_context, pipeline, new ReadOptions(), CancellationToken.None);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(_context, pipeline, new ReadOptions(), cancellationToken);

    public string ToQueryString() => pipeline.Plan;

    public async Task<Page<T>> ReadPageAsync(int size, string? cursor, CancellationToken cancellationToken)
    {
        var plan = pipeline.PlanLine;
        var start = PageCursor.Decode(cursor, plan);
        var options = new ReadOptions { StartKey = start.StartKey };
        if (pipeline.IsResumable && pipeline.Source!.Plan is { Filter: null, ClientPredicates.Count: 0 })
        {
            options.Limit = size == int.MaxValue ? null : size + 1;
        }

        var items = new List<T>();
        PageCursor? next = null;
        await using var rows = new Enumerator(_context, pipeline, options, cancellationToken);
        var skip = start.Skip;
        while (await rows.MoveNextAsync().ConfigureAwait(false))
        {
            if (skip > 0)
            {
                skip--;
            }
            else if (items.Count == size)
            {
                return new(items, next!.Encode(plan));
            }
            else
            {
                items.Add(rows.Current);
                if (items.Count == size)
                {
                    next = pipeline.IsResumable
                        ? new(pipeline.Source!.StartKeyOf(options.Rows!.Current), 0)
                        : new(null, start.Skip + size);
                }
            }
        }

        return new(items, null);
    }

    private sealed class Enumerator : IEnumerator<T>, IAsyncEnumerator<T>
    {
        private readonly DynoQueryContext _context;
        private readonly CompiledPipeline<T> _pipeline;
        private readonly ReadOptions _options;
        private readonly CancellationToken _cancellationToken;
        private readonly IConcurrencyDetector? _concurrencyDetector;
        private Rows<T>? _rows;

        public Enumerator(DynoQueryContext context, CompiledPipeline<T> pipeline, ReadOptions options, CancellationToken cancellationToken)
        {
            _context = context;
            _pipeline = pipeline;
            _options = options;
            _cancellationToken = cancellationToken.CanBeCanceled ? cancellationToken : context.CancellationToken;
            _concurrencyDetector = pipeline.ThreadSafetyChecks ? context.ConcurrencyDetector : null;
        }

        public T Current { get; private set; } = default!;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            try
            {
                using var _ = _concurrencyDetector?.EnterCriticalSection();
                if (_rows is null && !_context.Client.Capabilities.CompletesSynchronously)
                {
                    throw new InvalidOperationException(QueryMessages.SynchronousNotSupported());
                }

                using (SynchronousCall.Enter())
                {
                    var moved = Rows().MoveNextAsync(_cancellationToken);
                    return Accept(moved.IsCompleted ? moved.GetAwaiter().GetResult() : moved.AsTask().GetAwaiter().GetResult());
                }
            }
            catch (Exception exception)
            {
                Report(exception);
                throw;
            }
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                using var _ = _concurrencyDetector?.EnterCriticalSection();
                _cancellationToken.ThrowIfCancellationRequested();
                return Accept(await Rows().MoveNextAsync(_cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                Report(exception);
                throw;
            }
        }

        public void Reset() => throw new NotSupportedException(CoreStrings.EnumerableResetNotSupported);

        public void Dispose() => _rows = null;

        public ValueTask DisposeAsync()
        {
            _rows = null;
            return default;
        }

        private Rows<T> Rows()
        {
            if (_rows is null)
            {
                _context.InitializeStateManager(_pipeline.StandAloneStateManager);
                _rows = _pipeline.Pipe.Open(_context, _options);
            }

            return _rows;
        }

        private bool Accept(bool moved)
        {
            Current = moved ? _rows!.Current : default!;
            return moved;
        }

        private void Report(Exception exception)
        {
            if (_context.ExceptionDetector.IsCancellation(exception, _cancellationToken))
            {
                _context.QueryLogger.QueryCanceled(_pipeline.ContextType);
            }
            else
            {
                _context.QueryLogger.QueryIterationFailed(_pipeline.ContextType, exception);
            }
        }
    }
}
