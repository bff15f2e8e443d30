// What an update may not do to keys, found before any item is read: with DynamoDB's messages.
using Dyno.Expressions;

namespace Dyno.Engine;

internal static class UpdateValidation
{
    public static void Check(TableState table, UpdateExpression update)
    {
        foreach (var action in update.Actions)
        {
            var root = action.Path.Root;
            if (root == table.PartitionKey.Name || root == table.SortKey?.Name)
            {
                throw new ValidationException(Messages.CannotUpdateKey(root));
            }

            foreach (var index in table.Indexes)
            {
                if (root == index.PartitionKey.Name)
                {
                    CheckIndexKey(index, index.PartitionKey, action);
                }
                else if (root == index.SortKey?.Name)
                {
                    CheckIndexKey(index, index.SortKey.Value, action);
                }
            }
        }
    }

    private static void CheckIndexKey(IndexState index, KeyAttribute attribute, UpdateAction action)
    {
        if (!action.Path.IsTopLevel)
        {
            throw new ValidationException(Messages.NestedIndexKey(attribute.Name));
        }

        if (action is SetAction { Value: SetOperand { Operand: ValueOperand { Value: var value } } } && value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.IndexKeyTypeMismatch(index.Name, attribute.Name, attribute.Type, value.Type));
        }
    }
}
