// How a list of owned or complex values differs from the stored one, where it does so without moving any element: some changed in their places, and
// either some follow the last one or some are missing at the end. Positions of owned values are their keys; complex values remember where they were.

using System.Collections;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class ListChange
{
    // Beyond these the paths are longer than the list.
    private const int MaxPaths = 32;

    private ListChange(int storedCount, int kept, List<(int Index, object Entry)> changed, List<object> appended)
    {
        StoredCount = storedCount;
        Kept = kept;
        Changed = changed;
        Appended = appended;
    }

    /// <summary>How many elements the stored list has.</summary>
    public int StoredCount { get; }

    /// <summary>How many of them remain.</summary>
    public int Kept { get; }

    public IReadOnlyList<(int Index, object Entry)> Changed { get; }

    public IReadOnlyList<object> Appended { get; }

    /// <summary>Null where elements moved, or where the stored list is not known.</summary>
    public static ListChange? OfOwned(INavigation navigation, IUpdateEntry owner, OwnedChanges changes)
    {
        var ordinal = navigation.TargetEntityType.FindPrimaryKey()!.Properties[^1];
        if (!ordinal.IsOrdinalKey() || owner.GetCurrentValue(navigation) is not IEnumerable elements)
        {
            return null;
        }

        var stateManager = ((InternalEntityEntry)owner).StateManager;
        var changed = new List<(int, object)>();
        var appended = new List<object>();
        var kept = 0;
        foreach (var element in elements)
        {
            if (stateManager.TryGetEntry(element, navigation.TargetEntityType) is not { } entry)
            {
                return null;
            }

            if (entry.EntityState == EntityState.Added)
            {
                appended.Add(entry);
                continue;
            }

            if (appended.Count > 0 || entry.HasTemporaryValue(ordinal) || entry.GetCurrentValue<int>(ordinal) != kept + 1)
            {
                return null;
            }

            if (changes.IsChanged(entry))
            {
                changed.Add((kept, entry));
            }

            kept++;
        }

        var deleted = changes.DeletedFrom(owner, navigation);
        foreach (var entry in deleted)
        {
            if (entry.GetCurrentValue<int>(ordinal) is var position && (position <= kept || position > kept + deleted.Count))
            {
                return null;
            }
        }

        return Create(kept, deleted.Count, changed, appended);
    }

    /// <inheritdoc cref="OfOwned"/>
    public static ListChange? OfComplex(IComplexProperty property, InternalEntryBase container)
    {
        if (container.EntityState == EntityState.Added || container.GetCurrentValue(property) is not IList values)
        {
            return null;
        }

        var current = container.GetComplexCollectionEntries(property);
        var original = container.GetComplexCollectionOriginalEntries(property);
        if (current.Count != values.Count)
        {
            return null;
        }

        var changed = new List<(int, object)>();
        var appended = new List<object>();
        var kept = 0;
        for (var i = 0; i < current.Count; i++)
        {
            if (current[i] is not { } entry || values[i] is null)
            {
                return null;
            }

            if (entry.EntityState == EntityState.Added)
            {
                appended.Add(entry);
                continue;
            }

            if (appended.Count > 0 || entry.EntityState is not (EntityState.Unchanged or EntityState.Modified) || entry.OriginalOrdinal != i)
            {
                return null;
            }

            if (entry.EntityState == EntityState.Modified)
            {
                changed.Add((i, entry));
            }

            kept++;
        }

        for (var i = kept; i < original.Count; i++)
        {
            if (original[i] is not { EntityState: EntityState.Deleted })
            {
                return null;
            }
        }

        return original.Count < kept ? null : Create(kept, original.Count - kept, changed, appended);
    }

    private static ListChange? Create(int kept, int deleted, List<(int, object)> changed, List<object> appended)
    {
        var stored = kept + deleted;
        var paths = changed.Count + appended.Count + deleted;

        // A list that nothing is known of may be missing. One that changed altogether is sent whole.
        return stored == 0 || paths == 0 || paths > MaxPaths || (appended.Count > 0 && deleted > 0) || (changed.Count == stored && stored > 1)
            ? null
            : new ListChange(stored, kept, changed, appended);
    }
}
