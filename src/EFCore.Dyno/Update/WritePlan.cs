// What one SaveChanges writes: a list of actions on items, each of which carries the entries it came from. A plain value;
// its text is what the log and the tests show.

using System.Text;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal abstract class WriteAction
{
    public required DynoEntityMap Map { get; init; }

    /// <summary>The key attributes of the item.</summary>
    public abstract Item Key { get; }

    /// <summary>What must hold of the item that stands there; null for nothing.</summary>
    public required ConditionExpression? Condition { get; init; }

    /// <summary>The condition holds unique values against what was loaded: a refusal shall say what stands there.</summary>
    public bool HasUniques { get; init; }

    /// <summary>The entry of the item itself.</summary>
    public required IUpdateEntry Entry { get; init; }

    /// <summary>The changed entries of owned types within the item.</summary>
    public IReadOnlyList<IUpdateEntry>? Owned { get; init; }

    public string TableName => Map.Table.Name;

    public ReturnValuesOnConditionCheckFailure OnFailure => HasUniques ? ReturnValuesOnConditionCheckFailure.ALL_OLD : ReturnValuesOnConditionCheckFailure.NONE;

    /// <summary>Which operation of DynamoDB's it is.</summary>
    public abstract string Kind { get; }

    /// <summary>The entries that are saved by the action; the item's own is not where only what it owns changed.</summary>
    public List<IUpdateEntry> Entries => Owned is null ? [Entry] : Entry.EntityState == EntityState.Unchanged ? [.. Owned] : [Entry, .. Owned];

    protected string When => Condition is null ? "" : $" when {Condition}";
}

/// <summary>What is told which item it is on.</summary>
internal abstract class KeyedAction : WriteAction
{
    public required Item ItemKey { get; init; }

    public override Item Key => ItemKey;
}

internal sealed class PutAction(Item item) : WriteAction
{
    public Item Item { get; } = item;

    // The request has it within the item: only errors and cascades ask.
    public override Item Key => ItemBuilder.KeyOf(Map, Item);

    /// <summary>Nothing may stand at the key.</summary>
    public bool IsInsert { get; init; }

    public override string Kind => "Put";

    public override string ToString() => $"Put {TableName} {Item}{When}";
}

internal sealed class ItemUpdateAction(UpdateExpression update) : KeyedAction
{
    public UpdateExpression Update { get; } = update;

    /// <summary>What the store knows better than the entry: read from the item as it is after the update, where the answer has it.</summary>
    public IReadOnlyList<DynoPropertyMap>? ReadBack { get; init; }

    /// <summary>The update has paths into values, which the condition guards.</summary>
    public bool HasGuards { get; init; }

    public override string Kind => "Update";

    public override string ToString() => $"Update {TableName} {Key} {Update}{When}";
}

/// <summary>An entry that is modified in name only: the store is only asked whether the item is still as it was.</summary>
internal sealed class CheckAction : KeyedAction
{
    public override string Kind => "Check";

    public override string ToString() => $"Check {TableName} {Key}{When}";
}

internal sealed class ItemDeleteAction : KeyedAction
{
    public override string Kind => "Delete";

    public override string ToString() => $"Delete {TableName} {Key}{When}";
}

/// <summary>An entity takes values that must be unique: their sentinel is written.</summary>
internal sealed class TakeAction(UniqueConstraint constraint, Item item) : KeyedAction
{
    public UniqueConstraint Constraint { get; } = constraint;

    public Item Item { get; } = item;

    /// <summary>The entry that gives the values up in the same save, or null.</summary>
    public IUpdateEntry? Releaser { get; init; }

    public override string Kind => "Put";

    /// <summary>The same where something else in the transaction says that the values are given up.</summary>
    public TakeAction Unconditional() => new(Constraint, Item) { Map = Map, ItemKey = Key, Entry = Entry, Releaser = Releaser, Condition = null };

    public override string ToString() => $"Take {TableName} {Item}{When}";
}

/// <summary>An entity gives up values that must be unique: their sentinel is deleted.</summary>
internal sealed class ReleaseAction(UniqueConstraint constraint) : KeyedAction
{
    public UniqueConstraint Constraint { get; } = constraint;

    public override string Kind => "Delete";

    public override string ToString() => $"Release {TableName} {Key}{When}";
}

/// <summary>A dependent that the context does not track goes, or loses its foreign key, with its principal; or one of its sentinels goes.</summary>
internal sealed class CascadeAction(TransactWriteItem write) : KeyedAction
{
    public TransactWriteItem Write { get; } = write;

    /// <summary>What stays together where a save is several transactions: the dependent's item.</summary>
    public required Item Dependent { get; init; }

    public override string Kind => Write is TransactDelete ? "Delete" : "Update";

    /// <param name="write">A deletion or an update.</param>
    /// <param name="dependent">What it is of.</param>
    /// <param name="principal">The entry whose deletion is the reason.</param>
    public static CascadeAction Of(TransactWriteItem write, FoundDependent dependent, IUpdateEntry principal) => new(write)
    {
        Map = dependent.Map,
        ItemKey = write is TransactUpdate update ? update.Key : ((TransactDelete)write).Key,
        Entry = principal,
        Condition = write.ConditionExpression,
        Dependent = dependent.Key,
    };

    /// <summary>Both of one item: a deletion goes before an update, and two updates are one.</summary>
    public CascadeAction With(CascadeAction other)
    {
        if (Write is not TransactUpdate mine || other.Write is not TransactUpdate theirs)
        {
            return Write is TransactDelete ? this : other;
        }

        var condition = new ConditionExpression(new AndNode(mine.ConditionExpression!.Root, theirs.ConditionExpression!.Root));
        var update = new UpdateExpression([.. mine.UpdateExpression.Actions.Concat(theirs.UpdateExpression.Actions).DistinctBy(a => a.Path)]);
        return new(mine with { UpdateExpression = update, ConditionExpression = condition }) { Map = Map, ItemKey = Key, Entry = Entry, Condition = condition, Dependent = Dependent };
    }

    public override string ToString() => Write is TransactUpdate update
        ? $"Cascade update {TableName} {Key} {update.UpdateExpression}{When}"
        : $"Cascade delete {TableName} {Key}{When}";
}

/// <param name="Actions">Those on dependents that go with their principals; those on entities' items, each followed by those on its sentinels.</param>
/// <param name="ItemCount">How many of them are on entities' items.</param>
internal sealed record WritePlan(List<WriteAction> Actions, int ItemCount)
{
    /// <summary>What is left when an action, and what belongs to its entry, is not carried out.</summary>
    public WritePlan Without(WriteAction refused) => Where(a => !ReferenceEquals(a.Entry, refused.Entry));

    /// <summary>What concerns the entries of another plan, and what that one says of dependents.</summary>
    public WritePlan Of(WritePlan other)
    {
        var entries = new HashSet<IUpdateEntry>(other.Actions.Select(a => a.Entry), ReferenceEqualityComparer.Instance);
        var handedOver = other.Actions.OfType<TakeAction>().Where(t => t is { Condition: null, Releaser: null }).Select(t => (t.TableName, t.Key)).ToHashSet();
        var own = Actions.FindAll(a => entries.Contains(a.Entry)).ConvertAll(a => a is TakeAction take && handedOver.Contains((a.TableName, a.Key)) ? take.Unconditional() : a);
        return Part([.. other.Actions.OfType<CascadeAction>(), .. own]);
    }

    /// <summary>A part of a plan.</summary>
    public static WritePlan Part(List<WriteAction> actions) => new(actions, actions.Count(a => a is not (TakeAction or ReleaseAction or CascadeAction)));

    private WritePlan Where(Predicate<WriteAction> predicate) => Part(Actions.FindAll(predicate));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var action in Actions)
        {
            text.Append(action).Append('\n');
        }

        return text.ToString();
    }
}
