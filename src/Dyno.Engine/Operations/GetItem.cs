// GetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
// One look-up and one copy, of the attributes that are asked for.

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

        if (TryRead(context, transaction, table, request.Key, request.ConsistentRead, request.ProjectionExpression, out var found, lent) is { } throttled)
        {
            throw throttled;
        }

        if (request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE)
        {
            return new(found.Item is { } item ? new GetItemResult { Item = item } : NotFound);
        }

        var meter = new CapacityMeter(table, request.TableName);
        meter.AddTable(CapacityUnits.Read(found.Size, request.ConsistentRead));
        return new(new GetItemResult
        {
            Item = found.Item,
            ConsumedCapacity = meter.ToResult(request.ReturnConsumedCapacity),
        });
    }

    internal static ThrottledException? TryRead(
        EngineContext context, TransactionView? transaction, TableState table, in Item key, bool consistent, ProjectionExpression? projection, out FoundItem found,
        PageBuffer? lent = null)
    {
        using var view = transaction is null ? context.Views.OfTable(consistent) : transaction.Read();
        return TryRead(context, table, key, view, consistent, 1, projection, out found, lent);
    }

    // Checks and charges the table's capacity, and returns what stopped the read.
    internal static ThrottledException? TryRead(
        EngineContext context, TableState table, in Item key, in ReadView view, bool consistent, int capacityFactor, ProjectionExpression? projection, out FoundItem found,
        PageBuffer? lent = null)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            KeyLayout.WriteItemKey(ref buffer, table.Id, KeyValidation.ReadRequestKey(table, key));
            var hash = CapacityControl.HashOf(buffer.Written);
            if (context.Capacity.RefuseRead(table.Capacity, hash) is { } refusal)
            {
                found = default;
                return refusal;
            }

            found = view.Find(context, table, buffer.Written, projection, lent);
            context.Capacity.ChargeRead(table.Capacity, hash, capacityFactor * found.ReadUnits(consistent));
            return null;
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
