// TransactGetItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
// One snapshot: all items as they stood at one moment.
using Dyno.Engine.Transactions;

namespace Dyno.Engine;

internal sealed class TransactGetItemsOperation(EngineContext context, TransactionView? transaction = null)
{
    public ValueTask<TransactGetItemsResult> ExecuteAsync(TransactGetItemsRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Check(request);

        var items = new Item?[request.TransactItems.Count];
        var meters = new Dictionary<string, CapacityMeter>(StringComparer.Ordinal);
        var sizeBytes = 0L;
        using var snapshot = transaction is null ? context.Store.Snapshot() : null;
        using var view = transaction is null ? new ReadView(snapshot!) : transaction.Read();
        for (var i = 0; i < items.Length; i++)
        {
            var get = request.TransactItems[i];
            var table = context.Catalog.Get(get.TableName);
            var throttled = GetItemOperation.TryRead(
                context, table, get.Key, view, consistent: true, CapacityUnits.TransactionFactor, get.ProjectionExpression, out var found);
            if (throttled is not null)
            {
                throw TransactionCanceledException.At(i, items.Length, Throttle.CancellationCode(throttled), throttled.Message);
            }

            var size = found.Size;
            sizeBytes += size;
            if (sizeBytes > Limits.TransactionBytes)
            {
                throw new ValidationException(Messages.TransactionReadTooLarge);
            }

            items[i] = found.Item;

            var meter = meters.TryGetValue(table.Name, out var known) ? known : new CapacityMeter(table, get.TableName);
            meter.AddTable(CapacityUnits.Read(size, consistent: true) * CapacityUnits.TransactionFactor);
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

    private void Check(TransactGetItemsRequest request)
    {
        switch (request.TransactItems.Count)
        {
            case 0:
                throw new ValidationException(Messages.EmptyTransactGet);
            case > Limits.TransactionActions:
                throw new ValidationException(Messages.TooManyTransactionItems(request.TransactItems.Count));
        }

        var tables = new TableState[request.TransactItems.Count];
        for (var i = 0; i < tables.Length; i++)
        {
            tables[i] = context.Catalog.Get(request.TransactItems[i].TableName);
            KeyValidation.CheckNotEmpty(tables[i], request.TransactItems[i].Key);
        }

        for (var i = 0; i < tables.Length; i++)
        {
            CheckKey(request, i, tables[i]);
        }

        var seen = new HashSet<(TableState, Item)>();
        for (var i = 0; i < tables.Length; i++)
        {
            if (!seen.Add((tables[i], request.TransactItems[i].Key)))
            {
                throw new ValidationException(Messages.TransactionDuplicates);
            }
        }
    }

    // A key that does not fit its table cancels the transaction: nothing is looked at behind it.
    private static void CheckKey(TransactGetItemsRequest request, int at, TableState table)
    {
        try
        {
            KeyValidation.ReadRequestKey(table, request.TransactItems[at].Key);
        }
        catch (ValidationException exception)
        {
            throw TransactionCanceledException.At(at, request.TransactItems.Count, CancellationReason.ValidationError, exception.Message);
        }
    }
}
