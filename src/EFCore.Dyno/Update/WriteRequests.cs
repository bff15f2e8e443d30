// From a WritePlan to the client's request: PutItem, UpdateItem or DeleteItem for one action, TransactWriteItems for more.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class WriteRequests
{
    /// <summary>Counts by kind and table, without the values: "2 Put Orders, 1 Delete Carts".</summary>
    public static string Summary(WritePlan plan) => string.Join(", ", plan.Actions
        .GroupBy(a => (a.Kind, a.TableName))
        .Select(g => $"{g.Count()} {g.Key.Kind} {g.Key.TableName}"));

    public static async ValueTask SendAsync(IDynoClient client, WritePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Actions is not [var action])
        {
            var items = new TransactWriteItem[plan.Actions.Count];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = ToTransactItem(plan.Actions[i]);
            }

            await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }, cancellationToken).ConfigureAwait(false);
            return;
        }

        switch (action)
        {
            case PutAction put:
                await client.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = put.TableName,
                        Item = put.Item,
                        ConditionExpression = put.Condition,
                        ReturnValuesOnConditionCheckFailure = put.OnFailure,
                    },
                    cancellationToken).ConfigureAwait(false);
                break;
            case ItemDeleteAction delete:
                await client.DeleteItemAsync(
                    new DeleteItemRequest
                    {
                        TableName = delete.TableName,
                        Key = delete.Key,
                        ConditionExpression = delete.Condition,
                        ReturnValuesOnConditionCheckFailure = delete.OnFailure,
                    },
                    cancellationToken).ConfigureAwait(false);
                break;
            default:
                var update = action as ItemUpdateAction;
                var result = await client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = action.TableName,
                        Key = action.Key,
                        UpdateExpression = update?.Update,
                        ConditionExpression = action.Condition,
                        ReturnValuesOnConditionCheckFailure = action.OnFailure,
                        ReturnValues = update?.ReadBack is null ? ReturnValue.NONE : ReturnValue.ALL_NEW,
                    },
                    cancellationToken).ConfigureAwait(false);
                if (update?.ReadBack is { } properties && result.Attributes is { } item)
                {
                    ReadBack(action.Entry, properties, item);
                }

                break;
        }
    }

    private static void ReadBack(IUpdateEntry entry, IReadOnlyList<DynoPropertyMap> properties, Item item)
    {
        foreach (var property in properties)
        {
            var value = item.TryGetEncoded(property.Utf8Name, out var encoded) ? encoded : default;
            ((InternalEntityEntry)entry).SetProperty(property.Property, property.Codec.ReadObject(value), isMaterialization: false);
        }
    }

    private static TransactWriteItem ToTransactItem(WriteAction action) => action switch
    {
        PutAction put => new TransactPut
        {
            TableName = put.TableName,
            Item = put.Item,
            ConditionExpression = put.Condition,
            ReturnValuesOnConditionCheckFailure = put.OnFailure,
        },
        TakeAction take => new TransactPut { TableName = take.TableName, Item = take.Item, ConditionExpression = take.Condition },
        ItemUpdateAction update => new TransactUpdate
        {
            TableName = update.TableName,
            Key = update.Key,
            UpdateExpression = update.Update,
            ConditionExpression = update.Condition,
            ReturnValuesOnConditionCheckFailure = update.OnFailure,
        },
        CheckAction check => new TransactConditionCheck { TableName = check.TableName, Key = check.Key, ConditionExpression = check.Condition },
        _ => new TransactDelete
        {
            TableName = action.TableName,
            Key = action.Key,
            ConditionExpression = action.Condition,
            ReturnValuesOnConditionCheckFailure = action.OnFailure,
        },
    };
}
