// Indexes after random writes are what building them anew from the items gives; so are the counters, also after reopening.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Tests;

public class IndexMaintenanceTests
{
    private const int Writes = 2000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Random_writes_leave_the_indexes_as_a_rebuild_makes_them(bool inTransactions)
    {
        using var test = new TestEngine(onDisk: inTransactions);
        await test.CreateAsync(
            local: [new() { IndexName = "byN", KeySchema = [new("pk", KeyType.HASH), new("n", KeyType.RANGE)], Projection = Projection.Include("x") }],
            global:
            [
                new() { IndexName = "byX", KeySchema = [new("x", KeyType.HASH), new("n", KeyType.RANGE)] },
                new() { IndexName = "keys", KeySchema = [new("x", KeyType.HASH)], Projection = Projection.KeysOnly },
            ],
            more: [new("x", AttributeType.B), new("n", AttributeType.N)]);
        var random = Seed.Random();
        for (var i = 0; i < Writes; i++)
        {
            if (inTransactions)
            {
                await test.Engine.TransactWriteItemsAsync(Transaction(random));
            }
            else
            {
                await WriteOneAsync(test, random);
            }
        }

        Rebuild.AssertIs(test);
        if (inTransactions)
        {
            test.Reopen();
            Rebuild.AssertIs(test);
        }
    }

    private static async Task WriteOneAsync(TestEngine test, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = RandomKey(random) });
                break;
            case 1:
                await test.Engine.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = "things",
                    Key = RandomKey(random),
                    UpdateExpression = random.Next(2) == 0 ? Expr.Update("REMOVE n SET z = :z", (":z", random.Next(3))) : Expr.Update("SET n = :n", (":n", random.Next(3))),
                });
                break;
            default:
                await test.PutAsync(RandomItem(random));
                break;
        }
    }

    private static TransactWriteItemsRequest Transaction(Random random)
    {
        var items = new List<TransactWriteItem>();
        var keys = new HashSet<Item>();
        for (var i = 0; i < 3; i++)
        {
            var item = RandomItem(random);
            var key = Item.Of(("pk", item["pk"]!), ("sk", item["sk"]!));
            if (keys.Add(key))
            {
                items.Add(random.Next(3) == 0
                    ? new TransactDelete { TableName = "things", Key = key }
                    : new TransactPut { TableName = "things", Item = item });
            }
        }

        return new TransactWriteItemsRequest { TransactItems = items };
    }

    private static Item RandomKey(Random random) => TestEngine.Key("p" + random.Next(4), random.Next(6));

    private static Item RandomItem(Random random)
    {
        var fields = new Dictionary<string, AttributeValue> { ["pk"] = "p" + random.Next(4), ["sk"] = random.Next(6), ["z"] = random.Next(3) };
        if (random.Next(3) > 0)
        {
            fields["x"] = random.Next(2) == 0 ? new byte[] { 0 } : new byte[] { 0, 0xFF };
        }

        if (random.Next(3) > 0)
        {
            fields["n"] = random.Next(-2, 3);
        }

        return Item.From(fields);
    }

    [Fact]
    public async Task Write_set_tells_a_person_what_it_does()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        var table = test.Engine.Context.Catalog.Get("things");
        var item = Item.Of(("pk", "a"), ("sk", 1));
        var set = new WriteSet([ActionBuilder.Put(table, item, item.Size)]);
        await test.Engine.Context.Commit.WriteAsync(set, default);
        Assert.Equal("put things {\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"}}\n", set.ToString());
    }
}
