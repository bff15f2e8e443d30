// Finds rows whose id no table, index or stream has, and reads what is in no range of one, so that every block of the database was read.
namespace Dyno.Engine.Check;

internal static class OrphanCheck
{
    public static IEnumerable<Action> Walks(CheckRun run, CatalogCheck catalog)
    {
        var streams = catalog.Streams.Select(s => s.TableId).ToHashSet();
        var expiring = catalog.Tables.Select(t => t.Id).ToHashSet();
        yield return () => Walk(run, catalog, EngineContext.ItemsName, catalog.IsTable, CheckedThing.Item);
        yield return () => Walk(run, catalog, EngineContext.IndexesName, catalog.IsIndex, CheckedThing.IndexEntry);
        yield return () => Walk(run, catalog, EngineContext.ExpiriesName, expiring.Contains, CheckedThing.Expiry);
        yield return () => Walk(run, catalog, EngineContext.JournalName, streams.Contains, CheckedThing.Journal);
        foreach (var family in run.Families)
        {
            // Items and entries are walked by the tables and indexes that have them.
            if (family.Name is not (EngineContext.ItemsName or EngineContext.IndexesName))
            {
                yield return () => run.Step(family.Name, isFirst: family.Name is not (EngineContext.MetaName or EngineContext.ExpiriesName or EngineContext.JournalName));
            }
        }
    }

    private static void Walk(CheckRun run, CatalogCheck catalog, string family, Func<uint, bool> isKnown, CheckedThing thing)
    {
        using var rows = run.Range(family, default, default);
        var more = rows?.SeekFirst() ?? false;
        while (more)
        {
            if (rows!.Key.Length < sizeof(uint))
            {
                run.Found(thing, $"there is a row under the key {KeyText.Hex(rows.Key)}, which is none");
                more = rows.Next();
                continue;
            }

            var id = CheckRun.IdOf(rows.Key);
            if (!isKnown(id))
            {
                var count = CountOf(run, family, id);
                if (catalog.IsWhole)
                {
                    run.Found(thing, $"there are {count} rows in '{family}' with the id {id}, which belongs to nothing");
                }
            }

            more = id < uint.MaxValue && rows.Seek(MetaKeys.Number(id + 1));
        }
    }

    private static long CountOf(CheckRun run, string family, uint id)
    {
        long count = 0;
        using var rows = run.Of(family, id, isInUse: false)!;
        for (var more = rows.SeekFirst(); more; more = rows.Next())
        {
            run.Row();
            count++;
        }

        return count;
    }
}
