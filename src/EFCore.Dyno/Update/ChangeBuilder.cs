// The update expression of a modified item: SET what has a new value, REMOVE what became null, ADD and DELETE elements of sets. A change inside an
// owned or complex value sends only its path, and a changed element of a list only that element, where what is around it is known to be as it was:
// guards say so in the condition. Where it is not known, or without paths, the value is sent whole.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class ChangeBuilder(OwnedChanges? owned, bool withPaths)
{
    private readonly List<UpdateAction> _actions = [];

    /// <summary>What must hold of the stored item for the paths to lead where they should; null where there are none.</summary>
    public ConditionNode? Guards { get; private set; }

    public List<UpdateAction> Build(DynoEntityMap map, IUpdateEntry entry)
    {
        AddStructure(map, entry, ItemPath.Root);
        return _actions;
    }

    private void AddStructure(DynoStructureMap map, IUpdateEntry entry, ItemPath prefix)
    {
        foreach (var slot in ItemLayout.Of(map).Slots)
        {
            if (slot.Property is { } property)
            {
                // An item never changes its key; EF refuses that before it comes here.
                if (!slot.IsPrimaryKey
                    && ((entry.IsModified(property.Property) && !slot.IgnoresChanges) || entry.HasStoreGeneratedValue(property.Property)))
                {
                    AddProperty(slot, property, entry, prefix);
                }
            }
            else if (slot.Embedded is { Navigation: { } navigation } ownedMap)
            {
                if (owned is not null && owned.IsTouched(entry, navigation))
                {
                    AddOwned(ownedMap, navigation, entry, prefix);
                }
            }
            else if (slot.Embedded is { } complex)
            {
                AddComplex(complex, entry, prefix);
            }
            else if (slot.Key is null && IsAnyModified(slot.TemplateProperties!, entry))
            {
                Set(slot.Path, slot.Template!.ComposeCurrent(entry));
            }
        }
    }

    private void AddProperty(ItemSlot slot, DynoPropertyMap property, IUpdateEntry entry, ItemPath prefix)
    {
        var path = prefix.IsRoot ? slot.Path : prefix.To(slot.AttributeName);
        var current = property.EncodeCurrent(entry);
        if (current.IsDefault && slot.IsRequired && entry.GetCurrentValue(property.Property) is null)
        {
            throw ItemBuilder.RequiredIsNull(property.Property, entry);
        }

        if (EntryMarks.FindIncrement(entry, property.Property) is { } increment)
        {
            _actions.Add(new AddAction(path, increment));
        }
        else if (!current.IsDefault && current.Type.IsSet() && SetChange.Of(path, property.EncodeOriginal(entry), current) is { } change)
        {
            _actions.Add(change);
        }
        else
        {
            Set(path, current);
        }
    }

    private void AddOwned(DynoEmbeddedMap map, INavigation navigation, IUpdateEntry owner, ItemPath prefix)
    {
        if (map.IsCollection)
        {
            AddOwnedList(map, navigation, owner, prefix);
            return;
        }

        var path = prefix.Member(map.AttributeName);
        var only = owner.GetCurrentValue(navigation) is { } value
            ? ((InternalEntityEntry)owner).StateManager.TryGetEntry(value, navigation.TargetEntityType)
            : null;
        if (withPaths && only is { EntityState: EntityState.Modified or EntityState.Unchanged })
        {
            Guard(new AttributeExistsNode(path.ToPath()));
            AddStructure(map.Target, only, path);
        }
        else
        {
            Set(path.ToPath(), ItemBuilder.BuildEmbedded(map, owner));
        }
    }

    private void AddOwnedList(DynoEmbeddedMap map, INavigation navigation, IUpdateEntry owner, ItemPath prefix)
    {
        var path = prefix.Member(map.AttributeName);
        if (!withPaths || ListChange.OfOwned(navigation, owner, owned!) is not { } change)
        {
            Set(path.ToPath(), ItemBuilder.BuildEmbedded(map, owner));
            return;
        }

        GuardCount(path, change.StoredCount);
        foreach (var (index, entry) in change.Changed)
        {
            AddStructure(map.Target, (IUpdateEntry)entry, path.Element(index));
        }

        for (var i = 0; i < change.Appended.Count; i++)
        {
            Set(path.Element(change.StoredCount + i).ToPath(), ItemBuilder.BuildOwned(map.Target, (IUpdateEntry)change.Appended[i]));
        }

        for (var i = change.Kept; i < change.StoredCount; i++)
        {
            Set(path.Element(i).ToPath(), default);
        }
    }

    private void AddComplex(DynoEmbeddedMap map, IUpdateEntry entry, ItemPath prefix)
    {
        var property = map.ComplexProperty!;
        if (map.IsCollection)
        {
            if (entry.IsModified(property))
            {
                AddComplexList(map, entry, prefix);
            }

            return;
        }

        var (any, all) = ModifiedWithin(map.Target, entry);
        if (!any)
        {
            return;
        }

        var path = prefix.Member(map.AttributeName);

        // Where everything changed there may have been nothing.
        if (withPaths && !all && entry.GetCurrentValue(property) is not null)
        {
            Guard(new AttributeExistsNode(path.ToPath()));
            AddStructure(map.Target, entry, path);
        }
        else
        {
            Set(path.ToPath(), ItemBuilder.BuildEmbedded(map, entry));
        }
    }

    private void AddComplexList(DynoEmbeddedMap map, IUpdateEntry entry, ItemPath prefix)
    {
        var path = prefix.Member(map.AttributeName);
        if (!withPaths || ListChange.OfComplex(map.ComplexProperty!, (InternalEntryBase)entry) is not { } change)
        {
            Set(path.ToPath(), ItemBuilder.BuildEmbedded(map, entry));
            return;
        }

        GuardCount(path, change.StoredCount);
        var values = (System.Collections.IList)entry.GetCurrentValue(map.ComplexProperty!)!;
        foreach (var (index, _) in change.Changed)
        {
            Set(path.Element(index).ToPath(), InstanceWriter.Encode(map.Target, values[index]!));
        }

        for (var i = 0; i < change.Appended.Count; i++)
        {
            Set(path.Element(change.StoredCount + i).ToPath(), InstanceWriter.Encode(map.Target, values[change.StoredCount + i]!));
        }

        for (var i = change.Kept; i < change.StoredCount; i++)
        {
            Set(path.Element(i).ToPath(), default);
        }
    }

    private void Set(DocumentPath path, EncodedValue value) =>
        _actions.Add(value.IsDefault ? new RemoveAction(path) : new SetAction(path, value));

    private void Guard(ConditionNode node) => Guards = Guards is null ? node : new AndNode(Guards, node);

    private void GuardCount(ItemPath path, int count) => Guard(new ComparisonNode(
        ComparisonOperator.Equal, new SizeOperand(path.ToPath()), new ValueOperand(EncodedValue.FromInt64(count))));

    private static bool IsAnyModified(IReadOnlyList<IProperty> properties, IUpdateEntry entry)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            if (entry.IsModified(properties[i]) || entry.HasStoreGeneratedValue(properties[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static (bool Any, bool All) ModifiedWithin(DynoStructureMap map, IUpdateEntry entry)
    {
        var (any, all) = (false, true);
        foreach (var property in map.Properties)
        {
            var modified = entry.IsModified(property.Property) || entry.HasStoreGeneratedValue(property.Property);
            any |= modified;
            all &= modified;
        }

        foreach (var embedded in map.Embedded)
        {
            var inner = embedded.IsCollection
                ? (Any: entry.IsModified(embedded.ComplexProperty!), All: entry.IsModified(embedded.ComplexProperty!))
                : ModifiedWithin(embedded.Target, entry);
            any |= inner.Any;
            all &= inner.All;
        }

        return (any, all);
    }
}
