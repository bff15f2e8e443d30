// From EF's changed entries to a WritePlan, without touching the store. Entries of owned types fold into the action of the item
// that holds them. Insert is a Put that must find nothing; update sends only what changed; update and delete must find the
// item, with its concurrency tokens as they were loaded.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class WritePlanner(DynoModel model)
{
    public WritePlan Plan(IList<IUpdateEntry> entries)
    {
        var items = new Dictionary<IUpdateEntry, ChangedItem>(entries.Count);
        var ordered = new List<ChangedItem>(entries.Count);
        ChangedItem ItemOf(IUpdateEntry root)
        {
            if (!items.TryGetValue(root, out var item))
            {
                item = new ChangedItem(root);
                items.Add(root, item);
                ordered.Add(item);
            }

            return item;
        }

        foreach (var entry in entries)
        {
            if (entry.EntityType.IsOwned())
            {
                var root = OwnerOf(entry, out var navigation);
                if (root.EntityState != EntityState.Deleted)
                {
                    var item = ItemOf(root);
                    item.Navigations.Add(navigation);
                    item.Entries.Add(entry);
                }
            }
            // A deleted entry whose key an added one takes over is replaced by that one's Put.
            else if (entry.EntityState != EntityState.Deleted || entry.SharedIdentityEntry is null)
            {
                ItemOf(entry);
            }
        }

        return new WritePlan([.. ordered.Select(Plan)]);
    }

    private WriteAction Plan(ChangedItem item)
    {
        var entry = item.Entry;
        var map = model.For(entry.EntityType);
        var key = ItemBuilder.BuildKey(map, entry);
        IReadOnlyList<IUpdateEntry> entries = [entry, .. item.Entries];
        switch (entry.EntityState)
        {
            case EntityState.Added when entry.SharedIdentityEntry is { } replaced:
                return new PutAction(ItemBuilder.BuildItem(map, entry))
                {
                    Map = map,
                    Key = key,
                    Entries = entries,
                    Condition = WriteConditions.Unchanged(model.For(replaced.EntityType), replaced),
                    Replaces = true,
                };
            case EntityState.Added:
                return new PutAction(ItemBuilder.BuildItem(map, entry))
                {
                    Map = map,
                    Key = key,
                    Entries = entries,
                    Condition = WriteConditions.Absent(map),
                };
            case EntityState.Deleted:
                return new ItemDeleteAction { Map = map, Key = key, Entries = entries, Condition = WriteConditions.Unchanged(map, entry) };
            default:
                var condition = WriteConditions.Unchanged(map, entry);
                return ChangeBuilder.Build(map, entry, item.Navigations) is { Count: > 0 } actions
                    ? new ItemUpdateAction(new UpdateExpression(actions)) { Map = map, Key = key, Entries = entries, Condition = condition }
                    : new CheckAction { Map = map, Key = key, Entries = entries, Condition = condition };
        }
    }

    // Climbs from an owned entry to the item's own, and says through which of the item's navigations.
    private static IUpdateEntry OwnerOf(IUpdateEntry entry, out INavigation navigation)
    {
        var current = (InternalEntityEntry)entry;
        while (true)
        {
            var ownership = current.EntityType.FindOwnership()!;
            navigation = ownership.PrincipalToDependent!;
            current = current.StateManager.FindPrincipal(current, ownership)
                ?? throw new InvalidOperationException(Messages.OwnedWithoutOwner(entry.EntityType.DisplayName()));
            if (!current.EntityType.IsOwned())
            {
                return current;
            }
        }
    }

    private sealed class ChangedItem(IUpdateEntry entry)
    {
        public IUpdateEntry Entry { get; } = entry;

        public List<IUpdateEntry> Entries { get; } = [];

        public HashSet<INavigation> Navigations { get; } = [];
    }
}
