// The unique values that stand in the store, where they are not those that were loaded: changed by another one since, or never loaded because
// the entity was attached with its key only. A refusal tells them, and the save is planned again with them: they are what is to be given up.

using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class StandingUniques
{
    private readonly Dictionary<IUpdateEntry, Item> _items = new(ReferenceEqualityComparer.Instance);

    /// <summary>Takes the items that a refusal shows; null where they have the values that the plan knew, so that planning again is in vain.</summary>
    public static StandingUniques? Learn(StandingUniques? known, WritePlan plan, DynoException exception)
    {
        var isNew = false;
        for (var i = 0; i < plan.Actions.Count; i++)
        {
            var action = plan.Actions[i];
            if (action.HasUniques && ItemOf(exception, i) is { } item && IsNews(known, action, item))
            {
                (known ??= new StandingUniques())._items[action.Entry] = item;
                isNew = true;
            }
        }

        return isNew ? known : null;
    }

    public Item? Find(IUpdateEntry entry) =>
        _items.TryGetValue(entry, out var item) || (entry.SharedIdentityEntry is { } other && _items.TryGetValue(other, out item)) ? item : null;

    private static bool IsNews(StandingUniques? known, WriteAction action, Item item)
    {
        var before = known?.Find(action.Entry);
        if (before is null && action is PutAction)
        {
            return true;
        }

        foreach (var constraint in EntityWrites.Of(action.Map).Uniques)
        {
            foreach (var property in constraint.Properties)
            {
                if (OrNone(UniqueConstraint.Value(item, property)) != OrNone(before is { } last ? UniqueConstraint.Value(last, property) : property.EncodeOriginal(action.Entry)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static EncodedValue OrNone(EncodedValue value) => !value.IsDefault && value.Type == AttributeType.NULL ? default : value;

    private static Item? ItemOf(DynoException exception, int index) => exception switch
    {
        ConditionalCheckFailedException failed => failed.Item,
        TransactionCanceledException cancelled when index < cancelled.CancellationReasons.Count => cancelled.CancellationReasons[index].Item,
        _ => null,
    };
}
