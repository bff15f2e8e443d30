// Before a save is planned: makes the values that the model says are generated. Counters turn temporary keys into real ones, which EF's fix-up
// carries on to foreign keys; row versions get their next value, also on an owner of which only owned parts changed.

using EFCore.Dyno.ValueGeneration;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace EFCore.Dyno.Update;

internal sealed class ValueAssigner(Counters counters, IDynoClient client, IValueGeneratorSelector selector)
{
    /// <summary>Whether a save of these entries has values to make.</summary>
    public static bool IsNeeded(IList<IUpdateEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.EntityState != EntityState.Deleted && (GeneratedProperties.Of(entry.EntityType).Any || entry.EntityType.IsOwned()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes the values; gives the owners that became part of the save by it.</summary>
    public async ValueTask<List<InternalEntityEntry>?> AssignAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        List<InternalEntityEntry>? owners = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var generated = GeneratedProperties.Of(entry.EntityType);
            foreach (var counter in generated.Counters)
            {
                await CountAsync(counter, entry, cancellationToken).ConfigureAwait(false);
            }

            if (entry.EntityState is EntityState.Added or EntityState.Modified)
            {
                AssignVersions(generated, entry);
                AssignOthers(generated, entry);
            }

            if (entry.EntityType.IsOwned())
            {
                TouchOwner(entry, entries, ref owners);
            }
        }

        return owners;
    }

    private async ValueTask CountAsync(CounterProperty counter, IUpdateEntry entry, CancellationToken cancellationToken)
    {
        if (entry.EntityState != EntityState.Added)
        {
            return;
        }

        if (entry.IsStoreGenerated(counter.Property))
        {
            var count = await counters.NextAsync(client, counter, cancellationToken).ConfigureAwait(false);
            entry.SetStoreGeneratedValue(counter.Property, counter.FromCount(count));
        }
        else if (counter.ToCount(entry.GetCurrentValue(counter.Property)) is { } count)
        {
            await counters.ObserveAsync(client, counter, count, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void AssignVersions(GeneratedProperties generated, IUpdateEntry entry)
    {
        foreach (var version in generated.Versions)
        {
            if (entry.IsStoreGenerated(version.Property))
            {
                var last = entry.SharedIdentityEntry is { EntityState: EntityState.Deleted } replaced && replaced.EntityType == entry.EntityType
                    ? replaced.GetOriginalValue(version.Property)
                    : entry.EntityState == EntityState.Added ? null : entry.GetOriginalValue(version.Property);
                entry.SetStoreGeneratedValue(version.Property, version.Next(last), setModified: false);
            }
        }
    }

    private void AssignOthers(GeneratedProperties generated, IUpdateEntry entry)
    {
        foreach (var property in generated.Others)
        {
            if (entry.IsStoreGenerated(property) && GeneratedProperties.Generate(selector, property, entry) is { } value)
            {
                entry.SetStoreGeneratedValue(property, value, setModified: false);
            }
        }
    }

    // The item is one, and so is its version.
    private static void TouchOwner(IUpdateEntry owned, IList<IUpdateEntry> entries, ref List<InternalEntityEntry>? owners)
    {
        if (Owners.RootOf(owned) is not { EntityState: EntityState.Unchanged } root)
        {
            return;
        }

        foreach (var version in GeneratedProperties.Of(root.EntityType).Versions)
        {
            // Modified, so that EF takes the value over as the one that is loaded.
            root.SetStoreGeneratedValue(version.Property, version.Next(root.GetOriginalValue(version.Property)), setModified: true);
            if (owners is null || !owners.Contains(root))
            {
                (owners ??= []).Add(root);
            }
        }
    }
}
