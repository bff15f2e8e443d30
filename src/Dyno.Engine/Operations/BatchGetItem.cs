// BatchGetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
// Keys are read one by one; what would go beyond 16 MB, or 1 MB of one partition, and what a limit on throughput stops, comes back as unprocessed. Where
// that stops every key the request fails.
using Dyno.Engine.Transactions;

namespace Dyno.Engine;

internal sealed class BatchGetItemOperation(EngineContext context, TransactionView? transaction = null)
{
    public ValueTask<BatchGetItemResult> ExecuteAsync(BatchGetItemRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Check(request);

        var responses = new Dictionary<string, IReadOnlyList<Item>>(StringComparer.Ordinal);
        var unprocessed = new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal);
        var capacity = request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE ? null : new List<ConsumedCapacity>();
        ThrottledException? throttled = null;
        var processed = 0;
        long bytes = 0;
        foreach (var (name, keys) in request.RequestItems)
        {
            var table = context.Catalog.Get(name);
            var meter = new CapacityMeter(table, name);
            var items = new List<Item>(keys.Keys.Count);
            List<Item>? refused = null;
            var next = 0;
            long tableBytes = 0;
            for (; next < keys.Keys.Count && bytes < Limits.BatchGetBytes; next++)
            {
                if (GetItemOperation.TryRead(context, transaction, table, keys.Keys[next], keys.ConsistentRead, keys.ProjectionExpression, out var found) is { } refusal)
                {
                    throttled = refusal;
                    (refused ??= []).Add(keys.Keys[next]);
                    continue;
                }

                processed++;
                var size = found.Size;
                if (bytes + size > Limits.BatchGetBytes || tableBytes + size > Limits.BatchGetPartitionBytes)
                {
                    break;
                }

                tableBytes += size;
                bytes += size;
                meter.AddTable(CapacityUnits.Read(size, keys.ConsistentRead));
                if (found.Item is { } item)
                {
                    items.Add(item);
                }
            }

            responses.Add(name, items);
            if (next < keys.Keys.Count || refused is not null)
            {
                unprocessed.Add(name, keys with { Keys = [.. refused ?? [], .. keys.Keys.Skip(next)] });

                // A key that was looked for in vain costs as one that is not there: so DynamoDB.
                meter.AddTable((keys.Keys.Count - next) * CapacityUnits.Read(0, keys.ConsistentRead));
            }

            capacity?.Add(meter.ToResult(request.ReturnConsumedCapacity)!);
        }

        if (throttled is not null && processed == 0)
        {
            throw throttled;
        }

        return new(new BatchGetItemResult { Responses = responses, UnprocessedKeys = unprocessed, ConsumedCapacity = capacity });
    }

    // Everything is checked before anything is read.
    private void Check(BatchGetItemRequest request)
    {
        var count = 0;
        foreach (var (_, keys) in request.RequestItems)
        {
            count += keys.Keys.Count;
        }

        if (count == 0)
        {
            throw new ValidationException(Messages.EmptyBatchGet);
        }

        if (count > Limits.BatchGetKeys)
        {
            throw new ValidationException(Messages.TooManyBatchKeys);
        }

        // A table may be named twice: by its name and by its resource name.
        var seen = new HashSet<(TableState, Item)>();
        foreach (var (name, keys) in request.RequestItems)
        {
            var table = context.Catalog.Get(name);
            foreach (var key in keys.Keys)
            {
                KeyValidation.ReadRequestKey(table, key);
                if (!seen.Add((table, key)))
                {
                    throw new ValidationException(Messages.DuplicateKeys);
                }
            }
        }
    }
}
