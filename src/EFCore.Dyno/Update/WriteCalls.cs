// Actions on items as requests: PutItem, UpdateItem or DeleteItem for one alone, TransactWriteItems for more. What SaveChanges and the bulk writes send.

namespace EFCore.Dyno.Update;

internal static class WriteCalls
{
    /// <summary>The item as it is after the one update that was sent, where that is asked for.</summary>
    public static async ValueTask<Item?> SendAsync(IDynoClient client, TransactWriteItem[] items, bool readsBack, CancellationToken cancellationToken)
    {
        if (items.Length == 0)
        {
            return null;
        }

        if (items is not [var item])
        {
            await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }, cancellationToken).ConfigureAwait(false);
            return null;
        }

        switch (item)
        {
            case TransactPut put:
                await client.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = put.TableName,
                        Item = put.Item,
                        ConditionExpression = put.ConditionExpression,
                        ReturnValuesOnConditionCheckFailure = put.ReturnValuesOnConditionCheckFailure,
                    },
                    cancellationToken).ConfigureAwait(false);
                return null;
            case TransactDelete delete:
                await client.DeleteItemAsync(
                    new DeleteItemRequest
                    {
                        TableName = delete.TableName,
                        Key = delete.Key,
                        ConditionExpression = delete.ConditionExpression,
                        ReturnValuesOnConditionCheckFailure = delete.ReturnValuesOnConditionCheckFailure,
                    },
                    cancellationToken).ConfigureAwait(false);
                return null;
            default:
                // A check alone is an update that changes nothing.
                var update = item as TransactUpdate;
                var result = await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = item.TableName,
                        Key = update?.Key ?? ((TransactConditionCheck)item).Key,
                        UpdateExpression = update?.UpdateExpression,
                        ConditionExpression = item.ConditionExpression,
                        ReturnValuesOnConditionCheckFailure = item.ReturnValuesOnConditionCheckFailure,
                        ReturnValues = readsBack ? ReturnValue.ALL_NEW : ReturnValue.NONE,
                    },
                    cancellationToken).ConfigureAwait(false);
                return result.Attributes;
        }
    }
}
