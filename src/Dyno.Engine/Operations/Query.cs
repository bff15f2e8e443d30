// Query: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html

namespace Dyno.Engine;

internal sealed class QueryOperation(EngineContext context)
{
    public ValueTask<QueryResult> ExecuteAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Limit is < 1 and var limit)
        {
            throw new ValidationException(Messages.LimitTooSmall(limit));
        }

        var target = ReadTarget.Of(context.Catalog, request.TableName, request.IndexName, request.ConsistentRead);
        var shape = ReadShape.Of(target, request.Select, request.ProjectionExpression, request.FilterExpression);
        CheckFilter(request, target);
        var condition = BoundKeyCondition.Bind(request.KeyConditionExpression, target);

        var lower = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        var upper = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            QueryRange.Write(ref lower, ref upper, target, condition);
            if (request.ExclusiveStartKey is { } start)
            {
                Skip(ref lower, ref upper, target, start, request.ScanIndexForward);
            }

            var page = new PageReader(context, target, shape);
            page.ReadPartition(lower.Written, upper.Written, request.ScanIndexForward, request.Limit, request.ConsistentRead);
            return new(new QueryResult
            {
                Items = page.Items,
                Count = page.Count,
                ScannedCount = page.ScannedCount,
                LastEvaluatedKey = page.LastEvaluatedKey,
                ConsumedCapacity = page.Capacity(request.ReturnConsumedCapacity),
            });
        }
        finally
        {
            lower.Dispose();
            upper.Dispose();
        }
    }

    // Goes on behind the key that the last page ended with.
    private static void Skip(ref KeyBuffer lower, ref KeyBuffer upper, ReadTarget target, in Item start, bool forward)
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            StartKey.Write(ref key, target, start);
            if (key.Written.SequenceCompareTo(lower.Written) < 0 || key.Written.SequenceCompareTo(upper.Written) >= 0)
            {
                throw new ValidationException(Messages.StartKeyOutsideQuery);
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

    private static void CheckFilter(QueryRequest request, ReadTarget target)
    {
        if (request.FilterExpression is null)
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
