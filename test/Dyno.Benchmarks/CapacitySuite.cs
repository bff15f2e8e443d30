// What metering and throttling cost while nothing throttles: the same operation on a table on demand (which only counts) and on a provisioned one
// (which also asks and charges buckets), and each operation against its metering alone.

using Dyno.Engine;
using Dyno.Storage;

namespace Dyno.Benchmarks;

internal sealed class CapacitySuite(string directory) : IDisposable
{
    private const int Items = 10_000;

    // How often the metering is run for one operation's time, so that the clock and the loop do not count.
    private const int Repeats = 100;

    private readonly DynoEngine _engine = DynoEngine.Open(
        Path.Combine(directory, "capacity"), new DynoEngineOptions { Durability = Durability.LosesLastWritesOnPowerLoss });

    private readonly Random _random = new(1);

    public void Dispose() => _engine.Dispose();

    private void Load()
    {
        Create("OnDemand", null);
        Create("Provisioned", new ProvisionedThroughput(1_000_000_000, 1_000_000_000));
        using var blocking = SynchronousCall.Enter();
        foreach (var table in (string[])["OnDemand", "Provisioned"])
        {
            for (var n = 0; n < Items; n++)
            {
                Put(table, n);
            }
        }
    }

    public IEnumerable<(string Name, string Limit, Side Subject, Side LimitSide)> Run()
    {
        Load();
        yield return Compare("GetItem, provisioned", "GetItem, on demand", () => Get("Provisioned"), () => Get("OnDemand"));
        yield return Compare("PutItem, provisioned", "PutItem, on demand", () => Put("Provisioned", _random.Next(Items)), () => Put("OnDemand", _random.Next(Items)));
        yield return Compare("GetItem, on demand", $"its metering alone, {Repeats} times", () => Get("OnDemand"), () => MeterRead("OnDemand"));
        yield return Compare("GetItem, provisioned", $"its metering alone, {Repeats} times", () => Get("Provisioned"), () => MeterRead("Provisioned"));
        yield return Compare("PutItem, on demand", $"its metering alone, {Repeats} times", () => Put("OnDemand", _random.Next(Items)), () => MeterWrite("OnDemand"));
        yield return Compare(
            "metering of a read, on demand, 4 threads", "one thread", () => OnThreads(4, () => MeterRead("OnDemand")), () => OnThreads(1, () => MeterRead("OnDemand")));
    }

    private static (string, string, Side, Side) Compare(string name, string limit, Action subject, Action other)
    {
        var (one, two) = Measure.Compare(subject, other);
        return (name, limit, one, two);
    }

    private static void OnThreads(int threads, Action action) => Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
    {
        for (var i = 0; i < Repeats; i++)
        {
            action();
        }
    });

    private void Create(string name, ProvisionedThroughput? throughput) => _engine.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        AttributeDefinitions = [new("pk", AttributeType.S)],
        KeySchema = [new("pk", KeyType.HASH)],
        BillingMode = throughput is null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED,
        ProvisionedThroughput = throughput,
    }).AsTask().GetAwaiter().GetResult();

    private void Get(string table)
    {
        using var blocking = SynchronousCall.Enter();
        var found = _engine.GetItemAsync(new GetItemRequest { TableName = table, Key = Item.Of(("pk", $"{_random.Next(Items)}")) }).GetAwaiter().GetResult();
        if (found.Item is null)
        {
            throw new InvalidOperationException("The benchmark did not find what it stored.");
        }
    }

    private void Put(string table, int n)
    {
        using var blocking = SynchronousCall.Enter();
        _engine.PutItemAsync(new PutItemRequest { TableName = table, Item = Item.Of(("pk", $"{n}"), ("text", "a short text"), ("count", n)) })
            .GetAwaiter().GetResult();
    }

    private void MeterRead(string name)
    {
        var context = _engine.Context;
        var table = context.Catalog.Get(name);
        for (var i = 0; i < Repeats; i++)
        {
            context.Capacity.CheckRead(table.Capacity, 7);
            context.Capacity.ChargeRead(table.Capacity, 7, 0.5);
        }
    }

    private void MeterWrite(string name)
    {
        var context = _engine.Context;
        var table = context.Catalog.Get(name);
        var change = new Dyno.Engine.Commit.ItemChange(table, new byte[16]) { BeforeSize = 100, AfterSize = 100 };
        var set = new Dyno.Engine.Commit.WriteSet([]);
        for (var i = 0; i < Repeats; i++)
        {
            if (context.Capacity.RefuseWrite(change) is null)
            {
                context.Capacity.ChargeWrite(set, change);
            }
        }
    }
}
