// From a WritePlan to the client's request: PutItem, UpdateItem or DeleteItem for one action, TransactWriteItems for more.

namespace EFCore.Dyno.Update;

internal static class WriteRequests
{
    public static string OperationOf(WritePlan plan) => plan.Actions switch
    {
        [PutAction] => "PutItem",
        [ItemUpdateAction] or [CheckAction] => "UpdateItem",
        [ItemDeleteAction] => "DeleteItem",
        _ => "TransactWriteItems",
    };

    /// <summary>Counts by kind and table, without the values: "2 Put Orders, 1 Delete Carts".</summary>
    public static string Summary(WritePlan plan) => string.Join(", ", plan.Actions
        .GroupBy(a => (Kind: KindOf(a), a.TableName))
        .Select(g => $"{g.Count()} {g.Key.Kind} {g.Key.TableName}"));

    /// <summary>Sends the plan; gives the capacity units consumed where they were asked for.</summary>
    public static async ValueTask<double?> SendAsync(IDynoClient client, WritePlan plan, bool withCapacity, CancellationToken cancellationToken)
    {
        var capacity = withCapacity ? ReturnConsumedCapacity.TOTAL : ReturnConsumedCapacity.NONE;
        if (plan.Actions is not [var action])
        {
            var result = await client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [.. plan.Actions.Select(ToTransactItem)], ReturnConsumedCapacity = capacity },
                cancellationToken).ConfigureAwait(false);
            return result.ConsumedCapacity?.Sum(c => c.CapacityUnits);
        }

        ConsumedCapacity? consumed;
        switch (action)
        {
            case PutAction put:
                consumed = (await client.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = put.TableName,
                        Item = put.Item,
                        ConditionExpression = put.Condition,
                        ReturnConsumedCapacity = capacity,
                    },
                    cancellationToken).ConfigureAwait(false)).ConsumedCapacity;
                break;
            case ItemDeleteAction delete:
                consumed = (await client.DeleteItemAsync(
                    new DeleteItemRequest
                    {
                        TableName = delete.TableName,
                        Key = delete.Key,
                        ConditionExpression = delete.Condition,
                        ReturnConsumedCapacity = capacity,
                    },
                    cancellationToken).ConfigureAwait(false)).ConsumedCapacity;
                break;
            default:
                consumed = (await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = action.TableName,
                        Key = action.Key,
                        UpdateExpression = (action as ItemUpdateAction)?.Update,
                        ConditionExpression = action.Condition,
                        ReturnConsumedCapacity = capacity,
                    },
                    cancellationToken).ConfigureAwait(false)).ConsumedCapacity;
                break;
        }

        return consumed?.CapacityUnits;
    }

    private static TransactWriteItem ToTransactItem(WriteAction action) => action switch
    {
        PutAction put => new TransactPut { TableName = put.TableName, Item = put.Item, ConditionExpression = put.Condition },
        ItemUpdateAction update => new TransactUpdate
        {
            TableName = update.TableName,
            Key = update.Key,
            UpdateExpression = update.Update,
            ConditionExpression = update.Condition,
        },
        ItemDeleteAction delete => new TransactDelete { TableName = delete.TableName, Key = delete.Key, ConditionExpression = delete.Condition },
        _ => new TransactConditionCheck { TableName = action.TableName, Key = action.Key, ConditionExpression = action.Condition },
    };

    private static string KindOf(WriteAction action) => action switch
    {
        PutAction => "Put",
        ItemUpdateAction => "Update",
        ItemDeleteAction => "Delete",
        _ => "Check",
    };
}
