// BatchWriteItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
// All writes share one commit. Those that a limit on throughput stops come back as unprocessed; where it stops all of them the request fails.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Operations;

internal sealed class BatchWriteItemOperation(EngineContext context, IWriter writer)
{
    private static readonly Dictionary<string, IReadOnlyList<WriteRequest>> NothingUnprocessed = [];

    public async ValueTask<BatchWriteItemResult> ExecuteAsync(BatchWriteItemRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var set = new WriteSet(BuildActions(request))
        {
            IsPartial = true,
            WantsCollections = request.ReturnItemCollectionMetrics == ReturnItemCollectionMetrics.SIZE,
        };
        await writer.WriteAsync(set, cancellationToken).ConfigureAwait(false);
        if (set.IsRefused)
        {
            throw Array.Find(set.Actions, a => a.Refusal is ItemCollectionSizeLimitExceededException)!.Refusal!;
        }

        return new BatchWriteItemResult
        {
            UnprocessedItems = set.IsThrottled ? Unprocessed(request, set) : NothingUnprocessed,
            ConsumedCapacity = WriteCapacity.OfTables(set, i => At(request, i).TableName, request.ReturnConsumedCapacity, isTransaction: false),
            ItemCollectionMetrics = CollectionMetrics.OfTables(
                request.ReturnItemCollectionMetrics, set, i => At(request, i).TableName, i => KeyOf(At(request, i).Write)),
        };
    }

    // What the action at this place was made of.
    private static (string TableName, WriteRequest Write) At(BatchWriteItemRequest request, int action)
    {
        foreach (var (tableName, writes) in request.RequestItems)
        {
            if (action < writes.Count)
            {
                return (tableName, writes[action]);
            }

            action -= writes.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(action));
    }

    private static Item KeyOf(WriteRequest write) => write.PutItem ?? write.DeleteKey!.Value;

    private WriteAction[] BuildActions(BatchWriteItemRequest request)
    {
        var actions = new WriteAction[CheckShape(request)];
        var keys = new HashSet<byte[]>(KeyComparer.Instance);
        var next = 0;
        foreach (var (tableName, writes) in request.RequestItems)
        {
            var table = context.Catalog.Get(tableName);
            foreach (var write in writes)
            {
                var action = Build(table, write);
                actions[next++] = keys.Add(action.Change.Key) ? action : throw new ValidationException(Messages.DuplicateKeys);
            }
        }

        return actions;
    }

    private static Dictionary<string, IReadOnlyList<WriteRequest>> Unprocessed(BatchWriteItemRequest request, WriteSet set)
    {
        if (Array.TrueForAll(set.Actions, a => a.Refusal is not null))
        {
            throw set.Actions[0].Refusal!;
        }

        var unprocessed = new Dictionary<string, IReadOnlyList<WriteRequest>>(StringComparer.Ordinal);
        var next = 0;
        foreach (var (tableName, writes) in request.RequestItems)
        {
            var refused = writes.Where(_ => set.Actions[next++].Refusal is not null).ToList();
            if (refused.Count > 0)
            {
                unprocessed.Add(tableName, refused);
            }
        }

        return unprocessed;
    }

    // How many writes there are.
    private static int CheckShape(BatchWriteItemRequest request)
    {
        if (request.RequestItems.Count == 0)
        {
            throw new ValidationException(Messages.EmptyBatch);
        }

        var count = 0;
        foreach (var (tableName, writes) in request.RequestItems)
        {
            if (writes.Count is 0 or > Limits.BatchWriteRequests)
            {
                throw new ValidationException(Messages.BatchListSize($"{{{tableName}=[{writes.Count} requests]}}"));
            }

            count += writes.Count;
            foreach (var write in writes)
            {
                if (write.PutItem is null == write.DeleteKey is null)
                {
                    throw new ValidationException(Messages.BatchWriteShape);
                }

                if (write.PutItem is { } item)
                {
                    ActionBuilder.CheckSize(item);
                }
            }
        }

        return count <= Limits.BatchWriteRequests ? count : throw new ValidationException(Messages.TooManyBatchItems);
    }

    private static WriteAction Build(TableState table, WriteRequest write)
    {
        if (write.PutItem is { } item)
        {
            KeyValidation.CheckBatchItemKey(table, item);
            return ActionBuilder.Put(table, item, item.Size);
        }

        return ActionBuilder.Delete(table, write.DeleteKey!.Value);
    }
}
