// Inserts the model's data (HasData) into tables that were just created.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Storage;

internal sealed class TableSeeder(
    IDatabase database, ICurrentDbContext currentContext, IDesignTimeModel designTimeModel, IUpdateAdapterFactory updateAdapterFactory)
{
    // HasData rows go in once: whoever created a table seeds it. So several processes may start at a time, and a table that is added to
    // the model later does not seed the others again.
    public async ValueTask SeedAsync(IReadOnlySet<DynoTableModel> created, CancellationToken cancellationToken)
    {
        var dynoModel = DynoModel.Of(currentContext.Context.Model);
        var model = designTimeModel.Model;
        var adapter = updateAdapterFactory.CreateStandalone();
        adapter.CascadeDeleteTiming = Microsoft.EntityFrameworkCore.ChangeTracking.CascadeTiming.Never;
        var any = false;
        foreach (var entityType in model.GetEntityTypes())
        {
            var runtimeType = adapter.Model.FindEntityType(entityType.Name)!;
            if (!dynoModel.TryGet(RootOf(runtimeType), out var map) || !created.Contains(map.Table))
            {
                continue;
            }

            foreach (var data in entityType.GetSeedData())
            {
                adapter.CreateEntry(data, runtimeType).EntityState = EntityState.Added;
                any = true;
            }
        }

        if (any)
        {
            await database.SaveChangesAsync(adapter.GetEntriesToSave(), cancellationToken).ConfigureAwait(false);
        }
    }

    // An owned type lives in its owner's table.
    private static IEntityType RootOf(IEntityType entityType)
    {
        while (entityType.FindOwnership() is { } ownership)
        {
            entityType = ownership.PrincipalEntityType;
        }

        return entityType;
    }
}
