// From a WritePlan to the client's request (WriteCalls), and from its answer to the entry.

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
        var items = new TransactWriteItem[plan.Actions.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = ToTransactItem(plan.Actions[i]);
        }

        var readBack = plan.Actions is [ItemUpdateAction update] ? update.ReadBack : null;
        if (await WriteCalls.SendAsync(client, items, readBack is not null, cancellationToken).ConfigureAwait(false) is { } item && readBack is not null)
        {
            ReadBack(plan.Actions[0].Entry, readBack, item);
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
        CascadeAction cascade => cascade.Write,
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
