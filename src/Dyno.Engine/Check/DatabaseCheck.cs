// Verifies a whole database: whether everything in it follows from its items as it must. `dyno check` is made of it.
//
// Bounded: every family is walked once from its beginning to its end, in parallel, and what must be equal is compared by sums of hashes (RowSum), so that
// nothing is kept in memory but a few numbers for each table, index and stream. Only where sums differ is a second walk made that looks every row up and says
// which it is. The journal's chains of images keep 64 bytes for each changed item, a million items at a time (JournalChain).
using Dyno.Engine.Check;
using Dyno.Storage;

namespace Dyno.Engine;

/// <summary>Verifies a database without changing it.</summary>
public static class DatabaseCheck
{
    /// <summary>So many faults are listed; more are counted.</summary>
    public const int ListedFaults = 100;

    /// <summary>
    /// Opens a database for reading only and verifies it: every block's checksum, the catalog, every item and its key, that indexes have exactly the entries
    /// that the items give, counters, sizes of item collections, times of expiry, and that the journal's records are whole and lead to the items as they are.
    /// </summary>
    /// <param name="path">The database's directory. Nothing in it is changed, and nobody else may have it open.</param>
    /// <param name="progress">Is told about every half second how far it is; null where nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was read and what is wrong.</returns>
    /// <exception cref="StoreException">The database cannot be opened: it is open elsewhere, absent, or a file that everything rests on is damaged.</exception>
    /// <exception cref="InvalidDataException">It is no database of this engine, or one of a newer version.</exception>
    public static CheckReport Run(string path, IProgress<CheckProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var store = Store.Open(path, EngineContext.StoreOptionsOf(new DynoEngineOptions { BlockCacheBytes = 32 << 20 }) with { ReadOnly = true });
        return Run(store, progress, cancellationToken);
    }

    // Of a database that may be in use: as it is at one moment.
    internal static CheckReport Run(Store store, IProgress<CheckProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var run = new CheckRun(store, progress, cancellationToken);
        var catalog = CatalogCheck.Read(run);
        var tables = catalog.Tables.ConvertAll(table => new TableCheck(run, table));
        var journals = catalog.StreamsByTable().ConvertAll(streams => new JournalCheck(run, streams, catalog));
        run.Together([.. tables.SelectMany(t => t.Walks()), .. journals.Select(j => (Action)j.Walk), .. OrphanCheck.Walks(run, catalog)]);
        run.Together([.. tables.Select(t => (Action)t.Compare), .. journals.Select(j => (Action)j.Follow)]);
        return run.Report(tables);
    }
}
