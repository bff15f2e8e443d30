// PutItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
using Dyno.Engine.Commit;

namespace Dyno.Engine.Operations;

internal sealed class PutItemOperation(EngineContext context, IWriter writer)
{
    private static readonly PutItemResult Empty = new();

    public async ValueTask<PutItemResult> ExecuteAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var returnsOld = ReturnsOld(request.ReturnValues);
        var size = ActionBuilder.CheckSize(request.Item);
        var table = context.Catalog.Get(request.TableName);
        var action = ActionBuilder.Put(
            table, request.Item, size, request.ConditionExpression, request.ReturnValuesOnConditionCheckFailure, returnsOld);
        var set = new WriteSet([action]) { WantsCollections = request.ReturnItemCollectionMetrics == ReturnItemCollectionMetrics.SIZE };
        await writer.WriteAsync(set, cancellationToken).ConfigureAwait(false);
        if (action.Refusal is { } refusal)
        {
            throw refusal;
        }

        if (!returnsOld && request.ReturnConsumedCapacity == ReturnConsumedCapacity.NONE && !set.WantsCollections)
        {
            return Empty;
        }

        return new PutItemResult
        {
            Attributes = returnsOld && action.Change.Existed ? action.Change.Before : default(Item?),
            ConsumedCapacity = WriteCapacity.Of(set, request.TableName, request.ReturnConsumedCapacity),
            ItemCollectionMetrics = CollectionMetrics.Of(request.ReturnItemCollectionMetrics, action, request.Item),
        };
    }

    public static bool ReturnsOld(ReturnValue wanted) => wanted switch
    {
        ReturnValue.NONE => false,
        ReturnValue.ALL_OLD => true,
        _ => throw new ValidationException(Messages.ReturnValuesOfPut),
    };
}
