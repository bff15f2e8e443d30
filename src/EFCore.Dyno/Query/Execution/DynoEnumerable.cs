// What a compiled query returns: rows for foreach, await foreach and ToPageAsync, and the plan for ToQueryString.

using System.Collections;
using System.Diagnostics;
using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class CompiledPipeline<T>(
    Pipe<T> pipe,
    SourcePlan? source,
    string plan,
    IReadOnlyList<string> tags,
    bool resumable,
    bool tracking,
    Type contextType,
    bool standAloneStateManager,
    bool threadSafetyChecks)
{
    public Pipe<T> Pipe => pipe;

    // Null where the query begins with no single table.
    public SourcePlan? Source => source;

    // The plan of the query and of those inside it, for people.
    public string Plan => plan;

    public IReadOnlyList<string> Tags => tags;

    public string PlanLine { get; } = plan.ReplaceLineEndings(";");

    // Each row comes straight from one item, in the store's order: a page can begin at an item's key.
    public bool IsResumable => resumable;

    // Making a row of an item that was read uses the context.
    public bool UsesContext => tracking || source is not { IsPassing: true };

    public Type ContextType => contextType;

    public bool StandAloneStateManager => standAloneStateManager;

    public bool ThreadSafetyChecks => threadSafetyChecks;
}

internal sealed class DynoEnumerable<T>(QueryContext queryContext, PlanVariants<CompiledPipeline<T>> variants) : IEnumerable<T>, IAsyncEnumerable<T>, IQueryingEnumerable
{
    private readonly DynoQueryContext _context = (DynoQueryContext)queryContext;
    private readonly CompiledPipeline<T> _pipeline = variants.For((DynoQueryContext)queryContext);

    public IEnumerator<T> GetEnumerator() => new Enumerator(_context, _pipeline, new ReadOptions(), CancellationToken.None);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(_context, _pipeline, new ReadOptions(), cancellationToken);

    // Tags come first, as comments do in SQL; they are no part of what a cursor is bound to.
    public string ToQueryString() => string.Concat(_pipeline.Tags.SelectMany(t => t.ReplaceLineEndings("\n").Split('\n')).Select(l => $"-- {l}{Environment.NewLine}"))
        + _pipeline.Plan;

    public Task<Page<T>> ReadPageAsync(int size, string? cursor, CancellationToken cancellationToken) =>
        new PageReader<T>(_pipeline, options => new Enumerator(_context, _pipeline, options, cancellationToken), size).ReadAsync(cursor);

    // Reads all rows, keeps none, and tells what that took.
    public async Task<DynoExplanation> ExplainAsync(CancellationToken cancellationToken)
    {
        using var meter = _context.Requests.Open();
        var started = Stopwatch.GetTimestamp();
        var rows = 0L;
        await using (var read = GetAsyncEnumerator(cancellationToken))
        {
            while (await read.MoveNextAsync().ConfigureAwait(false))
            {
                rows++;
            }
        }

        return new(ToQueryString(), rows, Stopwatch.GetElapsedTime(started), meter);
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
                // What lies ready is nobody else's affair.
                using var _ = IsAtHand ? null : _concurrencyDetector?.EnterCriticalSection();
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
                using var _ = IsAtHand ? null : _concurrencyDetector?.EnterCriticalSection();
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

        public void Dispose()
        {
            Interlocked.Exchange(ref _rows, null)?.Release();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private bool IsAtHand => _rows is not null && !_pipeline.UsesContext && _options.Rows is { IsAtHand: true };

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
