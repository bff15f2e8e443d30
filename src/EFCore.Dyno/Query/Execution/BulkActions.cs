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

    public List<TransactWriteItem> Actions { get; } = [];

    // Taken sentinels by their place among the actions, with what they keep unique, in words.
    public Dictionary<int, string> Takes { get; } = [];
}

internal sealed class BulkActions(BulkPlan plan, DynoQueryContext context)
{
    private readonly Dictionary<Item, (BulkGroup? Releaser, BulkGroup? Taker, UniqueConstraint Constraint, string Values, Item Owner)> _sentinels = [];
    private readonly EncodedValue?[] _added = [.. plan.Assignments.Select(a => a.Add?.In(context))];

    public List<BulkGroup> Groups { get; } = [];

    public Item KeyOf(Item item)
    {
        var table = plan.Map.Table;
        var writer = ItemWriter.Rent();
        try
        {
            writer.WriteEncoded(plan.Map.PartitionKey.Utf8Name, item.Get(table.PartitionKey.Name)!.Value);
            if (table.SortKey is { } sortKey)
            {
                writer.WriteEncoded(plan.Map.SortKey!.Utf8Name, item.Get(sortKey.Name)!.Value);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    public void Add(Item key, Item item, object?[] row)
    {
        var type = plan.TypeOf(item);
        var condition = Condition(plan.Map);
        foreach (var guard in plan.Guards)
        {
            condition = new AndNode(condition, BulkGuards.IsAsRead(guard, item));
        }

        var group = new BulkGroup { Keys = { key } };
        if (plan.Write.IsDelete)
        {
            group.Actions.Add(new TransactDelete { TableName = plan.Map.Table.Name, Key = key, ConditionExpression = new(condition) });
            Sentinels(type, group, key, item, []);
        }
        else
        {
            var set = new Dictionary<IProperty, (EncodedValue Stored, object? Value)>();
            var actions = Updates(type, item, row, set, ref condition);
            if (actions.Count > 0)
            {
                group.Actions.Add(new TransactUpdate
                {
                    TableName = plan.Map.Table.Name,
                    Key = key,
                    UpdateExpression = new(actions),
                    ConditionExpression = new(condition),
                });
            }

            Sentinels(type, group, key, item, set);
        }

        Groups.Add(group);
    }

    // The updates of a whole key, where nothing is read.
    public List<UpdateAction> Updates()
    {
        var actions = new List<UpdateAction>();
        for (var i = 0; i < plan.Assignments.Length; i++)
        {
            actions.Add(plan.Assignments[i].Add is null
                ? Set(plan.Assignments[i].Path, plan.Assignments[i].Encode(plan.Values[i]!.Of(context, null)))
                : Sum(plan.Assignments[i], _added[i]));
        }

        actions.AddRange(plan.Type.Versions.Select(v => v.Next(Item.Empty)));
        return actions;
    }

    public static ConditionNode Condition(DynoEntityMap map) => new AttributeExistsNode(DocumentPath.Of(map.Table.PartitionKey.Name));

    // After all rows: what one row gives up and another one takes is written once.
    public void Finish()
    {
        foreach (var (key, sentinel) in _sentinels)
        {
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
                Item = SentinelPlanner.Sentinel(key, sentinel.Owner),
                ConditionExpression = sentinel.Releaser is null ? EntityWrites.Of(sentinel.Constraint.Map).Absent : null,
            });
        }
    }

    private List<UpdateAction> Updates(
        BulkTypeWrites type, Item item, object?[] row, Dictionary<IProperty, (EncodedValue Stored, object? Value)> set, ref ConditionNode condition)
    {
        var actions = new List<UpdateAction>();
        for (var i = 0; i < plan.Assignments.Length; i++)
        {
            var assignment = plan.Assignments[i];
            var path = assignment.PathIn(context);

            // A value of what the item does not have is not set.
            if ((assignment.Holder is { } holder && !holder.TryFind(item, out _)) || (assignment.IsElement && !path.TryFind(item, out _)))
            {
                condition = new AndNode(condition, new AttributeNotExistsNode(assignment.IsElement ? path : assignment.Holder!));
                continue;
            }

            if (assignment.Holder is not null || assignment.IsElement)
            {
                condition = new AndNode(condition, new AttributeExistsNode(assignment.IsElement ? path : assignment.Holder!));
            }

            if (assignment.Setter is { IsTopLevel: true, Property: { } declared } && type.Map.Find(declared) is null)
            {
                continue;
            }

            if (assignment.Add is not null)
            {
                actions.Add(Sum(assignment, _added[i]));
                continue;
            }

            var value = assignment.Encode(row[i + 1]);
            actions.Add(assignment.IsElement ? new SetAction(path, value) : Set(path, value));
            if (assignment.Setter is { IsTopLevel: true, Property: { } property })
            {
                set[property] = (value, row[i + 1]);
            }
        }

        actions.AddRange(type.Templates.Select(t => Set(t.Path, t.Template!.Compose(p => set.TryGetValue(p, out var now) ? now.Value : Stored(type.Map, p, item)))));
        if (actions.Count > 0)
        {
            actions.AddRange(type.Versions.Select(v => v.Next(item)));
        }

        return actions;
    }

    private static object? Stored(DynoEntityMap map, IProperty property, Item item)
    {
        var stored = map.Find(property)!;
        return item.Get(stored.AttributeName) is { } value ? stored.Codec.ReadObject(value) : null;
    }

    private static UpdateAction Set(DocumentPath path, EncodedValue value) => value.IsDefault ? new RemoveAction(path) : new SetAction(path, value);

    // Null makes null of the sum, which the property cannot be.
    private static AddAction Sum(BulkAssignment assignment, EncodedValue? value) =>
        value is { } number ? new AddAction(assignment.Path, number) : throw new DbUpdateException(Messages.RequiredIsNull(assignment.Setter.Member));

    private void Sentinels(BulkTypeWrites type, BulkGroup group, Item key, Item item, Dictionary<IProperty, (EncodedValue Stored, object? Value)> set)
    {
        foreach (var unique in type.Uniques)
        {
            var before = unique.KeyOf(p => item.Get(p.AttributeName) ?? default);
            var after = plan.Write.IsDelete ? default : unique.KeyOf(p => set.TryGetValue(p.Property, out var now) ? now.Stored : item.Get(p.AttributeName) ?? default);
            if (before == after)
            {
                continue;
            }

            if (!before.IsDefault)
            {
                _sentinels[before] = _sentinels.TryGetValue(before, out var known) ? known with { Releaser = group } : (group, null, unique, "", default);
            }

            if (!after.IsDefault)
            {
                var values = unique.Describe(p => set.TryGetValue(p.Property, out var now) ? now.Value : Stored(type.Map, p.Property, item));
                if (_sentinels.TryGetValue(after, out var known) && known.Taker is not null)
                {
                    throw new DbUpdateException(Messages.UniqueViolated(unique, values));
                }

                _sentinels[after] = (known.Releaser, group, unique, values, key);
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
        Groups.Remove(other);
        foreach (var (key, sentinel) in _sentinels)
        {
            if (sentinel.Releaser == other || sentinel.Taker == other)
            {
                _sentinels[key] = sentinel with { Releaser = sentinel.Releaser == other ? group : sentinel.Releaser, Taker = sentinel.Taker == other ? group : sentinel.Taker };
            }
        }
    }
}
