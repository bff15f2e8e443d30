// One action of a write request: on which item, under which condition, to do what. All write operations are made of these.
using Dyno.Expressions;

namespace Dyno.Engine.Commit;

internal abstract class WriteAction(TableState table, byte[] key, ConditionExpression? condition, ReturnValuesOnConditionCheckFailure onFailure)
{
    public TableState Table => Change.Table;

    public ItemChange Change { get; } = new(table, key);

    public ConditionExpression? Condition { get; } = condition;

    public ReturnValuesOnConditionCheckFailure OnFailure { get; } = onFailure;

    // The caller wants the old item.
    public bool ReturnsOld { get; init; }

    // Why this action was refused; null where it was not.
    public DynoException? Refusal { get; set; }

    // Whether the action must see the old item, not just its size.
    public virtual bool NeedsImage => Condition is not null || ReturnsOld || Table.NeedsImage;

    // Whether the action may write at all.
    public virtual bool Writes => true;

    // Whether the entry of the item's expiry is written even if the item does not change.
    public virtual bool KeepsExpiry => false;

    // Whether the table was changed since the action was made.
    protected bool IsRebound { get; private set; }

    // Whether it writes no item, but entries that are missing.
    public virtual bool Fills => false;

    // The item as it shall be; without bytes to delete it. ValidationException where the change is not possible.
    public abstract Item Apply(in Item before);

    public virtual int SizeOf(in Item after) => after.Size;

    // The table was changed after the action was made: it is decided again by the newest state.
    public void Rebind()
    {
        IsRebound = true;
        Refusal = null;
        Change.Rebind(Table.Newest);
    }
}

internal sealed class PutAction(
    TableState table, byte[] key, Item item, int size, ConditionExpression? condition = null,
    ReturnValuesOnConditionCheckFailure onFailure = ReturnValuesOnConditionCheckFailure.NONE)
    : WriteAction(table, key, condition, onFailure)
{
    // An index was added since the item was checked.
    public override Item Apply(in Item before)
    {
        if (IsRebound)
        {
            KeyValidation.CheckIndexKeys(Table, item);
        }

        return item;
    }

    public override int SizeOf(in Item after) => size;
}

internal sealed class DeleteAction(
    TableState table, byte[] key, ConditionExpression? condition = null,
    ReturnValuesOnConditionCheckFailure onFailure = ReturnValuesOnConditionCheckFailure.NONE)
    : WriteAction(table, key, condition, onFailure)
{
    public override Item Apply(in Item before) => default;
}

// An update that finds no item begins with the key's attributes.
internal sealed class UpdateAction(
    TableState table, byte[] key, Item keyItem, UpdateExpression? update, ConditionExpression? condition,
    ReturnValuesOnConditionCheckFailure onFailure)
    : WriteAction(table, key, condition, onFailure)
{
    public override bool NeedsImage => true;

    public override Item Apply(in Item before)
    {
        // What only takes away does not make an item that is not there.
        if (before.IsDefault && update is { OnlyRemoves: true })
        {
            return default;
        }

        var start = before.IsDefault ? keyItem : before;
        var after = update is null ? start : update.Apply(start);
        if (after.Size > Limits.ItemSizeBytes)
        {
            throw new ValidationException(Messages.UpdatedItemTooLarge);
        }

        KeyValidation.CheckUpdatedIndexKeys(Table, after);
        return after;
    }
}

internal sealed class CheckAction(TableState table, byte[] key, ConditionExpression condition, ReturnValuesOnConditionCheckFailure onFailure)
    : WriteAction(table, key, condition, onFailure)
{
    public override bool Writes => false;

    public override Item Apply(in Item before) => before;
}

// Brings an item into the indexes that are being built, as it is now.
internal sealed class FillAction(TableState table, byte[] key) : WriteAction(table, key, null, ReturnValuesOnConditionCheckFailure.NONE)
{
    public override bool Fills => true;

    public override Item Apply(in Item before) => before;
}
