// From a row that was read to what is written: the update or the removal of its item, on the condition that the item is as it was read,
// and the sentinels of unique values that come and go with it.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;

namespace EFCore.Dyno.Query;

// What belongs into one transaction. Several rows do where one gives up a unique value that another one takes.
internal sealed class BulkGroup
{
    public List<Item> Keys { get; } = [];

    public int Rows { get; set; }

    public List<TransactWriteItem> Actions { get; } = [];

    // Taken sentinels by their place among the actions, with what they keep unique, in words.
    public Dictionary<int, string> Takes { get; } = [];
}

internal sealed class BulkActions(BulkPlan plan, DynoQueryContext context)
{
    private readonly Dictionary<Item, (BulkGroup? Releaser, BulkGroup? Taker, UniqueConstraint Constraint, string? Values, Item Owner)> _sentinels = [];
    private readonly EncodedValue?[] _added = [.. plan.Assignments.Select(a => a.Add?.In(context))];

    private readonly Dictionary<Item, Change> _items = [];

    private List<BulkGroup> Groups { get; } = [];

    public int Rows => _items.Values.Sum(static i => i.Rows);

    public Item ItemOf(Item key) => _items[key].Item;

    // A row of an item; of further rows of the item only other elements matter.
    public void Add(Item key, Item item, object?[] row)
    {
        if (!_items.TryGetValue(key, out var change))
        {
            _items.Add(key, change = new(key, item, plan.TypeOf(item), Condition(plan.Map)));
            foreach (var guard in plan.Guards)
            {
                change.Require(BulkGuards.IsAsRead(guard, item));
            }
        }
        else if (!plan.HasElements)
        {
            return;
        }

        if (plan.Element is { } element)
        {
            change.Rows += change.Add(new RemoveAction(element.In(context, row))) ? 1 : 0;
        }
        else if (plan.Write.IsDelete || Update(change, row))
        {
            change.Rows++;
        }
    }

    // After all rows: each item with what follows from it. What one row gives up and another one takes is written once.
    public List<BulkGroup> Finish()
    {
        foreach (var change in _items.Values)
        {
            var group = new BulkGroup { Rows = change.Rows, Keys = { change.Key } };
            Groups.Add(group);
            if (plan.Write.IsDelete)
            {
                group.Actions.Add(new TransactDelete { TableName = plan.Map.Table.Name, Key = change.Key, ConditionExpression = new(change.Condition) });
            }
            else if (Follow(change) is { Count: > 0 } actions)
            {
                group.Actions.Add(new TransactUpdate
                {
                    TableName = plan.Map.Table.Name,
                    Key = change.Key,
                    UpdateExpression = new(actions),
                    ConditionExpression = new(change.Condition),
                });
            }

            Sentinels(change, group);
        }

        FinishSentinels();
        return Groups;
    }

    // The updates of a whole key, where nothing is read.
    public List<UpdateAction> Updates()
    {
        var actions = new List<UpdateAction>();
        for (var i = 0; i < plan.Assignments.Length; i++)
        {
            actions.Add(plan.Assignments[i].Add is null
                ? Set(plan.Assignments[i].Path.In(context, []), plan.Assignments[i].Encode(plan.Values[i]!.Of(context, null)))
                : Sum(plan.Assignments[i], plan.Assignments[i].Path.In(context, []), _added[i]));
        }

        actions.AddRange(plan.Type.Versions.Select(v => v.Next(Item.Empty)));
        return actions;
    }

    public static ConditionNode Condition(DynoEntityMap map) => new AttributeExistsNode(DocumentPath.Of(map.Table.PartitionKey.Name));

    private void FinishSentinels()
    {
        foreach (var key in _sentinels.Keys.ToList())
        {
            var sentinel = _sentinels[key];
            var table = plan.Map.Table.Name;
            if (sentinel.Taker is not { } taker)
            {
                sentinel.Releaser!.Actions.Add(new TransactDelete { TableName = table, Key = key });
                continue;
            }

            if (sentinel.Releaser is { } releaser && releaser != taker)
            {
                Merge(taker, releaser);
            }

            taker.Takes.Add(taker.Actions.Count, Messages.UniqueViolated(sentinel.Constraint, sentinel.Values));
            taker.Actions.Add(new TransactPut
            {
                TableName = table,
                Item = SentinelPlanner.Sentinel(sentinel.Constraint, key, sentinel.Owner),
                ConditionExpression = sentinel.Releaser is null ? EntityWrites.Of(sentinel.Constraint.Map).Absent : null,
            });
        }
    }

    // False where another row of the item has set the same.
    private bool Update(Change change, object?[] row)
    {
        var isNew = false;
        for (var i = 0; i < plan.Assignments.Length; i++)
        {
            var assignment = plan.Assignments[i];
            var path = assignment.Path.In(context, row);
            if (!change.Paths.Add(path))
            {
                continue;
            }

            // A value of what the item does not have is not set.
            isNew = true;
            var place = assignment.IsElement ? path : assignment.Holder?.In(context, row);
            if (place is not null && !place.TryFind(change.Item, out _))
            {
                change.Require(new AttributeNotExistsNode(place));
                continue;
            }

            if (place is not null)
            {
                change.Require(new AttributeExistsNode(place));
            }

            if (assignment.Setter is { IsTopLevel: true, Property: { } declared } && change.Type.Map.Find(declared) is null)
            {
                continue;
            }

            if (assignment.Add is not null)
            {
                change.Actions.Add(Sum(assignment, path, _added[i]));
                continue;
            }

            var value = assignment.Encode(row[i + 1]);
            change.Actions.Add(assignment.IsElement ? new SetAction(path, value) : Set(path, value));
            if (assignment is { IsElement: false, Setter: { IsTopLevel: true, Property: { } property } })
            {
                change.Set[property] = (value, row[i + 1]);
            }
        }

        return isNew;
    }

    // With what follows from what is set.
    private static List<UpdateAction> Follow(Change change)
    {
        if (change.Actions.Count > 0)
        {
            foreach (var template in change.Type.Templates)
            {
                change.Actions.Add(Set(
                    template.Path, template.Template!.Compose(p => change.Set.TryGetValue(p, out var now) ? now.Value : change.Type.Map.Find(p)!.ReadFrom(change.Item))));
            }

            change.Actions.AddRange(change.Type.Versions.Select(v => v.Next(change.Item)));
        }

        return change.Actions;
    }

    private static UpdateAction Set(DocumentPath path, EncodedValue value) => value.IsDefault ? new RemoveAction(path) : new SetAction(path, value);

    // Null makes null of the sum, which the property cannot be.
    private static AddAction Sum(BulkAssignment assignment, DocumentPath path, EncodedValue? value) =>
        value is { } number ? new AddAction(path, number) : throw new DbUpdateException(Messages.RequiredIsNull(assignment.Setter.Member));

    private void Sentinels(Change change, BulkGroup group)
    {
        var (item, set) = (change.Item, change.Set);
        foreach (var unique in change.Type.Uniques)
        {
            var before = unique.KeyOf(item);
            var after = plan.Write.IsDelete ? default : unique.KeyOf(p => set.TryGetValue(p.Property, out var now) ? now.Stored : UniqueConstraint.Value(item, p));
            if (before == after)
            {
                continue;
            }

            if (!before.IsDefault)
            {
                _sentinels[before] = _sentinels.TryGetValue(before, out var known) ? known with { Releaser = group } : (group, null, unique, null, default);
            }

            if (!after.IsDefault)
            {
                var values = !context.ShowsValues ? null : unique.Describe(p => set.TryGetValue(p.Property, out var now) ? now.Value : p.ReadFrom(item));
                if (_sentinels.TryGetValue(after, out var known) && known.Taker is not null)
                {
                    throw new DbUpdateException(Messages.UniqueViolated(unique, values));
                }

                _sentinels[after] = (known.Releaser, group, unique, values, change.Key);
            }
        }
    }

    private void Merge(BulkGroup group, BulkGroup other)
    {
        foreach (var (place, values) in other.Takes)
        {
            group.Takes.Add(group.Actions.Count + place, values);
        }

        group.Actions.AddRange(other.Actions);
        group.Keys.AddRange(other.Keys);
        group.Rows += other.Rows;
        Groups.Remove(other);
        foreach (var key in _sentinels.Keys.ToList())
        {
            var sentinel = _sentinels[key];
            if (sentinel.Releaser == other || sentinel.Taker == other)
            {
                _sentinels[key] = sentinel with { Releaser = sentinel.Releaser == other ? group : sentinel.Releaser, Taker = sentinel.Taker == other ? group : sentinel.Taker };
            }
        }
    }

    // What happens to one item.
    private sealed class Change(Item key, Item item, BulkTypeWrites type, ConditionNode condition)
    {
        public Item Key => key;

        public Item Item => item;

        public BulkTypeWrites Type => type;

        public ConditionNode Condition { get; private set; } = condition;

        public List<UpdateAction> Actions { get; } = [];

        public HashSet<DocumentPath> Paths { get; } = [];

        // The properties of the item itself that get a value.
        public Dictionary<IProperty, (EncodedValue Stored, object? Value)> Set { get; } = [];

        public int Rows { get; set; }

        public void Require(ConditionNode node) => Condition = new AndNode(Condition, node);

        public bool Add(UpdateAction action)
        {
            if (!Paths.Add(action.Path))
            {
                return false;
            }

            Actions.Add(action);
            return true;
        }
    }
}
