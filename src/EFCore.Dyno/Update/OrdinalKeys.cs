// Owned entities in a collection have their position as part of the EF key (from 1). It is not stored: it follows from the list.
// Before saving, positions are made temporary where they no longer fit; after saving they are set.

using System.Collections;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class OrdinalKeys
{
    public static void Assign(WritePlan plan)
    {
        foreach (var action in plan.Actions)
        {
            if (action is PutAction or ItemUpdateAction && ItemLayout.Of(action.Map).HasOwned)
            {
                Assign(action.Map, action.Entry);
            }
        }
    }

    private static void Assign(DynoStructureMap map, IUpdateEntry owner)
    {
        foreach (var embedded in map.Embedded)
        {
            if (embedded.Navigation is not { } navigation || owner.GetCurrentValue(navigation) is not { } value)
            {
                continue;
            }

            var stateManager = ((InternalEntityEntry)owner).StateManager;
            if (!embedded.IsCollection)
            {
                if (stateManager.TryGetEntry(value, navigation.TargetEntityType) is { } only)
                {
                    Assign(embedded.Target, only);
                }

                continue;
            }

            var elements = ((IEnumerable)value).Cast<object>()
                .Select(e => stateManager.TryGetEntry(e, navigation.TargetEntityType)!)
                .Where(e => e is not null).ToList();
            AssignPositions(navigation, elements);
            foreach (var element in elements)
            {
                Assign(embedded.Target, element);
            }
        }
    }

    private static void AssignPositions(INavigation navigation, List<InternalEntityEntry> elements)
    {
        var ordinal = navigation.TargetEntityType.FindPrimaryKey()!.Properties[^1];
        if (!ordinal.IsOrdinalKey())
        {
            return;
        }

        // In two steps, so that no two elements have the same key in between. EF accepts the values of the entries that are saved; of others, we do.
        for (var i = 0; i < elements.Count; i++)
        {
            if (!Fits(elements[i], ordinal, i))
            {
                elements[i].SetTemporaryValue(ordinal, int.MinValue / 2 - i, setModified: false);
            }
        }

        for (var i = 0; i < elements.Count; i++)
        {
            if (!Fits(elements[i], ordinal, i))
            {
                elements[i].SetStoreGeneratedValue(ordinal, i + 1, setModified: false);
                if (elements[i].EntityState == EntityState.Unchanged)
                {
                    elements[i].AcceptChanges();
                }
            }
        }
    }

    private static bool Fits(InternalEntityEntry element, IProperty ordinal, int position) =>
        !element.HasTemporaryValue(ordinal) && element.GetCurrentValue<int>(ordinal) == position + 1;
}
