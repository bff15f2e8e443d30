// What only this provider has on context.Database.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Members of <c>context.Database</c> that belong to the Dyno provider.</summary>
public static class DynoDatabaseFacadeExtensions
{
    /// <summary>Whether this context uses the Dyno provider.</summary>
    public static bool IsDyno(this DatabaseFacade database) =>
        database.ProviderName == typeof(DynoOptionsExtension).Assembly.GetName().Name;

    /// <summary>The client that carries out this context's requests, opening the embedded database when needed.</summary>
    public static IDynoClient GetDynoClient(this DatabaseFacade database) => database.GetService<IDynoClientSource>().Client;

    /// <summary>The table operations of this context's database.</summary>
    public static IDynoTables GetDynoTables(this DatabaseFacade database) => database.GetService<IDynoClientSource>().Tables;

    /// <summary>
    /// Closes the embedded database of this context, so that its directory can be moved, deleted or opened by another process.
    /// Other contexts on it must not be in use; the next use of any opens it again. A database in memory is gone.
    /// </summary>
    /// <returns>False where it was not open, or the context has a client of its own.</returns>
    public static bool CloseDyno(this DatabaseFacade database)
    {
        var options = database.GetService<IDbContextOptions>().FindExtension<DynoOptionsExtension>();
        return options?.Path is not null && EngineRegistry.Close(options.RegistryKey);
    }

    /// <summary>
    /// Counts what this context's requests consume until the result is disposed: units by table, index and request.
    /// <code>
    /// using var meter = context.Database.TrackCapacity();
    /// await context.SaveChangesAsync();
    /// Console.WriteLine(meter.WriteCapacityUnits);
    /// </code>
    /// </summary>
    public static DynoCapacityMeter TrackCapacity(this DatabaseFacade database) => database.GetService<DynoRequests>().Open();
}
