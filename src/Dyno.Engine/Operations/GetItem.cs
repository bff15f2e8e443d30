// GetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
// One look-up and one copy.

using Dyno.Expressions;
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class GetItemOperation(EngineContext context)
{
    private static readonly GetItemResult NotFound = new();

    public ValueTask<GetItemResult> ExecuteAsync(GetItemRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var table = context.Catalog.Get(request.TableName);
        var item = Read(context, table, request.Key, null);
        if (request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE)
        {
            return new(item is { } found ? new GetItemResult { Item = Project(found, request.ProjectionExpression) } : NotFound);
        }

        var meter = new CapacityMeter(table);
        meter.AddTable(CapacityUnits.Read(item?.Size ?? 0, request.ConsistentRead));
        return new(new GetItemResult
        {
            Item = item is { } read ? Project(read, request.ProjectionExpression) : null,
            ConsumedCapacity = meter.ToResult(request.ReturnConsumedCapacity),
        });
    }

    internal static Item? Read(EngineContext context, TableState table, in Item key, StoreSnapshot? snapshot)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            KeyLayout.WriteItemKey(ref buffer, table.Id, KeyValidation.ReadRequestKey(table, key));
            return context.Store.Get(context.Items, buffer.Written, snapshot) is { } bytes ? new Item(bytes) : default(Item?);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    internal static Item Project(in Item item, ProjectionExpression? projection) => projection is null ? item : projection.Apply(item);
}
