// The oracle of index tests: indexes and counters of the table `things` made anew from its items.
using Dyno.Engine.Indexes;

namespace Dyno.Engine.Tests;

internal static class Rebuild
{
    public static void AssertIs(TestEngine test)
    {
        var context = test.Engine.Context;
        var table = context.Catalog.Get("things");
        var items = new List<Item>();
        using (var all = context.Store.Iterate(context.Items, default, default))
        {
            for (var more = all.SeekFirst(); more; more = all.Next())
            {
                items.Add(Item.Parse(all.Value.ToArray()));
            }
        }

        Assert.NotEmpty(items);
        Assert.Equal((items.Count, items.Sum(i => (long)i.Size)), (table.Counters.Count, table.Counters.SizeBytes));
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var index in table.Indexes)
        {
            var entries = items.Where(i => IndexMaintenance.EntryKey(index, table, i) is not null).ToList();
            foreach (var item in entries)
            {
                expected.Add(Convert.ToHexString(IndexMaintenance.EntryKey(index, table, item)!), IndexProjection.Project(index, item).ToJson());
            }

            Assert.Equal(
                (entries.Count, entries.Sum(i => (long)IndexProjection.Project(index, i).Size)), (index.Counters.Count, index.Counters.SizeBytes));
        }

        var actual = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var stored = context.Store.Iterate(context.Indexes, default, default);
        for (var more = stored.SeekFirst(); more; more = stored.Next())
        {
            actual.Add(Convert.ToHexString(stored.Key), Item.Parse(stored.Value.ToArray()).ToJson());
        }

        Assert.Equal(expected, actual);
    }
}
