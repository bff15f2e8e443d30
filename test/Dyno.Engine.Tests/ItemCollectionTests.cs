// The sizes of item collections: exact after any writes and after reopening, refused above the limit, and counted in databases that did not have them.
using Dyno.Engine.Indexes;
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public class ItemCollectionTests
{
    private static readonly LocalSecondaryIndex Whole = new() { IndexName = "whole", KeySchema = [new("pk", KeyType.HASH), new("lk", KeyType.RANGE)] };

    private static readonly LocalSecondaryIndex Keys = Whole with { IndexName = "keys", Projection = Projection.KeysOnly };

    [Fact]
    public async Task Sizes_are_exact_under_concurrent_writes_and_after_reopening()
    {
        using var test = await OpenAsync(onDisk: true);
        var seed = Seed.Random().Next();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < 100; i++)
            {
                var key = TestEngine.Key("p" + random.Next(3), random.Next(12));
                var action = random.Next(4);
                if (action == 0)
                {
                    await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = key });
                }
                else if (action == 1)
                {
                    await test.Engine.UpdateItemAsync(new UpdateItemRequest
                    {
                        TableName = "things",
                        Key = key,
                        UpdateExpression = UpdateExpression.Parse(random.Next(2) == 0 ? "REMOVE lk" : "SET x = pk"),
                    });
                }
                else
                {
                    await test.PutAsync(Item.Of([.. key.Select(a => (a.Key, a.Value)), ("lk", random.Next(5)), ("x", new string('x', random.Next(50)))]));
                }
            }
        })));

        AssertExact(test);
        test.Reopen();
        AssertExact(test);
        foreach (var item in (await test.Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items)
        {
            await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key(item["pk"]!.AsString(), (long)item["sk"]!.AsNumber().ToDouble()) });
        }

        Assert.Empty(Stored(test));
    }

    [Fact]
    public async Task Nothing_makes_a_collection_larger_than_its_limit()
    {
        using var test = await OpenAsync(limitBytes: 2500);
        await test.PutAsync(Sized(1, 1000));
        await test.PutAsync(Sized(2, 1000));
        var before = test.Dump();
        var error = await Assert.ThrowsAsync<ItemCollectionSizeLimitExceededException>(() => test.PutAsync(Sized(3, 1000)).AsTask());
        Assert.Equal("Collection size exceeded.", error.Message);
        await Assert.ThrowsAsync<ItemCollectionSizeLimitExceededException>(() => test.Engine.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { ["things"] = [WriteRequest.Put(Sized(4, 300)), WriteRequest.Put(Sized(5, 300))] },
        }).AsTask());
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = "things", Item = Item.Of(("pk", "other"), ("sk", 1)) },
                new TransactPut { TableName = "things", Item = Sized(3, 1000) },
            ],
        }).AsTask());
        Assert.Equal(["None", "ItemCollectionSizeLimitExceeded"], cancelled.CancellationReasons.Select(r => r.Code));
        Assert.Equal(before, test.Dump());

        // Others go on, and so does this one when it has become smaller.
        await test.PutAsync(Item.Of(("pk", "other"), ("sk", 1)));
        await test.PutAsync(Sized(2, 200));
        await test.PutAsync(Sized(3, 1000));
        AssertExact(test);
    }

    [Fact]
    public async Task Database_that_did_not_count_is_counted_when_it_is_opened()
    {
        using var test = await OpenAsync(onDisk: true);
        await test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("lk", 5), ("x", "text")));
        await test.PutAsync(Item.Of(("pk", "a"), ("sk", 2)));
        var context = test.Engine.Context;
        var id = context.Catalog.Get("things").Id;
        using (var batch = context.Store.RentBatch())
        {
            batch.DeleteRange(context.Meta, MetaKeys.ItemCollections(id), MetaKeys.ItemCollections(id + 1));
            context.Store.Commit(batch);
        }

        test.Reopen();
        AssertExact(test);
        Assert.Single(Stored(test));
    }

    [Fact]
    public async Task Deleted_table_leaves_no_sizes()
    {
        using var test = await OpenAsync();
        await test.PutAsync(Sized(1, 100));
        var id = test.Engine.Context.Catalog.Get("things").Id;
        Assert.Single(Stored(test));
        await test.Engine.DeleteTableAsync("things");
        using var left = test.Engine.Context.Store.Iterate(test.Engine.Context.Meta, MetaKeys.ItemCollections(id), MetaKeys.ItemCollections(id + 1));
        Assert.False(left.SeekFirst());
    }

    private static async Task<TestEngine> OpenAsync(bool onDisk = false, long? limitBytes = null)
    {
        var test = new TestEngine(onDisk, itemCollectionBytes: limitBytes);
        await test.CreateAsync(local: [Whole, Keys], more: new AttributeDefinition("lk", AttributeType.N));
        return test;
    }

    private static Item Sized(long sk, int size)
    {
        var bare = Item.Of(("pk", "a"), ("sk", sk), ("d", "")).Size;
        return Item.Of(("pk", "a"), ("sk", sk), ("d", new string('x', size - bare)));
    }

    private static Dictionary<string, long> Stored(TestEngine test)
    {
        var context = test.Engine.Context;
        var prefix = MetaKeys.ItemCollections(context.Catalog.Get("things").Id);
        var sizes = new Dictionary<string, long>();
        using var records = context.Store.Iterate(context.Meta, prefix, MetaKeys.ItemCollections(context.Catalog.Get("things").Id + 1));
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            if (records.Key.Length > prefix.Length)
            {
                sizes.Add(Encoding(records.Key[prefix.Length..]), System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(records.Value));
            }
        }

        return sizes;

        static string Encoding(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
    }

    // What is stored is what the items and their entries are.
    private static void AssertExact(TestEngine test)
    {
        var table = test.Engine.Context.Catalog.Get("things");
        var items = test.Engine.ScanAsync(new ScanRequest { TableName = "things" }).AsTask().Result.Items;
        var expected = items.GroupBy(i => i["pk"]!.AsString()).ToDictionary(
            g => g.Key, g => g.Sum(i => (long)i.Size + table.Indexes.Where(_ => i.Contains("lk")).Sum(x => IndexProjection.Project(x, i).Size)));
        Assert.Equal(expected.OrderBy(e => e.Key), Stored(test).OrderBy(e => e.Key));
    }
}
