// Items and their stream are one: replaying the stream gives the table, whatever writes, switches, rotates or closes meanwhile. And the bytes of a record.
using System.Globalization;
using Dyno.Engine.Streams;

namespace Dyno.Engine.Tests.Streams;

public class JournalTests
{
    [Fact]
    public void Bytes_of_a_record_are_pinned()
    {
        var keys = Item.Of(("pk", "a"));
        var value = JournalRecord.Encode(
            OperationType.MODIFY, ChangeWriter.TimeToLive, keys, Item.Of(("pk", "a"), ("x", 1)), Item.Of(("pk", "a"), ("x", 2)),
            JournalImages.Keys | JournalImages.Old | JournalImages.New);
        JournalRecord.Stamp(value, 0x0000010203040506, hasMoreOfCommit: true);
        Assert.Equal(
            "011E01" + "0000010203040506" + "0007" + "0102706B010161" + "0000000C" + "0102706B010161017802C102" + "0102706B010161017802C104",
            Convert.ToHexString(value));
        var key = new byte[JournalRecord.KeyBytes];
        JournalRecord.WriteKey(key, 7, 258);
        Assert.Equal("00000007" + "0000000000000102", Convert.ToHexString(key));
        var record = JournalRecord.Decode(value);
        Assert.Equal((OperationType.MODIFY, ChangeWriter.TimeToLive, true, keys), (record.Event, record.Writer, record.HasMoreOfCommit, record.Keys));
        Assert.Equal(0x0000010203040506, record.Time.ToUnixTimeMilliseconds());
        const int NewImageBytes = 12;
        for (var length = 0; length <= value.Length - NewImageBytes; length++)
        {
            Assert.Throws<InvalidDataException>(() => JournalRecord.Decode(value[..length]));
        }
    }

    [Fact]
    public void Sequence_numbers_sort_as_text_and_as_numbers()
    {
        ulong[] numbers = [1, 9, 10, 999, 1000, ulong.MaxValue];
        var texts = numbers.Select(SequenceNumbers.ToText).ToList();
        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        Assert.All(texts, t => Assert.Equal(21, t.Length));
        Assert.All(numbers, n => Assert.True(SequenceNumbers.TryParse(SequenceNumbers.ToText(n), out var read) && read == n));
        Assert.False(SequenceNumbers.TryParse("99999999999999999999999", out _));
    }

    // Writers of all kinds on a few keys; the engine is closed at once after the last of them and opened again.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replaying_the_stream_gives_the_table(bool onDisk)
    {
        using var test = new TestEngine(onDisk);
        var arn = await CreateAsync(test.Engine, StreamViewType.NEW_AND_OLD_IMAGES);
        await WriteAsync(test, writers: 16, each: 150);
        await CheckAsync(test, arn);
        if (!onDisk)
        {
            return;
        }

        test.Reopen();
        await CheckAsync(test, arn);
        await WriteAsync(test, writers: 4, each: 50);
        await CheckAsync(test, arn);
    }

    // What a process leaves that dies: its files as they are at some moment, while writers go on and the log ends where it ends.
    [Fact]
    public async Task After_a_crash_items_and_stream_are_one()
    {
        using var test = new TestEngine(onDisk: true);
        var arn = await CreateAsync(test.Engine, StreamViewType.NEW_AND_OLD_IMAGES);
        var writers = WriteAsync(test, writers: 16, each: 150);
        for (var i = 0; i < 5; i++)
        {
            await Task.Delay(20);
            var copy = test.Engine.Path + "-crashed-" + i;
            try
            {
                test.CopyTo(copy);
                using var engine = DynoEngine.Open(copy);
                var items = await engine.ScanAsync(new ScanRequest { TableName = "things" });
                AssertSame(items.Items, WholeStream.Replay(await WholeStream.ReadAllAsync(engine, arn)));
                await engine.PutItemAsync(new PutItemRequest { TableName = "things", Item = TestEngine.Key("after", 1) });
                var last = (await WholeStream.ReadAllAsync(engine, arn))[^1];
                Assert.Equal(TestEngine.Key("after", 1), last.NewImage);
            }
            finally
            {
                Directory.Delete(copy, recursive: true);
            }
        }

        await writers;
        await CheckAsync(test, arn);
    }

    [Fact]
    public async Task Shards_that_close_under_writes_lose_and_repeat_nothing()
    {
        using var test = new TestEngine();
        var arn = await CreateAsync(test.Engine, StreamViewType.NEW_AND_OLD_IMAGES);
        var done = false;
        var isLast = false;
        var rotations = Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                lock (test.Engine.Context.Catalog.Turn)
                {
                    test.Engine.Context.Streams.Rotate(test.Engine.Context.Streams.Get(arn));
                }

                await Task.Delay(5);
            }
        });
        var followed = Task.Run(() => FollowAsync(test.Engine, arn, () => Volatile.Read(ref isLast)));
        await WriteAsync(test, writers: 8, each: 300);
        Volatile.Write(ref done, true);
        await rotations;
        Volatile.Write(ref isLast, true);
        var records = await followed;
        Assert.Equal(records.Select(r => r.SequenceNumber).Distinct().Count(), records.Count);
        await AssertIsTableAsync(test, WholeStream.Replay(records));
    }

    // The stream is switched on and off while writers go on: what it has of an item is whole, from where it begins.
    [Fact]
    public async Task Switching_under_writes_keeps_every_record_whole()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        var done = false;
        var arns = new List<string>();
        var switches = Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                arns.Add(test.Engine.Context.Streams.Enable("things", StreamViewType.NEW_AND_OLD_IMAGES).Describe().LatestStreamArn!);
                await Task.Delay(3);
                test.Engine.Context.Streams.Disable("things");
            }
        });
        await WriteAsync(test, writers: 8, each: 200);
        Volatile.Write(ref done, true);
        await switches;
        Assert.NotEmpty(arns);
        foreach (var arn in arns)
        {
            var items = new Dictionary<string, Item?>();
            foreach (var record in await WholeStream.ReadAllAsync(test.Engine, arn))
            {
                if (items.TryGetValue(record.Keys.ToJson(), out var before))
                {
                    Assert.Equal(before, record.OldImage);
                }

                items[record.Keys.ToJson()] = record.NewImage;
            }
        }
    }

    [Fact]
    public async Task Transaction_is_whole_in_the_journal()
    {
        using var test = new TestEngine();
        await CreateAsync(test.Engine, StreamViewType.KEYS_ONLY);
        await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [.. Enumerable.Range(0, 3).Select(i => new TransactPut { TableName = "things", Item = TestEngine.Key("t", i) })],
        });
        await test.PutAsync(TestEngine.Key("alone", 1));
        var more = new List<bool>();
        using var all = test.Engine.Context.Store.Iterate(test.Engine.Context.Journals, default, default);
        for (var found = all.SeekFirst(); found; found = all.Next())
        {
            more.Add(JournalRecord.Decode(all.Value.ToArray()).HasMoreOfCommit);
        }

        Assert.Equal([true, true, false, false], more);
    }

    internal static async Task<string> CreateAsync(DynoEngine engine, StreamViewType view, string table = "things") => (await engine.CreateTableAsync(new CreateTableRequest
    {
        TableName = table,
        AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N)],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
        StreamSpecification = new StreamSpecification(true, view),
    })).LatestStreamArn!;

    private static async Task WriteAsync(TestEngine test, int writers, int each)
    {
        var random = Seed.Random();
        var seeds = Enumerable.Range(0, writers).Select(_ => random.Next()).ToArray();
        await Task.WhenAll(seeds.Select(seed => Task.Run(async () =>
        {
            var mine = new Random(seed);
            for (var i = 0; i < each; i++)
            {
                await WriteOneAsync(test.Engine, mine);
            }
        })));
    }

    private static async Task WriteOneAsync(DynoEngine engine, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                await engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = Key(random) });
                break;
            case 1:
                await engine.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = "things",
                    Key = Key(random),
                    UpdateExpression = Expr.Update("ADD n :d", (":d", random.Next(2))),
                });
                break;
            case 2:
                var first = random.Next(8);
                await engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems =
                    [
                        new TransactPut { TableName = "things", Item = Value(first, random) },
                        new TransactDelete { TableName = "things", Key = TestEngine.Key("p", (first + 1) % 8) },
                    ],
                });
                break;
            default:
                await engine.PutItemAsync(new PutItemRequest { TableName = "things", Item = Value(random.Next(8), random) });
                break;
        }
    }

    private static Item Key(Random random) => TestEngine.Key("p", random.Next(8));

    private static Item Value(int sk, Random random) => Item.Of(("pk", "p"), ("sk", sk), ("n", random.Next(3)));

    private static async Task CheckAsync(TestEngine test, string arn)
    {
        var records = await WholeStream.ReadAllAsync(test.Engine, arn, limit: 97);
        Assert.Equal(records.Select(r => r.SequenceNumber).Order(StringComparer.Ordinal), records.Select(r => r.SequenceNumber));
        Assert.Equal(records.Select(r => r.EventID).Distinct().Count(), records.Count);
        Assert.All(records, r => Assert.True(decimal.Parse(r.SequenceNumber, CultureInfo.InvariantCulture) > 0));
        await AssertIsTableAsync(test, WholeStream.Replay(records));
    }

    private static async Task AssertIsTableAsync(TestEngine test, Dictionary<string, Item> replayed)
    {
        var page = await test.Engine.ScanAsync(new ScanRequest { TableName = "things" });
        AssertSame(page.Items, replayed);
    }

    private static void AssertSame(IReadOnlyList<Item> items, Dictionary<string, Item> replayed) =>
        Assert.Equal(
            items.Select(i => i.ToJson()).Order(StringComparer.Ordinal),
            replayed.Values.Select(i => i.ToJson()).Order(StringComparer.Ordinal));

    // As a consumer does: from shard to child, to the end of each.
    private static async Task<List<StreamRecord>> FollowAsync(DynoEngine engine, string arn, Func<bool> done)
    {
        var records = new List<StreamRecord>();
        var shard = (await engine.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn })).Shards[0].ShardId;
        var iterator = await WholeStream.IteratorAsync(engine, arn, shard);
        while (true)
        {
            var last = done();
            var page = await engine.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator, Limit = 50 });
            records.AddRange(page.Records);
            if (page.NextShardIterator is { } next)
            {
                if (last && page.Records.Count == 0)
                {
                    return records;
                }

                iterator = next;
                continue;
            }

            var children = await engine.DescribeStreamAsync(new DescribeStreamRequest
            {
                StreamArn = arn,
                ShardFilter = new ShardFilter(ShardFilterType.CHILD_SHARDS, shard),
            });
            shard = Assert.Single(children.Shards).ShardId;
            iterator = await WholeStream.IteratorAsync(engine, arn, shard);
        }
    }
}
