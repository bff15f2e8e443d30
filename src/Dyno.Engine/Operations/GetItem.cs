// GetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
// One look-up and one copy.

using Dyno.Engine.Transactions;
using Dyno.Expressions;

namespace Dyno.Engine;

internal sealed class GetItemOperation(EngineContext context, TransactionView? transaction = null)
{
    private static readonly GetItemResult NotFound = new();

    public ValueTask<GetItemResult> ExecuteAsync(GetItemRequest request, CancellationToken cancellationToken) => ExecuteAsync(request, null, cancellationToken);

    // The item is valid until the buffer is used again.
    public ValueTask<GetItemResult> ExecuteAsync(GetItemRequest request, PageBuffer? lent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var table = context.Catalog.Get(request.TableName);
        if (request.ProjectionExpression is { } projection)
        {
            KeyValidation.ReadRequestKey(table, request.Key);
            KeyPaths.Check(table, projection);
        }

        if (TryRead(context, transaction, table, request.Key, request.ConsistentRead, out var item, lent) is { } throttled)
        {
            throw throttled;
        }

        if (request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE)
        {
            return new(item is { } found ? new GetItemResult { Item = Project(found, request.ProjectionExpression) } : NotFound);
        }

        var meter = new CapacityMeter(table, request.TableName);
        meter.AddTable(CapacityUnits.Read(item?.Size ?? 0, request.ConsistentRead));
        return new(new GetItemResult
        {
            Item = item is { } read ? Project(read, request.ProjectionExpression) : null,
            ConsumedCapacity = meter.ToResult(request.ReturnConsumedCapacity),
        });
    }

    internal static ThrottledException? TryRead(
        EngineContext context, TransactionView? transaction, TableState table, in Item key, bool consistent, out Item? item, PageBuffer? lent = null)
    {
        using var view = transaction is null ? context.Views.OfTable(consistent) : transaction.Read();
        return TryRead(context, table, key, view, consistent, 1, out item, lent);
    }

    // Checks and charges the table's capacity, and returns what stopped the read.
    internal static ThrottledException? TryRead(
        EngineContext context, TableState table, in Item key, in ReadView view, bool consistent, int capacityFactor, out Item? item, PageBuffer? lent = null)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            KeyLayout.WriteItemKey(ref buffer, table.Id, KeyValidation.ReadRequestKey(table, key));
            var hash = CapacityControl.HashOf(buffer.Written);
            if (context.Capacity.RefuseRead(table.Capacity, hash) is { } refusal)
            {
                item = null;
                return refusal;
            }

            item = view.GetItem(context, table, buffer.Written, lent);
            context.Capacity.ChargeRead(table.Capacity, hash, capacityFactor * CapacityControl.ReadUnits(item, consistent));
            return null;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    internal static Item Project(in Item item, ProjectionExpression? projection) => projection is null ? item : projection.Apply(item);
}
