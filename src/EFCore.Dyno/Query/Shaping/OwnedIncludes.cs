// Puts owned entities, read from their owner's item, into the owner's navigations.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class OwnedIncludes
{
    public static TEntity Reference<TEntity, TIncluding, TRelated>(
        QueryContext context, TEntity entity, TRelated? related, INavigation navigation, Action<TIncluding, TRelated> fixup, bool tracking)
        where TEntity : class
        where TIncluding : class, TEntity
        where TRelated : class
    {
        if (entity is TIncluding including)
        {
            if (!tracking)
            {
                navigation.SetIsLoadedWhenNoTracking(including);
                if (related is not null)
                {
                    fixup(including, related);
                    navigation.Inverse?.SetIsLoadedWhenNoTracking(related);
                }
            }
            else if (related is null)
            {
                context.SetNavigationIsLoaded(including, navigation);
            }
        }

        return entity;
    }

    public static TEntity Collection<TEntity, TIncluding, TRelated>(
        QueryContext context, TEntity entity, RowScope scope, ItemView view, int slot, ItemViewShape shape,
        Func<QueryContext, RowScope, ItemView, TRelated> shaper,
        INavigation navigation, Action<TIncluding, TRelated> fixup, bool tracking)
        where TEntity : class
        where TIncluding : class, TEntity
        where TRelated : class
    {
        if (entity is not TIncluding including)
        {
            return entity;
        }

        if (!navigation.IsShadowProperty())
        {
            navigation.GetCollectionAccessor()!.GetOrCreate(including, forMaterialization: true);
        }

        if (tracking)
        {
            context.SetNavigationIsLoaded(including, navigation);
        }
        else
        {
            navigation.SetIsLoadedWhenNoTracking(including);
        }

        // When tracked, the state manager puts the elements into the collection as it begins to track them.
        foreach (var related in ItemViewReader.ReadList(context, scope, view, slot, shape, null, shaper))
        {
            if (!tracking)
            {
                fixup(including, related);
                navigation.Inverse?.SetIsLoadedWhenNoTracking(related);
            }
        }

        return entity;
    }

    public static void Add(IClrCollectionAccessor accessor, object entity, object related) => accessor.Add(entity, related, forMaterialization: true);
}
