// From EF's changed entries to a WritePlan, without touching the store. Entries of owned types fold into the action of the item
// that holds them. Insert is a Put that must find nothing; update sends only what changed; update and delete must find the
// item, with its concurrency tokens as they were loaded.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

// Standing are the items of entries whose unique values are known to be others in the store than those that were loaded.
internal sealed class WritePlanner(DynoModel model, bool showsValues, StandingUniques? standing = null)
{
    private readonly List<WriteAction> _actions = [];
    private SentinelPlanner? _sentinels;
    private bool _withPaths = true;
    private int _items;

    /// <param name="entries">The changed entries.</param>
    /// <param name="withPaths">Whether updates may send paths into values, rather than values whole.</param>
    public WritePlan Plan(IList<IUpdateEntry> entries, bool withPaths = true)
    {
        _withPaths = withPaths;
        if (entries.Count == 1 && !entries[0].EntityType.IsOwned())
        {
            PlanItem(entries[0], null);
            return Finish();
        }

        // The items that have changes in owned values; in most saves none has.
        Dictionary<IUpdateEntry, OwnedChanges>? owned = null;
        var roots = new List<IUpdateEntry>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            if (!entries[i].EntityType.IsOwned())
            {
                roots.Add(entries[i]);
            }
        }

        for (var i = 0; roots.Count < entries.Count && i < entries.Count; i++)
        {
            if (entries[i].EntityType.IsOwned())
            {
                AddOwned(entries[i], ref owned, roots);
            }
        }

        foreach (var root in roots)
        {
            OwnedChanges? changes = null;
            owned?.TryGetValue(root, out changes);
            PlanItem(root, changes);
        }

        return Finish();
    }

    private WritePlan Finish()
    {
        _sentinels?.Finish(_actions);
        return new WritePlan(_actions, _items);
    }

    private static void AddOwned(IUpdateEntry entry, ref Dictionary<IUpdateEntry, OwnedChanges>? owned, List<IUpdateEntry> roots)
    {
        var root = Owners.RootOf(entry) ?? throw new InvalidOperationException(Messages.OwnedWithoutOwner(entry.EntityType.DisplayName()));
        if (root.EntityState == EntityState.Deleted)
        {
            return;
        }

        owned ??= [];
        if (!owned.TryGetValue(root, out var changes))
        {
            owned.Add(root, changes = new OwnedChanges());
            if (!roots.Contains(root))
            {
                roots.Add(root);
            }
        }

        changes.Add(entry);
    }

    private void PlanItem(IUpdateEntry entry, OwnedChanges? owned)
    {
        // A deleted entry whose key an added one takes over is replaced by that one's Put.
        if (entry.EntityState == EntityState.Deleted && entry.SharedIdentityEntry is not null)
        {
            return;
        }

        var writes = EntityWrites.Of(model.For(entry.EntityType));
        _items++;
        _actions.Add(entry.EntityState switch
        {
            EntityState.Added => PlanInsert(writes, entry, owned),
            EntityState.Deleted => PlanDelete(writes, entry, writes.Key(entry)),
            _ => PlanUpdate(writes, entry, writes.Key(entry), owned),
        });
    }

    private PutAction PlanInsert(EntityWrites writes, IUpdateEntry entry, OwnedChanges? owned)
    {
        var isUpsert = EntryMarks.Find(entry) is { IsUpsert: true };
        var replaced = entry.SharedIdentityEntry;
        var condition = writes.Absent;
        var hasUniques = false;
        if (replaced is not null)
        {
            var replacedWrites = EntityWrites.Of(model.For(replaced.EntityType));
            condition = replacedWrites.Unchanged(replaced, ReleaseUniques(replacedWrites, replaced));
            hasUniques = replacedWrites.Uniques.Length > 0;
        }
        else if (isUpsert)
        {
            Upserts.Check(writes, entry);
            condition = null;
        }

        var item = ItemBuilder.BuildItem(writes.Map, entry);
        writes.RefuseReserved(item);
        TakeUniques(writes, entry);
        return new PutAction(item)
        {
            Map = writes.Map,
            Entry = entry,
            Owned = owned?.Entries,
            Condition = condition,
            HasUniques = hasUniques,
            IsInsert = replaced is null && !isUpsert,
        };
    }

    private ItemDeleteAction PlanDelete(EntityWrites writes, IUpdateEntry entry, Item key) => new()
    {
        Map = writes.Map,
        ItemKey = key,
        Entry = entry,
        Condition = writes.Unchanged(entry, ReleaseUniques(writes, entry)),
        HasUniques = writes.Uniques.Length > 0,
    };

    private WriteAction PlanUpdate(EntityWrites writes, IUpdateEntry entry, Item key, OwnedChanges? owned)
    {
        var builder = new ChangeBuilder(owned, _withPaths);
        var actions = builder.Build(writes.Map, entry);
        if (actions.Count == 0)
        {
            return new CheckAction { Map = writes.Map, ItemKey = key, Entry = entry, Owned = owned?.Entries, Condition = Checks.Of(writes, entry) };
        }

        var uniques = MoveUniques(writes, entry);
        var guards = And(builder.Guards, And(owned is null ? null : OwnedTokens.Unchanged(writes.Map, entry, owned), uniques));
        return new ItemUpdateAction(new UpdateExpression(actions))
        {
            Map = writes.Map,
            ItemKey = key,
            Entry = entry,
            Owned = owned?.Entries,
            Condition = writes.Unchanged(entry, guards),
            HasGuards = builder.Guards is not null,
            HasUniques = uniques is not null,
            ReadBack = EntryMarks.Find(entry) is { Increments.Count: > 0 } marks ? marks.ReadBack(writes) : writes.ComputedElsewhere,
        };
    }

    private void TakeUniques(EntityWrites writes, IUpdateEntry entry)
    {
        foreach (var constraint in writes.Uniques)
        {
            (_sentinels ??= new SentinelPlanner(showsValues)).Take(constraint, constraint.KeyOf(entry), entry);
        }
    }

    // What is given up must be what stands there: another one may hold the values that were loaded by now, and what was attached may never have had them.
    private ConditionNode? ReleaseUniques(EntityWrites writes, IUpdateEntry entry)
    {
        ConditionNode? condition = null;
        foreach (var constraint in writes.Uniques)
        {
            (_sentinels ??= new SentinelPlanner(showsValues)).Release(constraint, constraint.KeyOf(p => Before(p, entry)), entry);
            condition = And(condition, IsBefore(constraint, entry));
        }

        return condition;
    }

    private ConditionNode? MoveUniques(EntityWrites writes, IUpdateEntry entry)
    {
        ConditionNode? condition = null;
        foreach (var constraint in writes.Uniques)
        {
            if (constraint.IsModified(entry)
                && constraint.KeyOf(p => Before(p, entry)) is var before
                && constraint.KeyOf(entry) is var after
                && before != after)
            {
                _sentinels ??= new SentinelPlanner(showsValues);
                _sentinels.Release(constraint, before, entry);
                _sentinels.Take(constraint, after, entry);
                condition = And(condition, IsBefore(constraint, entry));
            }
        }

        return condition;
    }

    private EncodedValue Before(DynoPropertyMap property, IUpdateEntry entry) =>
        standing is not null && standing.Find(entry) is { } item ? UniqueConstraint.Value(item, property) : property.EncodeOriginal(entry);

    private ConditionNode? IsBefore(UniqueConstraint constraint, IUpdateEntry entry)
    {
        ConditionNode? condition = null;
        foreach (var property in constraint.Properties)
        {
            if (!property.Property.IsPrimaryKey() && !property.Property.IsConcurrencyToken)
            {
                condition = And(condition, TokenPath.Is(DocumentPath.Of(property.AttributeName), Before(property, entry)));
            }
        }

        return condition;
    }

    private static ConditionNode? And(ConditionNode? left, ConditionNode? right) =>
        left is null ? right : right is null ? left : new AndNode(left, right);
}
