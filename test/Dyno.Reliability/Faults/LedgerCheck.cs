// Compares an open database with a ledger: all that was acknowledged is there, nothing is there in part, the streams say what the items say, and the database
// is sound in itself (DatabaseCheck: indexes, counters, expiries, journal). Each difference is a sentence.
using Dyno.Engine;

namespace Dyno.Reliability.Faults;

internal static class LedgerCheck
{
    internal static async Task<List<string>> RunAsync(DynoEngine engine, Ledger ledger)
    {
        var wrong = new List<string>();
        var tables = (await engine.ListTablesAsync(new())).TableNames.ToHashSet();
        CheckSchema(ledger, tables, wrong);
        var possible = ledger.Possible();
        var stored = new Dictionary<(string Table, int Key), long>();
        var streamed = new Dictionary<(string Table, int Key), HashSet<long>>();
        var dropped = tables.Contains(ScriptItems.Accounts) && ledger.Entries.Any(e => e.Schema == "drop" && ledger[e] == Outcome.Acknowledged);
        foreach (var table in ScriptItems.Tables.Where(tables.Contains))
        {
            await Script.UntilActiveAsync(engine, table);
            var items = Items(engine, table);
            foreach (var key in Enumerable.Range(0, ScriptItems.Keys))
            {
                var item = items.TryGetValue(key, out var found) ? found : (Item?)null;
                stored[(table, key)] = item is { } value ? ScriptItems.VersionOf(value) : 0;
                if (Differs(possible, table, key, item) is { } what)
                {
                    wrong.Add(what);
                }
            }

            await CheckStreamAsync(engine, table, items, streamed, wrong);
            var names = (await engine.DescribeTableAsync(table)).GlobalSecondaryIndexes.Select(i => i.IndexName).ToList();
            if (ledger.Entries.Any(e => e.Schema == $"add {table}" && ledger[e] == Outcome.Acknowledged) && !names.Contains(ScriptItems.LaterIndex))
            {
                wrong.Add($"{table} has lost the index {ScriptItems.LaterIndex}, which was acknowledged");
            }

            if (dropped && table == ScriptItems.Accounts && names.Contains(ScriptItems.FirstIndex))
            {
                wrong.Add($"{table} has the index {ScriptItems.FirstIndex}, the end of which was acknowledged");
            }
        }

        CheckWrites(ledger, stored, streamed, wrong);
        wrong.AddRange(DatabaseCheck.Run(engine.Context.Store).Faults.Select(f => $"the check of the database says: {f}"));
        return wrong;
    }

    /// <summary>What is wrong with an item as it was found, or null.</summary>
    internal static string? Differs(Dictionary<(string, int), HashSet<long>> possible, string table, int key, Item? item)
    {
        var versions = possible.TryGetValue((table, key), out var known) ? known : [0];
        var version = item is { } found ? ScriptItems.VersionOf(found) : 0;
        if (!versions.Contains(version))
        {
            return $"{table} {key} has version {version}; it may have {string.Join(", ", versions)}";
        }

        return item is { } whole && whole != ScriptItems.Of(table, key, version) ? $"{table} {key} of version {version} is not as it was written" : null;
    }

    internal static async Task<List<StreamRecord>> StreamAsync(DynoEngine engine, string table)
    {
        var records = new List<StreamRecord>();
        var arn = (await engine.DescribeTableAsync(table)).LatestStreamArn!;
        foreach (var shard in (await engine.DescribeStreamAsync(new() { StreamArn = arn })).Shards)
        {
            var iterator = (await engine.GetShardIteratorAsync(
                new() { StreamArn = arn, ShardId = shard.ShardId, ShardIteratorType = ShardIteratorType.TRIM_HORIZON })).ShardIterator;
            while (iterator is not null)
            {
                var page = await engine.GetRecordsAsync(new() { ShardIterator = iterator });
                records.AddRange(page.Records);
                iterator = page.Records.Count == 0 ? null : page.NextShardIterator;
            }
        }

        return records;
    }

    private static void CheckSchema(Ledger ledger, HashSet<string> tables, List<string> wrong)
    {
        foreach (var table in ScriptItems.Tables)
        {
            if (!tables.Contains(table) && ledger.Entries.Any(e => e.Schema == $"create {table}" && ledger[e] == Outcome.Acknowledged))
            {
                wrong.Add($"the table {table} is lost, which was acknowledged");
            }
        }
    }

    private static Dictionary<int, Item> Items(DynoEngine engine, string table)
    {
        var result = new Dictionary<int, Item>();
        var context = engine.Context;
        var id = context.Catalog.Get(table).Id;
        using var all = context.Store.Iterate(context.Items, MetaKeys.Number(id), MetaKeys.Number(id + 1));
        for (var more = all.SeekFirst(); more; more = all.Next())
        {
            var item = Item.Parse(all.Value.ToArray());
            result.Add(ScriptItems.NumberOf(table, item), item);
        }

        return result;
    }

    // A stream that is played back gives the items, and each old image is what the records before it made.
    private static async Task CheckStreamAsync(
        DynoEngine engine, string table, Dictionary<int, Item> items, Dictionary<(string Table, int Key), HashSet<long>> streamed, List<string> wrong)
    {
        var now = new Dictionary<int, Item>();
        var last = "";
        foreach (var record in await StreamAsync(engine, table))
        {
            var key = ScriptItems.NumberOf(table, record.Keys);
            var before = now.TryGetValue(key, out var known) ? known : (Item?)null;
            if (before != record.OldImage)
            {
                wrong.Add($"the stream of {table} has a gap or a ghost before record {record.SequenceNumber} of {key}");
            }

            if (string.CompareOrdinal(record.SequenceNumber, last) <= 0)
            {
                wrong.Add($"the stream of {table} goes back from {last} to {record.SequenceNumber}");
            }

            last = record.SequenceNumber;
            if (record.NewImage is { } after)
            {
                now[key] = after;
                var versions = streamed.TryGetValue((table, key), out var all) ? all : streamed[(table, key)] = [];
                versions.Add(ScriptItems.VersionOf(after));
            }
            else
            {
                now.Remove(key);
            }
        }

        if (now.Count != items.Count || now.Any(n => !items.TryGetValue(n.Key, out var item) || item != n.Value))
        {
            wrong.Add($"the stream of {table}, played back, gives other items than the table has");
        }
    }

    private static void CheckWrites(
        Ledger ledger, Dictionary<(string Table, int Key), long> stored, Dictionary<(string Table, int Key), HashSet<long>> streamed, List<string> wrong)
    {
        var begun = new Dictionary<(string, int), HashSet<long>>();
        var later = new HashSet<(string, int)>();
        for (var i = ledger.Entries.Count - 1; i >= 0; i--)
        {
            var entry = ledger.Entries[i];
            if (ledger[entry] == Outcome.NotBegun)
            {
                continue;
            }

            // Of each change: is it in the stream, or, for one that deletes and was not overwritten, is the item gone?
            int there = 0, absent = 0;
            foreach (var change in entry.Changes)
            {
                var place = (change.Table, change.Key);
                if (change.Version != 0)
                {
                    (begun.TryGetValue(place, out var versions) ? versions : begun[place] = []).Add(change.Version);
                    var isThere = streamed.TryGetValue(place, out var known) && known.Contains(change.Version);
                    (there, absent) = isThere ? (there + 1, absent) : (there, absent + 1);
                }
                else if (!later.Contains(place) && stored.TryGetValue(place, out var version) && version != 0)
                {
                    absent++;
                }
            }

            // What is overwritten by something in doubt says nothing of a deletion before it.
            later.UnionWith(entry.Changes.Select(c => (c.Table, c.Key)));
            if (ledger[entry] == Outcome.Acknowledged && absent > 0)
            {
                wrong.Add($"write {entry.Number} was acknowledged, and {absent} of its {entry.Changes.Length} changes are not in the streams");
            }

            if (entry.IsAtomic && there > 0 && absent > 0)
            {
                wrong.Add($"write {entry.Number} is there in part: {there} of its {entry.Changes.Length} changes");
            }
        }

        foreach (var (place, versions) in streamed)
        {
            var ghosts = versions.Except(begun.TryGetValue(place, out var known) ? known : []).ToList();
            if (ghosts.Count > 0)
            {
                wrong.Add($"the stream of {place.Table} shows version {ghosts[0]} of {place.Key}, which was not begun");
            }
        }
    }
}
