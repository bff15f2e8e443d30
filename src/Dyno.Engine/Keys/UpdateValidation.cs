// What an update may not do to keys, found before any item is read: with DynamoDB's messages, in its order. The table's key cannot be changed, an index's key
// gets values of its type only, and no path leads into either.

using Dyno.Expressions;

namespace Dyno.Engine;

internal static class UpdateValidation
{
    public static void Check(TableState table, UpdateExpression update)
    {
        CheckTableKey(table.PartitionKey, update);
        if (table.SortKey is { } sortKey)
        {
            CheckTableKey(sortKey, update);
        }

        foreach (var index in table.Indexes)
        {
            foreach (var key in index.Keys)
            {
                CheckIndexKey(index, key, update);
            }
        }

        KeyPaths.Check(table, update.Paths);
    }

    private static void CheckTableKey(KeyAttribute attribute, UpdateExpression update)
    {
        foreach (var action in update.Actions)
        {
            if (action.Path.Root == attribute.Name)
            {
                throw new ValidationException(Messages.CannotUpdateKey(attribute.Name));
            }
        }
    }

    // What a value's type will be is known of some actions only; the others are checked on the item that they make.
    private static void CheckIndexKey(IndexState index, KeyAttribute attribute, UpdateExpression update)
    {
        foreach (var action in update.Actions)
        {
            if (action.Path.IsTopLevel && action.Path.Root == attribute.Name && TypeOf(action) is { } type && type != attribute.Type)
            {
                throw new ValidationException(Messages.IndexKeyTypeMismatch(index.Name, attribute.Name, attribute.Type, type));
            }
        }
    }

    private static AttributeType? TypeOf(UpdateAction action) => action switch
    {
        AddAction add => add.Value.Type,
        DeleteAction delete => delete.Value.Type,
        SetAction set => TypeOf(set.Value),
        _ => null,
    };

    private static AttributeType? TypeOf(SetValue value) => value switch
    {
        SetOperand { Operand: ValueOperand operand } => operand.Value.Type,
        Plus or Minus => AttributeType.N,
        ListAppend => AttributeType.L,
        _ => null,
    };
}
