// Puts related entities into navigations: where entities are tracked the state manager does it, and only what is loaded is told to it.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Includes
{
    public static void Reference<TEntity, TIncluding, TRelated>(
        QueryContext context, TEntity? entity, TRelated? related, INavigationBase navigation, Action<TIncluding, TRelated> fixup, bool tracking)
        where TEntity : class
        where TIncluding : class, TEntity
        where TRelated : class
    {
        if (entity is not TIncluding including)
        {
            return;
        }

        // What has no key is never tracked.
        if (!tracking || navigation.DeclaringEntityType.FindPrimaryKey() is null)
        {
            navigation.SetIsLoadedWhenNoTracking(including);
            if (related is not null)
            {
                fixup(including, related);
                if (navigation.Inverse is { IsCollection: false } inverse)
                {
                    inverse.SetIsLoadedWhenNoTracking(related);
                }
            }
        }
        else if (related is null)
        {
            context.SetNavigationIsLoaded(including, navigation);
        }
    }

    public static void Collection<TEntity, TIncluding, TRelated>(
        QueryContext context, TEntity? entity, RowScope scope, int place, int child, Func<QueryContext, RowScope, TRelated> shaper,
        INavigationBase navigation, Action<TIncluding, TRelated> fixup, bool tracking, bool setLoaded)
        where TEntity : class
        where TIncluding : class, TEntity
        where TRelated : class
    {
        if (entity is not TIncluding including)
        {
            return;
        }

        if (!navigation.IsShadowProperty())
        {
            navigation.GetCollectionAccessor()!.GetOrCreate(including, forMaterialization: true);
        }

        if (setLoaded)
        {
            if (tracking)
            {
                context.SetNavigationIsLoaded(including, navigation);
            }
            else
            {
                navigation.SetIsLoadedWhenNoTracking(including);
            }
        }

        foreach (var related in ItemViewReader.ReadRows(context, scope, place, child, shaper))
        {
            if (!tracking && related is not null)
            {
                fixup(including, related);
                if (navigation.Inverse is { IsCollection: false } inverse)
                {
                    inverse.SetIsLoadedWhenNoTracking(related);
                }
            }
        }
    }
}
