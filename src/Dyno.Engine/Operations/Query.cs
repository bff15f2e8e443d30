// Query: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
using Dyno.Engine.Transactions;

namespace Dyno.Engine;

// PartiQL filters by key attributes too, which Query itself refuses.
internal sealed class QueryOperation(EngineContext context, TransactionView? transaction = null, bool filterMayNameKeys = false)
{
    public ValueTask<QueryResult> ExecuteAsync(QueryRequest request, CancellationToken cancellationToken) => ExecuteAsync(request, null, cancellationToken);

    // The result's items are valid until the buffer is used again.
    public ValueTask<QueryResult> ExecuteAsync(QueryRequest request, PageBuffer? lent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Limit is < 1 and var limit)
        {
            throw new ValidationException(Messages.LimitTooSmall(limit));
        }

        var target = ReadTarget.Of(context.Catalog, request.TableName, request.IndexName, request.ConsistentRead);
        ReadShape.CheckSelect(target, request.Select, request.ProjectionExpression);
        if (request.ExclusiveStartKey is { } startKey)
        {
            StartKey.CheckCount(target, startKey, Messages.StartKeyInvalid);
        }

        var condition = BoundKeyCondition.Bind(request.KeyConditionExpression, target, request.ExclusiveStartKey);

        var lower = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        var upper = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            QueryRange.Write(ref lower, ref upper, target, condition);
            if (request.ExclusiveStartKey is { } start)
            {
                if (target is { Index: null, Table.SortKey: null })
                {
                    throw new ValidationException(Messages.StartKeyOfOneItem(start));
                }

                Skip(ref lower, ref upper, target, condition, start, request.ScanIndexForward);
            }

            KeyPaths.Check(target.Table, request.ProjectionExpression);
            CheckFilter(request, target);
            var shape = ReadShape.Of(target, request.Select, request.ProjectionExpression, request.FilterExpression);
            KeyPaths.Check(target.Table, request.FilterExpression);
            var page = new PageReader(context, transaction, target, shape, lent);
            page.ReadPartition(lower.Written, upper.Written, request.ScanIndexForward, request.Limit, request.ConsistentRead);
            return new(new QueryResult
            {
                Items = page.TakeItems(),
                Count = page.Count,
                ScannedCount = page.ScannedCount,
                LastEvaluatedKey = page.LastEvaluatedKey,
                ConsumedCapacity = page.Capacity(request.TableName, request.ReturnConsumedCapacity),
            });
        }
        finally
        {
            lower.Dispose();
            upper.Dispose();
        }
    }

    // Goes on behind the key that the last page ended with.
    private static void Skip(ref KeyBuffer lower, ref KeyBuffer upper, ReadTarget target, BoundKeyCondition condition, in Item start, bool forward)
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            StartKey.Write(ref key, target, start);
            var isPartition = condition.IsInPartition(start);
            if (condition.SortCount == 0 && !isPartition)
            {
                throw new ValidationException(Messages.StartKeyOutsideQuery);
            }

            if (!condition.IsInRange(start))
            {
                throw new ValidationException(Messages.StartKeyNotInRange);
            }

            if (!isPartition)
            {
                throw new ValidationException(Messages.NothingToRestart);
            }

            ref var bound = ref forward ? ref lower : ref upper;
            bound.Clear();
            bound.Append(key.Written);
            if (forward)
            {
                bound.AppendByte(0);
            }
        }
        finally
        {
            key.Dispose();
        }
    }

    private void CheckFilter(QueryRequest request, ReadTarget target)
    {
        if (request.FilterExpression is null || filterMayNameKeys)
        {
            return;
        }

        foreach (var path in request.FilterExpression.Paths())
        {
            if (target.IsKey(path.Root))
            {
                throw new ValidationException(Messages.FilterOnKey(path.Root));
            }
        }
    }
}
