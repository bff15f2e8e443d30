// Writes of DynamoDB that EF has no word for: upserts, checks of entities that are not written, and additions in the store.

using System.Numerics;
using EFCore.Dyno;
using EFCore.Dyno.Update;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Writes that DynamoDB can do and that EF has no methods for. All of them are part of the next <c>SaveChanges</c> and as atomic as that.</summary>
public static class DynoWriteExtensions
{
    /// <summary>
    /// Tracks an entity, and those that can be reached from it and are not tracked yet, so that the next <c>SaveChanges</c> writes them whole:
    /// as new items, or in the place of items that stand at their keys. Nothing is read, and no version is compared.
    /// See https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html.
    /// </summary>
    /// <returns>The entity's entry; its state is <see cref="EntityState.Added"/>.</returns>
    /// <exception cref="InvalidOperationException">
    /// The entity is tracked as one that is in the store already. From <c>SaveChanges</c>: the type has a unique index or alternate key, or a version that counts; what they need to know of the replaced item nobody has read.
    /// </exception>
    public static EntityEntry<TEntity> Upsert<TEntity>(this DbContext context, TEntity entity)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);
        var entry = context.Entry(entity);
        if (entry.State is not (EntityState.Detached or EntityState.Added))
        {
            throw new InvalidOperationException(Messages.UpsertOfTracked(entry.Metadata, entry.State));
        }

        EntryMarks.Of(entry.GetInfrastructure()).IsUpsert = true;
        context.ChangeTracker.TrackGraph(entity, static node =>
        {
            node.Entry.State = EntityState.Added;
            EntryMarks.Of(node.Entry.GetInfrastructure()).IsUpsert = true;
        });
        return entry;
    }

    /// <inheritdoc cref="Upsert{TEntity}(DbContext, TEntity)"/>
    public static EntityEntry<TEntity> Upsert<TEntity>(this DbSet<TEntity> set, TEntity entity)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(set);
        return Upsert(set.GetService<ICurrentDbContext>().Context, entity);
    }

    /// <summary>
    /// Makes the next <c>SaveChanges</c> succeed only if this entity, which it does not write, is in the store as it was loaded: its concurrency tokens are
    /// compared, or all its properties where it has none. See ConditionCheck in
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html.
    /// </summary>
    /// <returns>The same entry. If the entity is changed before it is saved, saving compares its tokens as always.</returns>
    /// <exception cref="InvalidOperationException">The entity is neither unchanged nor modified.</exception>
    /// <exception cref="DbUpdateConcurrencyException">From <c>SaveChanges</c>: the entity was changed or deleted in the meantime; nothing is written.</exception>
    public static TEntry RequireUnchanged<TEntry>(this TEntry entry)
        where TEntry : EntityEntry
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.State is not (EntityState.Unchanged or EntityState.Modified))
        {
            throw new InvalidOperationException(Messages.CheckOfUntracked(entry.Metadata, entry.State));
        }

        var internalEntry = entry.GetInfrastructure();
        EntryMarks.Of(internalEntry).IsCheck = true;

        // Modified in name only: EF hands such an entry to SaveChanges, and nothing of it is written.
        internalEntry.SetEntityState(EntityState.Modified, modifyProperties: false);
        return entry;
    }

    /// <summary>
    /// Adds to a number in the store with the next <c>SaveChanges</c> (ADD), whatever it is by then, instead of setting it: additions of several writers all count.
    /// The property shows the sum at once; after a save of this entity alone it shows what the store has.
    /// See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.AtomicCounters.
    /// </summary>
    /// <param name="property">A numeric property that is not part of a key, an index or a concurrency token: <c>context.Entry(page).Property(p => p.Views)</c>.</param>
    /// <param name="amount">What to add; negative to subtract.</param>
    /// <exception cref="InvalidOperationException">The property cannot be added to, or the entity is not saved yet.</exception>
    public static PropertyEntry<TEntity, TProperty> Increment<TEntity, TProperty>(this PropertyEntry<TEntity, TProperty> property, TProperty amount)
        where TEntity : class
        where TProperty : struct, INumber<TProperty>
    {
        ArgumentNullException.ThrowIfNull(property);
        var entry = property.EntityEntry.GetInfrastructure();
        var metadata = property.Metadata;
        if (Increments.Find(entry.EntityType, metadata) is not { } map)
        {
            throw new InvalidOperationException(Messages.NotIncrementable(metadata));
        }

        if (entry.EntityState is not (EntityState.Unchanged or EntityState.Modified))
        {
            throw new InvalidOperationException(Messages.IncrementOfNew(metadata));
        }

        var increments = EntryMarks.Of(entry).Increments;
        var sum = property.CurrentValue + amount;
        if (increments.TryGetValue(metadata, out var before) && Equals(before.Result, property.CurrentValue))
        {
            amount += (TProperty)map.Codec.ReadObject(before.Increment)!;
        }

        property.CurrentValue = sum;
        property.IsModified = true;
        increments[metadata] = (sum, map.Codec.EncodeObject(amount));
        return property;
    }
}
