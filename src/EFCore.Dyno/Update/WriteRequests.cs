// From a WritePlan to the client's request: PutItem, UpdateItem or DeleteItem for one action, TransactWriteItems for more.

namespace EFCore.Dyno.Update;

internal static class WriteRequests
{
    /// <summary>Counts by kind and table, without the values: "2 Put Orders, 1 Delete Carts".</summary>
    public static string Summary(WritePlan plan) => string.Join(", ", plan.Actions
        .GroupBy(a => (Kind: KindOf(a), a.TableName))
        .Select(g => $"{g.Count()} {g.Key.Kind} {g.Key.TableName}"));

    public static async ValueTask SendAsync(IDynoClient client, WritePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Actions is not [var action])
        {
            await client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [.. plan.Actions.Select(ToTransactItem)] }, cancellationToken).ConfigureAwait(false);
            return;
        }

        switch (action)
        {
            case PutAction put:
                await client.PutItemAsync(
                    new PutItemRequest { TableName = put.TableName, Item = put.Item, ConditionExpression = put.Condition },
                    cancellationToken).ConfigureAwait(false);
                break;
            case ItemDeleteAction delete:
                await client.DeleteItemAsync(
                    new DeleteItemRequest { TableName = delete.TableName, Key = delete.Key, ConditionExpression = delete.Condition },
                    cancellationToken).ConfigureAwait(false);
                break;
            default:
                await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = action.TableName,
                        Key = action.Key,
                        UpdateExpression = (action as ItemUpdateAction)?.Update,
                        ConditionExpression = action.Condition,
                    },
                    cancellationToken).ConfigureAwait(false);
                break;
        }
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
