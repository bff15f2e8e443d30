// Before a save is planned: makes the values that the model says are generated. Counters turn temporary keys into real ones, which EF's fix-up
// carries on to foreign keys; row versions get their next value, also on an owner of which only owned parts changed.

using EFCore.Dyno.Metadata;
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
        await ObserveAsync(entries, cancellationToken).ConfigureAwait(false);
        List<InternalEntityEntry>? owners = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var generated = GeneratedProperties.Of(entry.EntityType);
            if (entry.EntityState == EntityState.Added)
            {
                foreach (var counter in generated.Counters)
                {
                    if (counter.HasOwnGenerator ? entry.HasTemporaryValue(counter.Property) : entry.IsStoreGenerated(counter.Property))
                    {
                        var count = await counters.NextAsync(client, counter, cancellationToken).ConfigureAwait(false);
                        entry.SetStoreGeneratedValue(counter.Property, counter.FromCount(count));
                    }
                }
            }

            if (entry.EntityState == EntityState.Added || (generated.Any && IsChanged(entry)))
            {
                AssignVersions(generated, entry);
                AssignOthers(generated, entry);
                AssignDefaults(generated, entry);
            }

            if (entry.EntityType.IsOwned())
            {
                TouchOwner(entry, ref owners);
            }
        }

        return owners;
    }

    // The highest number of each counter that entities bring themselves: before any is counted, so that none of this save is counted again.
    private async ValueTask ObserveAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        Dictionary<CounterProperty, long>? brought = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.EntityState != EntityState.Added)
            {
                continue;
            }

            foreach (var counter in GeneratedProperties.Of(entry.EntityType).Counters)
            {
                if (!counter.HasOwnGenerator && !entry.IsStoreGenerated(counter.Property) && counter.ToCount(entry.GetCurrentValue(counter.Property)) is > 0 and var count)
                {
                    brought ??= [];
                    brought[counter] = Math.Max(count, brought.GetValueOrDefault(counter));
                }
            }
        }

        foreach (var (counter, count) in brought ?? [])
        {
            await counters.ObserveAsync(client, counter, count, cancellationToken).ConfigureAwait(false);
        }
    }

    // Entries can be modified in name only: then nothing of them is written, and they get no new version.
    private static bool IsChanged(IUpdateEntry entry)
    {
        if (entry.EntityState != EntityState.Modified)
        {
            return false;
        }

        foreach (var property in entry.EntityType.GetFlattenedProperties())
        {
            if (entry.IsModified(property))
            {
                return true;
            }
        }

        foreach (var property in entry.EntityType.GetFlattenedComplexProperties())
        {
            if (property.IsCollection && entry.IsModified(property))
            {
                return true;
            }
        }

        return false;
    }

    // Set as modified: EF takes the value of an unmodified property for the one that was loaded.
    private static void AssignVersions(GeneratedProperties generated, IUpdateEntry entry)
    {
        foreach (var version in generated.Versions)
        {
            if (entry.IsStoreGenerated(version.Property))
            {
                var last = entry.SharedIdentityEntry is { EntityState: EntityState.Deleted } replaced && replaced.EntityType == entry.EntityType
                    ? replaced.GetOriginalValue(version.Property)
                    : entry.EntityState == EntityState.Added ? null : entry.GetOriginalValue(version.Property);
                entry.SetStoreGeneratedValue(version.Property, version.Next(last));
            }
        }
    }

    private void AssignOthers(GeneratedProperties generated, IUpdateEntry entry)
    {
        foreach (var property in generated.Others)
        {
            if (entry.IsStoreGenerated(property) && GeneratedProperties.Generate(selector, property, entry) is { } value)
            {
                entry.SetStoreGeneratedValue(property, value);
            }
        }
    }

    private static void AssignDefaults(GeneratedProperties generated, IUpdateEntry entry)
    {
        if (entry.EntityState == EntityState.Added)
        {
            foreach (var property in generated.Defaults)
            {
                if (entry.IsStoreGenerated(property) || property.GetBeforeSaveBehavior() != PropertySaveBehavior.Save)
                {
                    entry.SetStoreGeneratedValue(property, property[DynoAnnotationNames.DefaultValue]);
                }
            }

            return;
        }

        foreach (var property in generated.Restored)
        {
            if (entry.IsModified(property))
            {
                entry.SetStoreGeneratedValue(property, entry.GetOriginalValue(property));
            }
        }
    }

    // The item is one, and so is its version.
    private static void TouchOwner(IUpdateEntry owned, ref List<InternalEntityEntry>? owners)
    {
        if (Owners.RootOf(owned) is not { EntityState: EntityState.Unchanged or EntityState.Modified } root)
        {
            return;
        }

        foreach (var version in GeneratedProperties.Of(root.EntityType).Versions)
        {
            if (root.EntityState == EntityState.Modified && (root.HasStoreGeneratedValue(version.Property) || !root.IsStoreGenerated(version.Property)))
            {
                continue;
            }

            var isSaved = root.EntityState == EntityState.Modified;
            root.SetStoreGeneratedValue(version.Property, version.Next(root.GetOriginalValue(version.Property)));
            if (!isSaved && (owners is null || !owners.Contains(root)))
            {
                (owners ??= []).Add(root);
            }
        }
    }
}
