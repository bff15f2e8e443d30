// Finds rows whose id no table, index or stream has, and reads what is in no range of one, so that every block of the database was read.
using Dyno.Storage;

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
            switch (family.Name)
            {
                case EngineContext.ItemsName or EngineContext.IndexesName:
                    break;
                case EngineContext.MetaName or EngineContext.ExpiriesName or EngineContext.JournalName:
                    yield return () => run.Step(family.Name);
                    break;
                default:
                    yield return () => WalkOther(run, family.Name);
                    break;
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

    private static void WalkOther(CheckRun run, string family)
    {
        using var rows = run.Range(family, default, default, RangeDeletions.None)!;
        for (var more = rows.SeekFirst(); more; more = rows.Next())
        {
            run.Row();
        }
    }
}
