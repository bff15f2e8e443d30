// DeleteItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
using Dyno.Engine.Commit;

namespace Dyno.Engine.Operations;

internal sealed class DeleteItemOperation(EngineContext context, IWriter writer)
{
    public async ValueTask<DeleteItemResult> ExecuteAsync(DeleteItemRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var returnsOld = PutItemOperation.ReturnsOld(request.ReturnValues);
        var table = context.Catalog.Get(request.TableName);
        var action = ActionBuilder.Delete(
            table, request.Key, request.ConditionExpression, request.ReturnValuesOnConditionCheckFailure, returnsOld);
        var set = new WriteSet([action]) { WantsCollections = request.ReturnItemCollectionMetrics == ReturnItemCollectionMetrics.SIZE };
        await writer.WriteAsync(set, cancellationToken).ConfigureAwait(false);
        if (action.Refusal is { } refusal)
        {
            throw refusal;
        }

        return new DeleteItemResult
        {
            Attributes = returnsOld && action.Change.Existed ? action.Change.Before : default(Item?),
            ConsumedCapacity = WriteCapacity.Of(set, request.TableName, request.ReturnConsumedCapacity),
            ItemCollectionMetrics = CollectionMetrics.Of(request.ReturnItemCollectionMetrics, action, request.Key),
        };
    }
}
