// Global indexes that are added and taken away while writes go on: afterwards they are what building them anew from the items gives.
namespace Dyno.Engine.Tests;

public class OnlineIndexTests
{
    private const int Items = 4000;
    private const int Partitions = 20;
    private const int Writers = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Index_that_is_added_under_writes_is_what_a_rebuild_makes(bool onDisk)
    {
        var random = Seed.Random();
        using var test = new TestEngine(onDisk);
        await test.CreateAsync(global: [new() { IndexName = "byZ", KeySchema = [new("z", KeyType.HASH)] }], more: new AttributeDefinition("z", AttributeType.N));
        await LoadAsync(test, random);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(test, new Random(random.Next()), stop.Token))).ToList();

        // Twice, with another projection, and the first index taken away before it is ready or just after.
        foreach (var (name, projection) in ((string, Projection)[])[("gone", Projection.KeysOnly), ("byX", Projection.Include("z")), ("all", Projection.All)])
        {
            var added = await test.Engine.UpdateTableAsync(Add(name, projection));
            Assert.Contains(added.GlobalSecondaryIndexes, i => i.IndexName == name);
            if (name == "gone")
            {
                await test.Engine.UpdateTableAsync(Remove(name));
            }

            await UntilActiveAsync(test);
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        var written = await Task.WhenAll(writers);
        Assert.All(written, count => Assert.True(count > 0));
        Rebuild.AssertIs(test);
        var table = await test.Engine.DescribeTableAsync("things");
        Assert.Equal(["byZ", "byX", "all"], table.GlobalSecondaryIndexes.Select(i => i.IndexName));
        Assert.All(table.GlobalSecondaryIndexes, i => Assert.Equal((TableStatus.ACTIVE, false), (i.IndexStatus, i.Backfilling)));
        Assert.True(table.GlobalSecondaryIndexes[1].ItemCount > 0);
        if (onDisk)
        {
            test.Reopen();
            Rebuild.AssertIs(test);
            Assert.Equivalent(table, await test.Engine.DescribeTableAsync("things"), strict: true);
        }
    }

    [Fact]
    public async Task Index_that_is_half_built_is_finished_after_reopening()
    {
        var random = Seed.Random();
        using var test = new TestEngine(onDisk: true);
        await test.CreateAsync();
        await LoadAsync(test, random);
        var added = await test.Engine.UpdateTableAsync(Add("byX", Projection.All));
        Assert.Equal((TableStatus.CREATING, true), (added.GlobalSecondaryIndexes[0].IndexStatus, added.GlobalSecondaryIndexes[0].Backfilling));
        Assert.Equal(TableStatus.UPDATING, added.TableStatus);
        var error = await Assert.ThrowsAsync<ValidationException>(() => test.Engine.ScanAsync(new ScanRequest { TableName = "things", IndexName = "byX" }).AsTask());
        Assert.Equal("Cannot read from backfilling global secondary index: byX", error.Message);

        // The first time before much is done: disposing stops the work.
        var half = 0L;
        for (var i = 0; i < 3; i++)
        {
            test.Reopen();
            half = Math.Max(half, test.Engine.Context.Catalog.Get("things").Indexes[0].Counters.Count);
            for (var n = 0; n < 50; n++)
            {
                await WriteOneAsync(test, random);
            }
        }

        await UntilActiveAsync(test);
        Rebuild.AssertIs(test);
        test.Reopen();
        Rebuild.AssertIs(test);
        Assert.Equal(TableStatus.ACTIVE, (await test.Engine.DescribeTableAsync("things")).TableStatus);
    }

    [Fact]
    public async Task Items_that_do_not_fit_have_no_entry_and_cannot_be_written_any_more()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        await test.PutAsync(Row("good", ("x", "text")));
        await test.PutAsync(Row("number", ("x", 1)));
        await test.PutAsync(Row("empty", ("x", "")));
        await test.PutAsync(Row("long", ("x", new string('x', Limits.PartitionKeyBytes + 1))));
        await test.PutAsync(Row("longest", ("x", new string('x', Limits.PartitionKeyBytes))));
        await test.PutAsync(Row("none"));
        var table = await test.Engine.UpdateTableAsync(Add("byX", Projection.All));
        Assert.Equal((TableStatus.ACTIVE, 2), (table.GlobalSecondaryIndexes[0].IndexStatus, table.GlobalSecondaryIndexes[0].ItemCount));
        Assert.Equal(["pk", "sk", "x"], table.AttributeDefinitions.Select(d => d.AttributeName));
        await Assert.ThrowsAsync<ValidationException>(() => test.PutAsync(Row("number", ("x", 2))).AsTask());
        await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("number", 1) });
        Assert.Equal(2, (await test.Engine.DescribeTableAsync("things")).GlobalSecondaryIndexes[0].ItemCount);

        table = await test.Engine.UpdateTableAsync(Remove("byX"));
        Assert.Empty(table.GlobalSecondaryIndexes);
        Assert.Equal(["pk", "sk"], table.AttributeDefinitions.Select(d => d.AttributeName));
        Assert.DoesNotContain("\nindexes ", test.Dump());
        await test.PutAsync(Row("number", ("x", 2)));
    }

    [Fact]
    public async Task One_index_at_a_time_is_added_or_taken_away()
    {
        using var test = new TestEngine();
        await test.CreateAsync(global: [new() { IndexName = "old", KeySchema = [new("sk", KeyType.HASH)] }]);
        await Refused<LimitExceededException>("Only 1 online index", Add("one", Projection.All) with
        {
            GlobalSecondaryIndexUpdates = [.. Add("one", Projection.All).GlobalSecondaryIndexUpdates!, new DeleteGlobalSecondaryIndexAction("old")],
        });
        await Refused<ValidationException>("already exists", Add("old", Projection.All));
        await Refused<ResourceNotFoundException>("Index: none not found", Remove("none"));
        await Refused<ValidationException>("redefined", Add("one", Projection.All) with
        {
            AttributeDefinitions = [new("x", AttributeType.S), new("sk", AttributeType.S)],
        });
        await Refused<ValidationException>("AttributeDefinitions", Add("one", Projection.All) with { AttributeDefinitions = null });
        await Refused<ValidationException>("Only one global secondary index update per index", Remove("old") with
        {
            GlobalSecondaryIndexUpdates = [new DeleteGlobalSecondaryIndexAction("old"), new DeleteGlobalSecondaryIndexAction("old")],
        });
        await Refused<ValidationException>("At least one of", new UpdateTableRequest { TableName = "things" });
        Assert.Equal(["old"], (await test.Engine.DescribeTableAsync("things")).GlobalSecondaryIndexes.Select(i => i.IndexName));

        async Task Refused<T>(string message, UpdateTableRequest request)
            where T : DynoException =>
            Assert.Contains(message, (await Assert.ThrowsAsync<T>(() => test.Engine.UpdateTableAsync(request).AsTask())).Message);
    }

    private static UpdateTableRequest Add(string name, Projection projection) => new()
    {
        TableName = "things",
        AttributeDefinitions = [new("x", AttributeType.S)],
        GlobalSecondaryIndexUpdates =
        [
            new CreateGlobalSecondaryIndexAction(new() { IndexName = name, KeySchema = [new("x", KeyType.HASH)], Projection = projection }),
        ],
    };

    private static UpdateTableRequest Remove(string name) => new()
    {
        TableName = "things",
        GlobalSecondaryIndexUpdates = [new DeleteGlobalSecondaryIndexAction(name)],
    };

    private static Item Row(string pk, params (string Name, AttributeValue Value)[] more) => Item.Of([("pk", pk), ("sk", 1), .. more]);

    private static async Task LoadAsync(TestEngine test, Random random)
    {
        for (var i = 0; i < Items; i += 100)
        {
            await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [.. Enumerable.Range(i, 100).Select(n => new TransactPut { TableName = "things", Item = RandomItem(random, n) })],
            });
        }
    }

    private static async Task UntilActiveAsync(TestEngine test)
    {
        while ((await test.Engine.DescribeTableAsync("things")).TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(5);
        }
    }

    private static async Task<int> WriteAsync(TestEngine test, Random random, CancellationToken stop)
    {
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            await WriteOneAsync(test, random);
            count++;
        }

        return count;
    }

    private static async Task WriteOneAsync(TestEngine test, Random random)
    {
        var number = random.Next(Items + 100);
        var key = TestEngine.Key("p" + (number % Partitions), number);
        try
        {
            switch (random.Next(5))
            {
                case 0:
                    await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = key });
                    break;
                case 1:
                    await test.Engine.UpdateItemAsync(new UpdateItemRequest
                    {
                        TableName = "things",
                        Key = key,
                        UpdateExpression = random.Next(2) == 0
                            ? Expr.Update("REMOVE x SET z = :z", (":z", random.Next(3)))
                            : Expr.Update("SET x = :x", (":x", "x" + random.Next(3))),
                    });
                    break;
                case 2:
                    await test.Engine.UpdateItemAsync(new UpdateItemRequest
                    {
                        TableName = "things",
                        Key = key,
                        UpdateExpression = Expr.Update("SET other = :o", (":o", random.Next(2))),
                    });
                    break;
                case 3:
                    var other = (number + 1 + random.Next(Items)) % Items;
                    await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
                    {
                        TransactItems = number == other
                            ? [new TransactPut { TableName = "things", Item = RandomItem(random, number) }]
                            :
                            [
                                new TransactPut { TableName = "things", Item = RandomItem(random, number) },
                                new TransactDelete { TableName = "things", Key = TestEngine.Key("p" + (other % Partitions), other) },
                            ],
                    });
                    break;
                default:
                    await test.PutAsync(RandomItem(random, number));
                    break;
            }
        }
        catch (ValidationException)
        {
            // Of another type than the index wants.
        }
        catch (TransactionCanceledException)
        {
            // The same.
        }
    }

    private static Item RandomItem(Random random, int number)
    {
        var fields = new Dictionary<string, AttributeValue> { ["pk"] = "p" + (number % Partitions), ["sk"] = number, ["z"] = random.Next(3) };
        switch (random.Next(6))
        {
            case 0:
                break;
            case 1:
                fields["x"] = random.Next(3);
                break;
            default:
                fields["x"] = "x" + random.Next(3);
                break;
        }

        return Item.From(fields);
    }
}
