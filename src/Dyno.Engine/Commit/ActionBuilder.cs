// Makes the actions of the pipeline from the parts of requests, checked against the table.
using Dyno.Expressions;

namespace Dyno.Engine.Commit;

internal static class ActionBuilder
{
    // Before the table is looked for, as DynamoDB does. The size is needed again.
    public static int CheckSize(in Item item)
    {
        var size = item.Size;
        return size <= Limits.ItemSizeBytes ? size : throw new ValidationException(Messages.ItemTooLarge);
    }

    public static PutAction Put(
        TableState table, in Item item, int size, ConditionExpression? condition = null,
        ReturnValuesOnConditionCheckFailure onFailure = ReturnValuesOnConditionCheckFailure.NONE, bool returnsOld = false)
    {
        var key = KeyOf(table, KeyValidation.ReadItemKey(table, item));
        KeyValidation.CheckIndexKeys(table, item);
        return new PutAction(table, key, item, size, condition, onFailure) { ReturnsOld = returnsOld };
    }

    public static DeleteAction Delete(
        TableState table, in Item key, ConditionExpression? condition = null,
        ReturnValuesOnConditionCheckFailure onFailure = ReturnValuesOnConditionCheckFailure.NONE, bool returnsOld = false) =>
        new(table, KeyOf(table, KeyValidation.ReadRequestKey(table, key)), condition, onFailure) { ReturnsOld = returnsOld };

    public static UpdateAction Update(
        TableState table, in Item key, UpdateExpression? update, ConditionExpression? condition, ReturnValuesOnConditionCheckFailure onFailure)
    {
        var bytes = KeyOf(table, KeyValidation.ReadRequestKey(table, key));
        if (update is not null)
        {
            UpdateValidation.Check(table, update);
        }

        return new UpdateAction(table, bytes, key, update, condition, onFailure);
    }

    public static CheckAction Check(TableState table, in Item key, ConditionExpression condition, ReturnValuesOnConditionCheckFailure onFailure) =>
        new(table, KeyOf(table, KeyValidation.ReadRequestKey(table, key)), condition, onFailure);

    private static byte[] KeyOf(TableState table, KeyParts parts)
    {
        var key = new byte[KeyLayout.HeaderBytes + parts.Partition.Length + parts.Sort.Length];
        var buffer = new KeyBuffer(key);
        KeyLayout.WriteItemKey(ref buffer, table.Id, parts);
        return key;
    }
}
