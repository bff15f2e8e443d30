// What only this provider has on context.Database.

using EFCore.Dyno;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;
using EFCore.Dyno.Schema;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Members of <c>context.Database</c> that belong to the Dyno provider.</summary>
public static class DynoDatabaseFacadeExtensions
{
    /// <summary>Whether this context uses the Dyno provider.</summary>
    public static bool IsDyno(this DatabaseFacade database) =>
        database.ProviderName == typeof(DynoOptionsExtension).Assembly.GetName().Name;

    /// <summary>
    /// The client that carries out this context's requests, opening the embedded database when needed. While the context has a transaction open, that is the
    /// transaction: what is written with it is committed and rolled back with the context's own changes.
    /// </summary>
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
    /// Joins a transaction that another context, or code without EF, began on the same embedded database: this context then reads and saves within it, and sees
    /// what the others wrote there. Whoever began it ends it. See https://learn.microsoft.com/ef/core/saving/transactions#share-transaction-between-contexts.
    /// <code>
    /// using var transaction = orders.Database.BeginTransaction();
    /// stock.Database.UseTransaction(transaction.GetDynoTransaction());
    /// </code>
    /// </summary>
    /// <param name="database">The context's database.</param>
    /// <param name="transaction">The transaction; null to leave the one that was joined.</param>
    /// <returns>The context's transaction; disposing it only leaves it. Null where it has none now.</returns>
    /// <exception cref="InvalidOperationException">The context has a transaction already, or the transaction is of another database.</exception>
    public static IDbContextTransaction? UseTransaction(this DatabaseFacade database, IDynoTransaction? transaction) =>
        database.GetService<IDbContextTransactionManager>() is DynoTransactionManager manager
            ? manager.Use(transaction)
            : throw new InvalidOperationException(Messages.NotATransactionOfThisProvider());

    /// <summary>
    /// Counts what this context's requests consume until the result is disposed: units by table, index and request.
    /// <code>
    /// using var meter = context.Database.TrackCapacity();
    /// await context.SaveChangesAsync();
    /// Console.WriteLine(meter.WriteCapacityUnits);
    /// </code>
    /// </summary>
    public static DynoCapacityMeter TrackCapacity(this DatabaseFacade database) => database.GetService<DynoRequests>().Open();

    /// <summary>
    /// Compares the model with the tables of the store: what differs, step by step, and what cannot be changed. Nothing is changed yet;
    /// <see cref="TablePlan.ApplyAsync"/> does it. EnsureCreated makes missing tables only and leaves the others as they are.
    /// </summary>
    /// <param name="database">The database of a context.</param>
    /// <param name="options">What the plan should do; null for all.</param>
    /// <param name="cancellationToken">Stops reading the tables.</param>
    public static Task<TablePlan> PlanTablesAsync(
        this DatabaseFacade database, TablePlanOptions? options = null, CancellationToken cancellationToken = default) =>
        database.GetService<TablePlans>().PlanAsync(options ?? new TablePlanOptions(), cancellationToken);
}
