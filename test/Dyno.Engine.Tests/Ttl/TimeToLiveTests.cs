// Items that expire, on a clock: what goes and what stays, in whichever way it got there, and what is left of it.
using System.Globalization;
using Dyno.Engine.Tests.Streams;
using Dyno.Engine.Ttl;
using Dyno.Expressions;

namespace Dyno.Engine.Tests.Ttl;

public sealed class TimeToLiveTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly TestEngine _test;

    public TimeToLiveTests() => _test = new TestEngine(onDisk: true, _clock);

    private DynoEngine Engine => _test.Engine;

    private long Now => _clock.Now.ToUnixTimeSeconds();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Bytes_of_an_entry_are_pinned()
    {
        var key = TtlEntries.KeyOf([0, 0, 0, 7, 0xAA, 0xBB], 0x0102030405);
        Assert.Equal("00000007" + "0000000102030405" + "AABB", Convert.ToHexString(key));
        Assert.Equal(0x0102030405, TtlEntries.ReadExpiry(key));
        Assert.Equal("00000007AABB", Convert.ToHexString(TtlEntries.ReadItemKey(key)));
    }

    [Fact]
    public async Task Expired_items_go_and_others_stay()
    {
        await _test.CreateAsync();
        await PutAsync(0, Now - 60);
        await EnableAsync();
        await PutAsync(1, Now - 60);
        await PutAsync(2, Now + 100);
        await PutAsync(3, Now.ToString(CultureInfo.InvariantCulture));
        await PutAsync(4, Now - (5 * 366 * 24 * 3600));
        await PutAsync(5, AttributeValue.N((Now - 60).ToString(CultureInfo.InvariantCulture) + ".75"));
        await PutAsync(6, AttributeValue.N("1e60"));
        await PutAsync(7, AttributeValue.N("-1"));
        await PutAsync(8, AttributeValue.N(((Now / 10) - 6).ToString(CultureInfo.InvariantCulture) + "e1"));
        await PutAsync(11, AttributeValue.N((Now - 60).ToString(CultureInfo.InvariantCulture) + ".1234567890123456789012345678"));
        await _test.PutAsync(TestEngine.Key("p", 9));
        await PutAsync(10, Now + 50);
        await SweepAsync();
        Assert.Equal([2, 3, 4, 6, 7, 9, 10], await LeftAsync());

        // Put off before it came, and put off to nothing.
        await PutAsync(10, Now + 200);
        await PutAsync(2, AttributeValue.Null);
        _clock.AdvanceSeconds(150);
        await SweepAsync();
        Assert.Equal([2, 3, 4, 6, 7, 9, 10], await LeftAsync());
        _clock.AdvanceSeconds(51);
        await SweepAsync();
        Assert.Equal([2, 3, 4, 6, 7, 9], await LeftAsync());
        Assert.Equal(6, (await Engine.DescribeTableAsync("things")).ItemCount);
        Assert.Null(Engine.Context.Sweeper.Work.Failure);
    }

    // The clock's own timer begins the sweeps; nobody calls them.
    [Fact]
    public async Task Sweeper_runs_by_itself_also_after_reopening()
    {
        await _test.CreateAsync();
        await EnableAsync();
        await PutAsync(1, Now + 5);
        await PutAsync(2, Now + 1000);
        _test.Reopen();
        _clock.AdvanceSeconds(10);
        for (var i = 0; i < 1000 && (await LeftAsync()).Count > 1; i++)
        {
            await Task.Delay(5);
            _clock.AdvanceSeconds(1);
        }

        Assert.Equal([2], await LeftAsync());
    }

    [Fact]
    public async Task Expiry_is_deleted_from_indexes_and_told_to_the_stream_as_the_services_own()
    {
        var arn = (await Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "things",
            AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N), new("g", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            GlobalSecondaryIndexes = [new GlobalSecondaryIndex
            {
                IndexName = "glo",
                KeySchema = [new("g", KeyType.HASH)],
                ProvisionedThroughput = new ProvisionedThroughput(1, 1),
            }],
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new ProvisionedThroughput(1, 1),
            StreamSpecification = new StreamSpecification(true, StreamViewType.NEW_AND_OLD_IMAGES),
        })).LatestStreamArn!;
        await EnableAsync();
        var item = Item.Of(("pk", "p"), ("sk", 1), ("g", "x"), ("expires", Now - 1));
        await _test.PutAsync(item);
        await SweepAsync();

        Assert.Empty((await Engine.ScanAsync(new ScanRequest { TableName = "things", IndexName = "glo" })).Items);
        var records = await WholeStream.ReadAllAsync(Engine, arn);
        Assert.Equal([OperationType.INSERT, OperationType.REMOVE], records.Select(r => r.EventName));
        Assert.Null(records[0].UserIdentity);
        Assert.Equal(new StreamIdentity("Service", "dynamodb.amazonaws.com"), records[1].UserIdentity);
        Assert.Equal((TestEngine.Key("p", 1), item, null), (records[1].Keys, records[1].OldImage, records[1].NewImage));
    }

    // More items than are looked through at once are looked through in the background, while they are written.
    [Fact]
    public async Task Items_that_were_there_are_found_while_writes_go_on()
    {
        const int Count = 3000;
        await _test.CreateAsync();
        for (var i = 0; i < Count; i++)
        {
            await PutAsync(i, i % 2 == 0 ? Now - 10 : Now + 1000);
        }

        await EnableAsync();
        Assert.Equal(TimeToLiveStatus.ENABLING, (await Engine.DescribeTimeToLiveAsync("things")).TimeToLiveStatus);
        await Assert.ThrowsAsync<ValidationException>(() => UpdateAsync(enabled: false));
        var random = Seed.Random();
        var putOff = new HashSet<int>();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                var sk = random.Next(Count);
                if (await PutOffAsync(sk))
                {
                    putOff.Add(sk);
                }
            }
        });
        await SweepAsync();
        await writer;
        await SweepAsync();
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.ENABLED, "expires"), await Engine.DescribeTimeToLiveAsync("things"));
        Assert.Equal(Enumerable.Range(0, Count).Where(i => i % 2 != 0 || putOff.Contains(i)), await LeftAsync());
        AssertEntries();

        async Task<bool> PutOffAsync(int sk)
        {
            try
            {
                await Engine.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = "things",
                    Key = TestEngine.Key("p", sk),
                    UpdateExpression = Expr.Update("SET expires = :t", (":t", Now + 2000)),
                    ConditionExpression = ConditionExpression.AttributeExists("pk"),
                });
                return true;
            }
            catch (ConditionalCheckFailedException)
            {
                return false;
            }
        }
    }

    // Whatever writes, switches and sweeps do to a few items: entries and items agree.
    [Fact]
    public async Task Every_item_has_the_entry_of_its_expiry_and_no_other()
    {
        await _test.CreateAsync();
        await EnableAsync();
        var random = Seed.Random();
        var seeds = Enumerable.Range(0, 8).Select(_ => random.Next()).ToArray();
        var writers = Task.WhenAll(seeds.Select(seed => Task.Run(async () =>
        {
            var mine = new Random(seed);
            for (var i = 0; i < 100; i++)
            {
                var sk = mine.Next(10);
                if (mine.Next(4) == 0)
                {
                    await Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("p", sk) });
                }
                else
                {
                    await PutAsync(sk, mine.Next(3) == 0 ? "never" : Now + mine.Next(-3, 3));
                }
            }
        })));
        while (!writers.IsCompleted)
        {
            await SweepAsync();
            await UpdateAsync(enabled: false);
            await EnableAsync();
        }

        await writers;
        AssertEntries();
        _clock.AdvanceSeconds(10);
        await SweepAsync();
        AssertEntries();
        Assert.All(await ItemsAsync(), i => Assert.Equal("never", i["expires"]!.AsString()));
    }

    [Fact]
    public async Task Disabling_forgets_all_entries()
    {
        await _test.CreateAsync();
        await EnableAsync();
        await PutAsync(1, Now + 10);
        await UpdateAsync(enabled: false);
        await PutAsync(2, Now + 10);
        using (var left = Engine.Context.Store.Iterate(Engine.Context.Expiries, default, default))
        {
            Assert.False(left.SeekFirst());
        }

        _clock.AdvanceSeconds(20);
        await SweepAsync();
        Assert.Equal([1, 2], await LeftAsync());
        await EnableAsync();
        await SweepAsync();
        Assert.Empty(await LeftAsync());
        await Engine.DeleteTableAsync("things");
        Assert.DoesNotContain("items ", _test.Dump());
    }

    [Fact]
    public async Task Second_change_within_the_interval_is_refused_where_one_is_set()
    {
        using var engine = DynoEngine.Open("ttl", new DynoEngineOptions
        {
            InMemory = true,
            Clock = _clock,
            TimeToLiveChangeInterval = TimeSpan.FromHours(1),
        });
        await JournalTests.CreateAsync(engine, StreamViewType.KEYS_ONLY);
        await Change(true);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => Change(false));
        Assert.Equal("Time to live has been modified multiple times within a fixed interval", refused.Message);
        Assert.Equal("TimeToLive is already enabled", (await Assert.ThrowsAsync<ValidationException>(() => Change(true))).Message);
        _clock.Advance(TimeSpan.FromHours(1));
        await Change(false);
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.DISABLED), await engine.DescribeTimeToLiveAsync("things"));

        Task Change(bool enabled) => engine.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = "things",
            TimeToLiveSpecification = new TimeToLiveSpecification(enabled, "expires"),
        }).AsTask();
    }

    private void AssertEntries()
    {
        var table = Engine.Context.Catalog.Get("things");
        var expected = new List<string>();
        using (var items = Engine.Context.Store.Iterate(Engine.Context.Items, default, default))
        {
            for (var more = items.SeekFirst(); more; more = items.Next())
            {
                if (TtlEntries.ExpiryOf(table.ExpiryAttribute, new Item(items.Value.ToArray())) is { } expiry)
                {
                    expected.Add(Convert.ToHexString(TtlEntries.KeyOf(items.Key, expiry)));
                }
            }
        }

        var entries = new List<string>();
        using var all = Engine.Context.Store.Iterate(Engine.Context.Expiries, default, default);
        for (var more = all.SeekFirst(); more; more = all.Next())
        {
            entries.Add(Convert.ToHexString(all.Key));
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), entries);
    }

    private async Task SweepAsync()
    {
        await Engine.Context.Sweeper.Work.Running;
        Engine.Context.Sweeper.Work.Begin();
        await Engine.Context.Sweeper.Work.Running;
        Assert.Null(Engine.Context.Sweeper.Work.Failure);
    }

    private Task EnableAsync() => UpdateAsync(enabled: true);

    private Task UpdateAsync(bool enabled) => Engine.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
    {
        TableName = "things",
        TimeToLiveSpecification = new TimeToLiveSpecification(enabled, "expires"),
    }).AsTask();

    private ValueTask<PutItemResult> PutAsync(int sk, AttributeValue expires) => _test.PutAsync(Item.Of(("pk", "p"), ("sk", sk), ("expires", expires)));

    private async Task<List<Item>> ItemsAsync() => [.. (await Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items];

    private async Task<List<int>> LeftAsync() => [.. (await ItemsAsync()).Select(i => i.TryGet("sk", out var sk) ? sk.GetInt32() : -1).Order()];
}
