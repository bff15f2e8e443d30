// Reads that lag see the store as it was: by how much, where, and never backwards.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public class LaggingReadTests
{
    private static readonly ConsistencySimulation Simulation = new()
    {
        EventualReadLag = TimeSpan.FromSeconds(8),
        GlobalIndexLag = TimeSpan.FromSeconds(80),
    };

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Eventual_reads_lag_and_global_indexes_lag_further_while_consistent_reads_and_transactions_do_not()
    {
        using var test = await CreateAsync();
        await test.PutAsync(Row(1));
        Assert.Equal((null, null, null, null, null), await EventualAsync(test));
        Assert.Equal((1, 1, 1, 1, 1), await ConsistentAsync(test));

        _clock.AdvanceSeconds(8);
        Assert.Equal((1, 1, 1, 1, null), await EventualAsync(test));
        await test.PutAsync(Row(2));
        _clock.AdvanceSeconds(7.9);
        Assert.Equal((1, 1, 1, 1, null), await EventualAsync(test));
        Assert.Equal((2, 2, 2, 2, 2), await ConsistentAsync(test));
        _clock.AdvanceSeconds(0.1);
        Assert.Equal((2, 2, 2, 2, null), await EventualAsync(test));
        _clock.AdvanceSeconds(72);
        Assert.Equal((2, 2, 2, 2, 2), await EventualAsync(test));

        await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 1) });
        Assert.Equal((2, 2, 2, 2, 2), await EventualAsync(test));
        _clock.AdvanceSeconds(100);
        Assert.Equal((null, null, null, null, null), await EventualAsync(test));
    }

    // Every second a value, and sometimes none for a while: what is read is never younger than the lag, never older than the lag and an eighth, and
    // never goes back.
    [Fact]
    public async Task What_is_read_is_as_old_as_promised_and_never_goes_back()
    {
        using var test = await CreateAsync();
        var random = Seed.Random();
        var written = new List<(double At, int Value)>();
        double now = 0;
        var last = 0;
        for (var value = 1; value < 2000; value++)
        {
            await test.PutAsync(Row(value));
            written.Add((now, value));
            for (var step = random.Next(3); step > 0; step--)
            {
                var seconds = random.Next(10) == 0 ? 20 : random.NextDouble() / 4;
                _clock.AdvanceSeconds(seconds);
                now += seconds;
                var seen = await GetAsync(test, consistent: false) ?? 0;
                var youngest = written.Where(w => w.At <= now - 8 + 0.001).Select(w => w.Value).DefaultIfEmpty().Last();
                var oldest = written.Where(w => w.At < now - 9 - 0.001).Select(w => w.Value).DefaultIfEmpty().Last();
                Assert.InRange(seen, Math.Max(last, oldest), youngest);
                last = seen;
            }
        }
    }

    [Fact]
    public async Task Readers_and_writers_at_once_see_prefixes_of_the_writes()
    {
        using var test = new TestEngine(simulation: new ConsistencySimulation { EventualReadLag = TimeSpan.FromMilliseconds(40) });
        await CreateTableAsync(test);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        var writer = Task.Run(async () =>
        {
            for (var value = 1; !stop.IsCancellationRequested; value++)
            {
                await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems = [Put("a", value), Put("b", value)],
                });
            }
        });
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var last = (A: 0L, B: 0L);
            while (!stop.IsCancellationRequested)
            {
                // A page is of one moment: both keys of a transaction are there with one value.
                var page = await test.Engine.ScanAsync(new ScanRequest { TableName = "things" });
                var values = page.Items.Select(i => ValueOf(i)).Distinct().ToList();
                Assert.True(values.Count <= 1);
                var (a, b) = (await ReadAsync("a"), await ReadAsync("b"));
                Assert.True(a >= last.A && b >= last.B && b >= a);
                last = (a, b);
            }
        })).ToArray();
        await Task.WhenAll([writer, .. readers]);

        async Task<long> ReadAsync(string pk) =>
            ValueOf((await test.Engine.GetItemAsync(new GetItemRequest { TableName = "things", Key = TestEngine.Key(pk, 1) })).Item) ?? 0;

        static TransactPut Put(string pk, long value) => new() { TableName = "things", Item = Item.Of(("pk", pk), ("sk", 1), ("value", value)) };
    }

    private static Item Row(long value) => Item.Of(("pk", "a"), ("sk", 1), ("name", "n"), ("number", 5), ("value", value));

    private async Task<TestEngine> CreateAsync()
    {
        var test = new TestEngine(clock: _clock, simulation: Simulation);
        await CreateTableAsync(test);
        return test;
    }

    private static async Task CreateTableAsync(TestEngine test) => await test.CreateAsync(
        local: [new LocalSecondaryIndex { IndexName = "ByNumber", KeySchema = [new("pk", KeyType.HASH), new("number", KeyType.RANGE)], Projection = Projection.KeysOnly }],
        global: [new GlobalSecondaryIndex { IndexName = "ByName", KeySchema = [new("name", KeyType.HASH)] }],
        more: [new("number", AttributeType.N), new("name", AttributeType.S)]);

    private static async Task<int?> GetAsync(TestEngine test, bool consistent) => ValueOf(
        (await test.Engine.GetItemAsync(new GetItemRequest { TableName = "things", Key = TestEngine.Key("a", 1), ConsistentRead = consistent })).Item);

    private static int? ValueOf(Item? item) => item is { } found && found["value"]!.AsNumber().TryToInt64(out var n) ? (int)n : null;

    private static async Task<(int? Get, int? Batch, int? Scan, int? Local, int? Global)> EventualAsync(TestEngine test) => (
        await GetAsync(test, consistent: false),
        await BatchAsync(test, consistent: false),
        ValueOf((await test.Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items.Cast<Item?>().SingleOrDefault()),
        await LocalAsync(test, consistent: false),
        ValueOf((await test.Engine.QueryAsync(new QueryRequest
        {
            TableName = "things",
            IndexName = "ByName",
            KeyConditionExpression = KeyConditionExpression.For("name", EncodedValue.FromString("n")),
        })).Items.Cast<Item?>().SingleOrDefault()));

    private static async Task<(int? Get, int? Batch, int? Scan, int? Local, int? Transaction)> ConsistentAsync(TestEngine test) => (
        await GetAsync(test, consistent: true),
        await BatchAsync(test, consistent: true),
        ValueOf((await test.Engine.ScanAsync(new ScanRequest { TableName = "things", ConsistentRead = true })).Items.Cast<Item?>().SingleOrDefault()),
        await LocalAsync(test, consistent: true),
        ValueOf((await test.Engine.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [new() { TableName = "things", Key = TestEngine.Key("a", 1) }],
        })).Responses[0]));

    private static async Task<int?> BatchAsync(TestEngine test, bool consistent) => ValueOf((await test.Engine.BatchGetItemAsync(new BatchGetItemRequest
    {
        RequestItems = new Dictionary<string, KeysAndAttributes>
        {
            ["things"] = new() { Keys = [TestEngine.Key("a", 1)], ConsistentRead = consistent },
        },
    })).Responses["things"].Cast<Item?>().SingleOrDefault());

    // Fetched from the table through the index, which has the keys only.
    private static async Task<int?> LocalAsync(TestEngine test, bool consistent) => ValueOf((await test.Engine.QueryAsync(new QueryRequest
    {
        TableName = "things",
        IndexName = "ByNumber",
        KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString("a")),
        Select = Select.ALL_ATTRIBUTES,
        ConsistentRead = consistent,
    })).Items.Cast<Item?>().SingleOrDefault());
}
