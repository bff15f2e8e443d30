// Decides what an action does to the item that was found: its condition, the item that it makes, and whether that is a change at all.
namespace Dyno.Engine.Commit;

internal static class ActionDecision
{
    // The change knows the item as it was.
    public static void Decide(WriteSet set, WriteAction action)
    {
        var change = action.Change;
        if (action.Condition is { } condition && !condition.Matches(change.Before))
        {
            var returned = action.OnFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD && change.Existed ? change.Before : default(Item?);
            Refuse(set, action, new ConditionalCheckFailedException(Messages.ConditionFailed, returned));
            return;
        }

        try
        {
            change.After = action.Apply(change.Before);
        }
        catch (ValidationException exception)
        {
            Refuse(set, action, exception);
            return;
        }

        change.AfterSize = change.Exists ? action.SizeOf(change.After) : 0;
        if (action.Fills)
        {
            change.IsFill = true;
            change.IsWrite = change.Exists;
            return;
        }

        change.IsWrite = action.Writes && (change.Exists ? !IsSame(action, change) : change.Existed);
    }

    // A write that changes nothing writes nothing. Without the old item at hand it is cheaper to write than to find out.
    private static bool IsSame(WriteAction action, ItemChange change) => action.NeedsImage && change.Existed && change.Before == change.After;

    private static void Refuse(WriteSet set, WriteAction action, DynoException refusal)
    {
        action.Refusal = refusal;
        set.IsRefused = true;
    }
}
