// The sweeps: items, item sizes, indexes, sizes of a partition, clients, sizes of a transaction. The first column of each is the limit.

using Dyno.Benchmarks.Engine;
using Dyno.Storage;

namespace Dyno.Benchmarks.Scale;

internal sealed class ScaleSuite(string directory, int largest)
{
    private const string Table = "Things";

    // So many items are there to be updated; what is put is new.
    private const int Updated = 1000;

    private readonly Random _random = new(1);

    public IEnumerable<(string Name, Func<Sweep> Sweep)> All() =>
    [
        ("items", Items), ("sizes", Sizes), ("indexes", Indexes), ("partitions", Partitions), ("clients", Clients), ("transactions", Transactions),
    ];

    private Sweep Items()
    {
        var sweep = Times("Items in the table", "items", "raw get", "GetItem", "Query of 20");
        var rows = new Rows(200);
        using var pair = New(Durability.LosesLastWritesOnPowerLoss);
        pair.Create(Table);
        var loaded = 0;
        for (var items = 10_000; items <= largest; items *= 10)
        {
            pair.Load(Table, rows, loaded, items);
            pair.Settle();
            loaded = items;
            var of = new Operations(pair, Table, rows, items);

            // Else most reads of a large table would be the first of their block.
            of.Warm();
            var (get, raw) = Compare(of.Get, of.RawGet);
            sweep.Add(items, raw, get, Compare(r => of.Query(r, 20), of.RawGet).Subject);
        }

        if (loaded > 10_000)
        {
            sweep.Goal($"GetItem in {loaded:N0} items : in 10,000", sweep[1, loaded] / sweep[1, 10_000], 4);
        }

        return sweep;
    }

    private Sweep Sizes()
    {
        const int TotalBytes = 64 << 20;
        var sweep = Times("Size of an item", "KB", "raw get", "GetItem", "GetItem of 2 attributes", "raw batch of the row", "PutItem");
        using var pair = New(Durability.LosesLastWritesOnPowerLoss);
        foreach (var kilobytes in (double[])[0.1, 0.4, 1, 4, 16, 64, 390])
        {
            var rows = new Rows((int)(kilobytes * 1024));
            var items = Math.Clamp((int)(TotalBytes / (kilobytes * 1024)), 100, 100_000) / 100 * 100;
            var table = $"Things{(int)(kilobytes * 10)}";
            pair.Create(table);
            pair.Create(table + "New");
            pair.Load(table, rows, 0, items);
            pair.Settle();
            var of = new Operations(pair, table, rows, items);
            var (get, raw) = Compare(of.Get, of.RawGet);
            var projected = Compare(of.GetTwo, of.RawGet).Subject;
            var (put, rawPut) = Compare(_ => of.PutNew(table + "New"), _ => of.RawPut());
            sweep.Add(kilobytes, raw, get, projected, rawPut, put);
        }

        sweep.Goal("2 attributes of an item of 390 KB : of the whole item", sweep[2, 390] / sweep[1, 390], 1);
        return sweep;
    }

    private Sweep Indexes()
    {
        var sweep = Times("Global indexes", "indexes", "PutItem without one", "durable PutItem into all", "durable PutItem into none", "UpdateItem that touches none", "PutItem into all", "PutItem into none");
        using var durable = New(Durability.LosesNothing);
        using var quick = New(Durability.LosesLastWritesOnPowerLoss);
        foreach (var pair in (Pair[])[durable, quick])
        {
            pair.Create(Table);
        }

        var plain = new Rows(400);
        foreach (var indexes in (int[])[0, 1, 2, 5, 10, 20])
        {
            var table = $"Indexed{indexes}";
            foreach (var pair in (Pair[])[durable, quick])
            {
                pair.Create(table, indexes, projection: ProjectionType.KEYS_ONLY);
                pair.Create(table + "None", indexes, projection: ProjectionType.KEYS_ONLY);
            }

            // The items are of one size, with and without the attributes.
            var full = new Rows(400, indexed: indexes);
            var (into, alone) = Compare(Put(durable, full, table), Put(durable, plain, Table));
            var none = Beside(durable, Put(durable, plain, table + "None"));
            durable.Load(table, full, 0, Updated);
            var update = Beside(durable, new Operations(durable, table, full, Updated).UpdateOne);
            sweep.Add(indexes, alone, into, none, update, Beside(quick, Put(quick, full, table)), Beside(quick, Put(quick, plain, table + "None")));

            // Compared with the writes that took turns with it, and told by the column's: the speed of two minutes is not the same.
            double Beside(Pair pair, Action<Random> subject)
            {
                var (time, without) = Compare(subject, Put(pair, plain, Table));
                return time / without * alone;
            }
        }

        sweep.Goal("20 indexes that are written : none, durable", sweep[1, 20] / sweep[0, 20], 2.5);
        sweep.Goal("20 indexes that are not written : none, durable", sweep[2, 20] / sweep[0, 20], 1.1);
        return sweep;
    }

    private Sweep Partitions()
    {
        var sweep = Times("Items in a partition", "items", "raw iterator over 20", "Query of 20 from the start", "Query of 20 from the middle", "the last page of 20");
        using var pair = New(Durability.LosesLastWritesOnPowerLoss);
        for (var items = 100; items <= Math.Min(largest, 1_000_000); items *= 10)
        {
            var table = $"Things{items}";
            var rows = new Rows(200, perPartition: items);
            pair.Create(table);
            pair.Load(table, rows, 0, items);
            pair.Settle();
            var of = new Operations(pair, table, rows, items);
            var (start, raw) = Compare(_ => of.Page(0, 20), _ => of.RawPage(0, 20));
            var middle = Compare(_ => of.Page(items / 2, 20), _ => of.RawPage(items / 2, 20)).Subject;
            var last = Compare(_ => of.PageAfter(items - 21, 20), _ => of.RawPage(items - 20, 20)).Subject;
            sweep.Add(items, raw, start, middle, last);
        }

        var most = sweep.Places[^1];
        sweep.Goal($"middle : start, of {most:N0}", sweep[2, most] / sweep[1, most], 1.5);
        sweep.Goal($"last page : first page, of {most:N0}", sweep[3, most] / sweep[1, most], 1.5);
        return sweep;
    }

    private Sweep Clients()
    {
        const int Count = 100_000;
        var sweep = new Sweep(
            "Clients", "clients", ["raw gets a second", "GetItem a second", "raw commits a second", "PutItem a second, durable"], f => f.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        using var pair = New(Durability.LosesNothing);
        var rows = new Rows(200);
        pair.Create(Table);
        pair.Create("New");
        pair.Load(Table, rows, 0, Count);
        pair.Settle();
        var of = new Operations(pair, Table, rows, Count);
        foreach (var clients in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256])
        {
            var (get, raw) = Measure.Throughput(clients, of.Get, of.RawGet);
            var (put, commit) = Measure.Throughput(clients, _ => of.PutNew("New"), _ => of.RawPut(), Measure.WriteRounds);
            sweep.Add(clients, raw, get, commit, put);
        }

        sweep.GoalAtLeast("GetItem a second of 4 clients : of 1", sweep[1, 4] / sweep[1, 1], 3.2);
        var peak = 0.0;
        var fall = 1.0;
        foreach (var put in sweep.Column(3))
        {
            peak = Math.Max(peak, put);
            fall = Math.Min(fall, put / peak);
        }

        sweep.GoalAtLeast("least PutItem a second past the peak : peak", fall, 0.8);
        return sweep;
    }

    private Sweep Transactions()
    {
        var sweep = Times("Items in a transaction", "items", "raw commit of the rows", "TransactWriteItems, durable");
        using var pair = New(Durability.LosesNothing);
        pair.Create(Table);
        var of = new Operations(pair, Table, new Rows(200), 0);
        foreach (var items in (int[])[1, 2, 5, 10, 25, 50, 100])
        {
            var (transact, raw) = Compare(_ => of.Transact(Table, items), _ => of.RawPut(items));
            sweep.Add(items, raw, transact);
        }

        const double PerItem = 10_000;
        sweep.Goal("100 items, against one sync and 10 µs for each", sweep[1, 100] / (sweep[0, 1] + (100 * PerItem)), 1);
        return sweep;
    }

    private static Sweep Times(string title, string unit, params string[] columns) => new(title, unit, columns, Machine.Duration);

    private Pair New(Durability durability) => Pair.Open(Path.Combine(directory, Guid.NewGuid().ToString("N")), durability);

    private (double Subject, double Limit) Compare(Action<Random> subject, Action<Random> limit)
    {
        var (one, other) = Measure.Compare(() => subject(_random), () => limit(_random));
        return (one.NanosecondsPerOperation, other.NanosecondsPerOperation);
    }

    private static Action<Random> Put(Pair pair, Rows rows, string table)
    {
        var of = new Operations(pair, table, rows, Updated);
        return _ => of.PutNew(table);
    }
}
