// EnsureCreated makes the model's tables that are missing and waits until all take requests; EnsureDeleted deletes the model's tables that are there
// and waits until they are gone.

using System.Runtime.CompilerServices;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Schema;
using EFCore.Dyno.ValueGeneration;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Storage;

internal sealed class DynoDatabaseCreator(
    IDynoClientSource source,
    DynoRequests requests,
    TableSeeder seeder,
    ICurrentDbContext currentContext,
    IDbContextOptions options) : IDatabaseCreator
{
    private const int DeleteAttempts = 10;

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
        var tables = requests.Tables();
        var existing = await ExistingTablesAsync(tables, cancellationToken).ConfigureAwait(false);
        var created = new HashSet<DynoTableModel>();
        var unfinished = new List<string>();
        foreach (var table in Tables())
        {
            // A table that is being deleted is still listed; it makes room for the new one.
            if (existing.Contains(table.Name) && !await TableWaits.UntilGoneAsync(tables, table.Name, cancellationToken).ConfigureAwait(false))
            {
                unfinished.Add(table.Name);
                continue;
            }

            try
            {
                var made = await tables.CreateTableAsync(TableRequests.Create(table), cancellationToken).ConfigureAwait(false);
                created.Add(table);
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
            await TableWaits.UntilActiveAsync(tables, name, cancellationToken).ConfigureAwait(false);
        }

        foreach (var table in created)
        {
            if (table.TimeToLiveAttribute is { } attribute)
            {
                await tables.UpdateTimeToLiveAsync(TableRequests.TimeToLive(table.Name, attribute, enabled: true), cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var table in created)
        {
            await KeptUniques.BeginAsync(requests.StoreClient(RequestOrigin.None), table, cancellationToken).ConfigureAwait(false);
        }

        if (created.Count > 0)
        {
            await seeder.SeedAsync(created, cancellationToken).ConfigureAwait(false);
        }

        return created.Count > 0;
    }

    private async ValueTask<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        var tables = requests.Tables();
        var existing = await ExistingTablesAsync(tables, cancellationToken).ConfigureAwait(false);
        var ours = Tables().Where(t => existing.Contains(t.Name)).ToList();
        var deleted = false;
        foreach (var table in ours)
        {
            deleted |= await DeleteAsync(tables, table.Name, cancellationToken).ConfigureAwait(false);
            Counters.Of(source.Store).Forget(table.Name);
        }

        foreach (var table in ours)
        {
            await TableWaits.UntilGoneAsync(tables, table.Name, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    // False where somebody else deletes it at this moment. One that is still being created, or changed, cannot be deleted before it is ready.
    private static async ValueTask<bool> DeleteAsync(IDynoTables tables, string name, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await tables.DeleteTableAsync(name, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (ResourceNotFoundException)
            {
                return false;
            }
            catch (ResourceInUseException) when (attempt < DeleteAttempts)
            {
                if (await TableWaits.UntilGoneAsync(tables, name, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                await TableWaits.UntilActiveAsync(tables, name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Whether the application can work: the store answers, and has the model's tables.
    private async ValueTask<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        if (options.FindExtension<DynoOptionsExtension>() is { Path: { } path } embedded
            && !embedded.EngineOptions.InMemory && !EngineRegistry.IsOpen(embedded.RegistryKey) && !Directory.Exists(path))
        {
            // Opening would create it.
            return false;
        }

        // By name: an application may describe its tables where it may not list all of an account's.
        var tables = requests.Tables();
        var ours = Tables();
        foreach (var table in ours)
        {
            try
            {
                var status = (await tables.DescribeTableAsync(table.Name, cancellationToken).ConfigureAwait(false)).TableStatus;
                if (status is TableStatus.CREATING or TableStatus.DELETING)
                {
                    return false;
                }
            }
            catch (ResourceNotFoundException)
            {
                return false;
            }
        }

        if (ours.Count == 0)
        {
            await tables.ListTablesAsync(new ListTablesRequest { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static async ValueTask<HashSet<string>> ExistingTablesAsync(IDynoTables tables, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await tables.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = after }, cancellationToken).ConfigureAwait(false);
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
