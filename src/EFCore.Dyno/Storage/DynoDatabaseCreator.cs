// EnsureCreated makes the model's tables that are missing and waits until all take requests; EnsureDeleted deletes the model's tables that are there
// and waits until they are gone.

using System.Runtime.CompilerServices;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Storage;

internal sealed class DynoDatabaseCreator(
    IDynoClientSource source,
    IDatabase database,
    ICurrentDbContext currentContext,
    IDesignTimeModel designTimeModel,
    IDbContextOptions options,
    IUpdateAdapterFactory updateAdapterFactory) : IDatabaseCreator
{
    public bool EnsureCreated()
    {
        var created = Run(CreateAsync);
        var core = options.FindExtension<CoreOptionsExtension>() ?? new CoreOptionsExtension();
        if (core.Seeder is not null)
        {
            core.Seeder(currentContext.Context, created);
        }
        else if (core.AsyncSeeder is not null)
        {
            throw new InvalidOperationException(CoreStrings.MissingSeeder);
        }

        return created;
    }

    public async Task<bool> EnsureCreatedAsync(CancellationToken cancellationToken = default)
    {
        var created = await CreateAsync(cancellationToken).ConfigureAwait(false);
        var core = options.FindExtension<CoreOptionsExtension>() ?? new CoreOptionsExtension();
        if (core.AsyncSeeder is not null)
        {
            await core.AsyncSeeder(currentContext.Context, created, cancellationToken).ConfigureAwait(false);
        }
        else if (core.Seeder is not null)
        {
            throw new InvalidOperationException(CoreStrings.MissingSeeder);
        }

        return created;
    }

    public bool EnsureDeleted() => Run(DeleteAsync);

    public Task<bool> EnsureDeletedAsync(CancellationToken cancellationToken = default) => DeleteAsync(cancellationToken).AsTask();

    public bool CanConnect()
    {
        try
        {
            return Run(ConnectAsync);
        }
        catch (Exception exception) when (IsUnreachable(exception))
        {
            return false;
        }
    }

    public async Task<bool> CanConnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsUnreachable(exception))
        {
            return false;
        }
    }

    private async ValueTask<bool> CreateAsync(CancellationToken cancellationToken)
    {
        var existing = await ExistingTablesAsync(cancellationToken).ConfigureAwait(false);
        var created = false;
        var unfinished = new List<string>();
        foreach (var table in Tables())
        {
            // A table that is being deleted is still listed; it makes room for the new one.
            if (existing.Contains(table.Name) && !await TableWaits.UntilGoneAsync(source.Tables, table.Name, cancellationToken).ConfigureAwait(false))
            {
                unfinished.Add(table.Name);
                continue;
            }

            try
            {
                var made = await source.Tables.CreateTableAsync(TableRequests.Create(table), cancellationToken).ConfigureAwait(false);
                created = true;
                if (made.TableStatus != TableStatus.ACTIVE)
                {
                    unfinished.Add(table.Name);
                }
            }
            catch (ResourceInUseException)
            {
                // Another process creates the same tables at this moment.
                unfinished.Add(table.Name);
            }
        }

        foreach (var name in unfinished)
        {
            await TableWaits.UntilActiveAsync(source.Tables, name, cancellationToken).ConfigureAwait(false);
        }

        if (created)
        {
            await SeedAsync(cancellationToken).ConfigureAwait(false);
        }

        return created;
    }

    // HasData rows go in once, with the tables.
    private async ValueTask SeedAsync(CancellationToken cancellationToken)
    {
        var model = designTimeModel.Model;
        var adapter = updateAdapterFactory.CreateStandalone();
        adapter.CascadeDeleteTiming = Microsoft.EntityFrameworkCore.ChangeTracking.CascadeTiming.Never;
        var any = false;
        foreach (var entityType in model.GetEntityTypes())
        {
            var runtimeType = adapter.Model.FindEntityType(entityType.Name)!;
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

    private async ValueTask<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        var existing = await ExistingTablesAsync(cancellationToken).ConfigureAwait(false);
        var tables = Tables().Where(t => existing.Contains(t.Name)).ToList();
        foreach (var table in tables)
        {
            await source.Tables.DeleteTableAsync(table.Name, cancellationToken).ConfigureAwait(false);
        }

        foreach (var table in tables)
        {
            await TableWaits.UntilGoneAsync(source.Tables, table.Name, cancellationToken).ConfigureAwait(false);
        }

        return tables.Count > 0;
    }

    private async ValueTask<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        await source.Tables.ListTablesAsync(new ListTablesRequest { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask<HashSet<string>> ExistingTablesAsync(CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await source.Tables.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = after }, cancellationToken).ConfigureAwait(false);
            names.UnionWith(page.TableNames);
            after = page.LastEvaluatedTableName;
        }
        while (after is not null);

        return names;
    }

    private IReadOnlyList<DynoTableModel> Tables() => DynoModel.Of(currentContext.Context.Model).Tables;

    // What a client over a network fails with is its own affair; a context that is used wrongly is not a database that is away.
    private static bool IsUnreachable(Exception exception) => exception is not (InvalidOperationException or ArgumentException or OperationCanceledException);

    private bool Run(Func<CancellationToken, ValueTask<bool>> call, [CallerMemberName] string method = "") =>
        SynchronousCalls.Run(source.Client, call, static c => c(CancellationToken.None), method);
}
