// Concurrency tokens of owned types: those of changed owned values must be as they were loaded, where they stand in the item.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class OwnedTokens
{
    /// <summary>Null where no changed owned value has a token. Only single values have places that do not change.</summary>
    public static ConditionNode? Unchanged(DynoStructureMap map, IUpdateEntry owner, OwnedChanges changes) => Unchanged(map, owner, changes, ItemPath.Root);

    private static ConditionNode? Unchanged(DynoStructureMap map, IUpdateEntry owner, OwnedChanges changes, ItemPath prefix)
    {
        ConditionNode? condition = null;
        foreach (var embedded in map.Embedded)
        {
            if (embedded.Navigation is not { } navigation || embedded.IsCollection || !changes.IsTouched(owner, navigation))
            {
                continue;
            }

            var entry = Stored(owner, navigation, changes);
            if (entry is null)
            {
                continue;
            }

            var path = prefix.Member(embedded.AttributeName);
            foreach (var property in embedded.Target.Properties)
            {
                if (property.Property.IsConcurrencyToken)
                {
                    condition = And(condition, TokenPath.IsAsLoaded(property, path.To(property.AttributeName), entry));
                }
            }

            condition = And(condition, Unchanged(embedded.Target, entry, changes, path));
        }

        return condition;
    }

    // The entry that stands for the stored value: not one that was added.
    private static InternalEntityEntry? Stored(IUpdateEntry owner, INavigation navigation, OwnedChanges changes)
    {
        if (changes.DeletedFrom(owner, navigation) is [var deleted, ..])
        {
            return deleted;
        }

        return owner.GetCurrentValue(navigation) is { } value
            && ((InternalEntityEntry)owner).StateManager.TryGetEntry(value, navigation.TargetEntityType) is { EntityState: not EntityState.Added } entry
                ? entry
                : null;
    }

    private static ConditionNode? And(ConditionNode? left, ConditionNode? right) =>
        left is null ? right : right is null ? left : new AndNode(left, right);
}
