// UpdateItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
using Dyno.Engine.Commit;

namespace Dyno.Engine.Operations;

internal sealed class UpdateItemOperation(EngineContext context, IWriter writer)
{
    public async ValueTask<UpdateItemResult> ExecuteAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = context.Catalog.Get(request.TableName);
        var action = ActionBuilder.Update(
            table, request.Key, request.UpdateExpression, request.ConditionExpression, request.ReturnValuesOnConditionCheckFailure);
        var set = new WriteSet([action]) { WantsCollections = request.ReturnItemCollectionMetrics == ReturnItemCollectionMetrics.SIZE };
        await writer.WriteAsync(set, cancellationToken).ConfigureAwait(false);
        if (action.Refusal is { } refusal)
        {
            throw refusal;
        }

        return new UpdateItemResult
        {
            Attributes = AttributesOf(request, action.Change),
            ConsumedCapacity = WriteCapacity.Of(set, request.TableName, request.ReturnConsumedCapacity),
            ItemCollectionMetrics = CollectionMetrics.Of(request.ReturnItemCollectionMetrics, action, request.Key),
        };
    }

    private static Item? AttributesOf(UpdateItemRequest request, ItemChange change)
    {
        switch (request.ReturnValues)
        {
            case ReturnValue.ALL_OLD:
                return change.Existed ? change.Before : null;
            case ReturnValue.ALL_NEW:
                return change.Exists ? change.After : null;
            case ReturnValue.UPDATED_OLD:
                return change.Existed ? Touched(request, change.Before) : null;
            case ReturnValue.UPDATED_NEW:
                return change.Exists ? Touched(request, change.After) : null;
            default:
                return null;
        }
    }

    private static Item? Touched(UpdateItemRequest request, Item item) =>
        request.UpdateExpression?.ProjectTouched(item) is { Count: > 0 } touched ? touched : null;
}
