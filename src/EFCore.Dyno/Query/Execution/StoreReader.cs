// Reads a plan's items from the store a page at a time. Who observes the requests is the affair of the client that it is given.

using Dyno.Engine;
using Dyno.Expressions;

namespace EFCore.Dyno.Query;

internal abstract class PageSource
{
    // The next page; null at the end. A page may be empty.
    public abstract ValueTask<Page?> NextAsync(CancellationToken cancellationToken);

    // Whether it is known that nothing follows.
    public virtual bool IsDone => false;

    // The rows are done with the last page.
    public virtual void Release()
    {
    }

    public readonly record struct Page(IReadOnlyList<Item> Items, int Count)
    {
        public static Page Empty { get; } = new([], 0);
    }
}

internal abstract class StoreReader(DynoQueryContext context, SourcePlan source) : PageSource
{
    private PageBuffer? _lent;

    // Each page is done with before the next is asked for, and none of its items leaves the query: an embedded engine may reuse their memory.
    public bool IsPassing { get; init; }

    // The engine that may; who watches the requests, or stands before the engine, may keep what it sees.
    protected DynoEngine? Lender => IsPassing ? Client as DynoEngine : null;

    // For the next page.
    protected PageBuffer Lent
    {
        get
        {
            if (_lent is null)
            {
                return _lent = PageBuffer.Rent();
            }

            _lent.Clear();
            return _lent;
        }
    }

    protected IDynoClient Client { get; } = context.Requests.Client(source.Origin);

    protected SourcePlan Source { get; } = source;

    protected QueryPlan Plan => Source.Plan;

    // An embedded engine copies a projected item where it would have lent its own bytes; over a network fewer bytes travel.
    protected ProjectionExpression? Projection => Client.Capabilities.CompletesSynchronously ? null : Source.Projection;

    // A list of one, the buffer's where there is one.
    protected IReadOnlyList<Item> ListOf(Item item)
    {
        if (_lent is null)
        {
            return [item];
        }

        _lent.Items.Add(item);
        return _lent.Items;
    }

    public override void Release()
    {
        if (Interlocked.Exchange(ref _lent, null) is { } lent)
        {
            PageBuffer.Return(lent);
        }
    }

    protected ScanRequest Request(ConditionExpression? filter, ProjectionExpression? projection, Item? start) => new()
    {
        TableName = Plan.Path.TableName,
        IndexName = Plan.Path.IndexName,
        FilterExpression = filter,
        ProjectionExpression = Plan.CountPushed ? null : projection,
        Select = Plan.CountPushed ? Select.COUNT : null,
        ExclusiveStartKey = start,
        ConsistentRead = Plan.ConsistentRead,
    };
}

internal sealed class GetItemReader(DynoQueryContext context, SourcePlan source, Item key) : StoreReader(context, source)
{
    private bool _done;

    public override bool IsDone => _done;

    public override ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return new((Page?)null);
        }

        _done = true;
        var request = new GetItemRequest
        {
            TableName = Plan.Path.TableName,
            Key = key,
            ConsistentRead = Plan.ConsistentRead,
            ProjectionExpression = Projection,
        };
        var read = Lender is { } engine ? engine.GetItemAsync(request, Lent, cancellationToken) : Client.GetItemAsync(request, cancellationToken);
        return read.IsCompletedSuccessfully ? new(Accept(read.Result)) : WaitAsync(read);
    }

    private async ValueTask<Page?> WaitAsync(ValueTask<GetItemResult> read) => Accept(await read.ConfigureAwait(false));

    private Page? Accept(GetItemResult result)
    {
        var count = result.Item is null ? 0 : 1;
        return new Page(result.Item is { } item ? ListOf(item) : [], count);
    }
}

// One partition after another (an IN list has several), each in sort key order.
internal sealed class QueryReader(
    DynoQueryContext context, SourcePlan source, IReadOnlyList<KeyConditionExpression> conditions, ConditionExpression? filter, ReadPace pace, ReadOptions options)
    : StoreReader(context, source)
{
    private int _condition;
    private Item? _start = options.StartKey;

    public override bool IsDone => _condition >= conditions.Count;

    public override ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (_condition >= conditions.Count || pace.IsSpent)
        {
            return new((Page?)null);
        }

        var request = new QueryRequest
        {
            TableName = Plan.Path.TableName,
            IndexName = Plan.Path.IndexName,
            KeyConditionExpression = conditions[_condition],
            FilterExpression = filter,
            ProjectionExpression = Plan.CountPushed ? null : Projection,
            Select = Plan.CountPushed ? Select.COUNT : null,
            ScanIndexForward = Plan.Backward == options.Reverse,
            Limit = pace.Next(),
            ExclusiveStartKey = _start,
            ConsistentRead = Plan.ConsistentRead,
        };
        var read = Lender is { } engine ? engine.QueryAsync(request, Lent, cancellationToken) : Client.QueryAsync(request, cancellationToken);
        return read.IsCompletedSuccessfully ? new(Accept(read.Result)) : WaitAsync(read);
    }

    private async ValueTask<Page?> WaitAsync(ValueTask<QueryResult> read) => Accept(await read.ConfigureAwait(false));

    private Page? Accept(QueryResult result)
    {
        pace.Add(result.Count, result.ScannedCount, result.LastEvaluatedKey);
        _start = result.LastEvaluatedKey;
        if (_start is null)
        {
            _condition++;
        }

        return new Page(result.Items, result.Count);
    }
}

// Nothing can match: no request is sent.
internal sealed class EmptyReader(DynoQueryContext context, SourcePlan source) : StoreReader(context, source)
{
    public override ValueTask<Page?> NextAsync(CancellationToken cancellationToken) => new((Page?)null);
}
