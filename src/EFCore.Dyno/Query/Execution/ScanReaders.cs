// Reads a whole table or index: one page after another, or several parts of it at a time.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan

using Dyno.Expressions;

namespace EFCore.Dyno.Query;

internal sealed class ScanReader(DynoQueryContext context, SourcePlan source, ConditionExpression? filter, ReadPace pace, ReadOptions options)
    : StoreReader(context, source)
{
    private bool _done;
    private Item? _start = options.StartKey;

    public override bool IsDone => _done;

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (_done || pace.IsSpent)
        {
            return null;
        }

        var request = Request(filter, Projection, _start) with { Limit = pace.Next() };
        var result = await (Lender is { } engine ? engine.ScanAsync(request, Lent, cancellationToken) : Client.ScanAsync(request, cancellationToken))
            .ConfigureAwait(false);
        pace.Add(result.Count, result.ScannedCount, result.LastEvaluatedKey);
        _start = result.LastEvaluatedKey;
        _done = _start is null;
        return new Page(result.Items, result.Count);
    }
}

// Every segment has a request under way; their pages are given out in turn, so that the same table gives the same order each time.
// What the reader leaves behind when it is not read to the end are at most as many requests as there are segments.
internal sealed class ParallelScanReader : StoreReader
{
    private readonly ConditionExpression? _filter;
    private readonly Task<ScanResult>?[] _reads;
    private readonly IDynoClient _client;
    private int _turn;
    private bool _started;

    public ParallelScanReader(DynoQueryContext context, SourcePlan source, ConditionExpression? filter)
        : base(context, source)
    {
        _filter = filter;
        _reads = new Task<ScanResult>?[source.Segments];
        _client = Client;
    }

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            _started = true;
            for (var segment = 0; segment < _reads.Length; segment++)
            {
                _reads[segment] = Read(segment, null, cancellationToken);
            }
        }

        for (var tried = 0; tried < _reads.Length; tried++, _turn = (_turn + 1) % _reads.Length)
        {
            if (_reads[_turn] is not { } read)
            {
                continue;
            }

            var result = await read.ConfigureAwait(false);
            _reads[_turn] = result.LastEvaluatedKey is { } last ? Read(_turn, last, cancellationToken) : null;
            _turn = (_turn + 1) % _reads.Length;
            return new Page(result.Items, result.Count);
        }

        return null;
    }

    // The embedded engine would answer on this thread: segments are for several.
    private Task<ScanResult> Read(int segment, Item? start, CancellationToken cancellationToken)
    {
        var request = Request(_filter, Projection, start) with { Segment = segment, TotalSegments = _reads.Length };
        var read = Task.Run(() => _client.ScanAsync(request, cancellationToken).AsTask(), cancellationToken);
        _ = read.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return read;
    }
}
