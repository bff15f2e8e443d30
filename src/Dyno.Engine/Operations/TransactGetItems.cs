// TransactGetItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
// One snapshot: all items as they stood at one moment.

namespace Dyno.Engine;

internal sealed class TransactGetItemsOperation(EngineContext context)
{
    public ValueTask<TransactGetItemsResult> ExecuteAsync(TransactGetItemsRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Check(request);

        var items = new Item?[request.TransactItems.Count];
        var meters = new Dictionary<string, CapacityMeter>(StringComparer.Ordinal);
        using var snapshot = context.Store.Snapshot();
        for (var i = 0; i < items.Length; i++)
        {
            var get = request.TransactItems[i];
            var table = context.Catalog.Get(get.TableName);
            var throttled = GetItemOperation.TryRead(
                context, table, get.Key, snapshot, consistent: true, CapacityUnits.TransactionFactor, out var item);
            if (throttled is not null)
            {
                throw Cancelled(items.Length, i, throttled);
            }

            items[i] = item is { } read ? GetItemOperation.Project(read, get.ProjectionExpression) : null;

            var meter = meters.TryGetValue(table.Name, out var known) ? known : new CapacityMeter(table);
            meter.AddTable(CapacityUnits.Read(item?.Size ?? 0, consistent: true) * CapacityUnits.TransactionFactor);
            meters[table.Name] = meter;
        }

        return new(new TransactGetItemsResult
        {
            Responses = items,
            ConsumedCapacity = request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE
                ? null
                : [.. meters.Values.Select(m => m.ToTransactionResult(request.ReturnConsumedCapacity, isRead: true)!)],
        });
    }

    private static TransactionCanceledException Cancelled(int count, int at, ThrottledException throttled)
    {
        var reasons = new CancellationReason[count];
        Array.Fill(reasons, new CancellationReason { Code = CancellationReason.None });
        reasons[at] = new CancellationReason { Code = Throttle.CancellationCode(throttled), Message = throttled.Message };
        return new TransactionCanceledException(reasons);
    }

    private void Check(TransactGetItemsRequest request)
    {
        switch (request.TransactItems.Count)
        {
            case 0:
                throw new ValidationException(Messages.EmptyTransactGet);
            case > Limits.TransactionActions:
                throw new ValidationException(Messages.TooManyTransactionItems(request.TransactItems.Count));
        }

        var seen = new HashSet<(string, Item)>();
        foreach (var get in request.TransactItems)
        {
            KeyValidation.ReadRequestKey(context.Catalog.Get(get.TableName), get.Key);
            if (!seen.Add((get.TableName, get.Key)))
            {
                throw new ValidationException(Messages.TransactionDuplicates);
            }
        }
    }
}
