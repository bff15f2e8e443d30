// Reads of many whole keys: a hundred a BatchGetItem, and what DynamoDB leaves unprocessed again after a while.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

namespace EFCore.Dyno.Query;

// Keys of an IN list.
internal sealed class BatchGetItemReader(DynoQueryContext context, SourcePlan source, IReadOnlyList<Item> keys) : StoreReader(context, source)
{
    private readonly BatchBackOff _backOff = new();
    private IReadOnlyList<Item> _pending = [];
    private int _next;

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
        {
            if (_next >= keys.Count)
            {
                return null;
            }

            _pending = [.. keys.Skip(_next).Take(Limits.BatchGetKeys)];
            _next += Limits.BatchGetKeys;
        }
        else
        {
            await _backOff.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var table = Plan.Path.TableName;
        var result = await Client.BatchGetItemAsync(
            new()
            {
                RequestItems = new Dictionary<string, KeysAndAttributes>
                {
                    [table] = new() { Keys = _pending, ConsistentRead = Plan.ConsistentRead, ProjectionExpression = Projection },
                },
            },
            cancellationToken).ConfigureAwait(false);
        _pending = result.UnprocessedKeys.TryGetValue(table, out var left) ? left.Keys : [];
        var items = result.Responses.TryGetValue(table, out var found) ? found : [];
        _backOff.Add(items.Count, Client.Capabilities.CompletesSynchronously);
        return new Page(items, items.Count);
    }
}

// How long to wait before keys are asked for again that a batch left unprocessed: exponentially longer while nothing comes, and at random, so that
// readers who were throttled together do not come back together. An answer of the embedded engine that was merely full needs no wait.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.BatchOperations
internal sealed class BatchBackOff
{
    private const int FirstMilliseconds = 50;
    private const int LastMilliseconds = 5000;

    private int _limitMilliseconds;

    public void Add(int found, bool isLocal) => _limitMilliseconds =
        found == 0 ? Math.Clamp(_limitMilliseconds * 2, FirstMilliseconds, LastMilliseconds)
        : isLocal ? 0
        : FirstMilliseconds;

    public Task WaitAsync(CancellationToken cancellationToken) =>
        _limitMilliseconds == 0 ? Task.CompletedTask : Task.Delay(Random.Shared.Next(_limitMilliseconds + 1), cancellationToken);
}
