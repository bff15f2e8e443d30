// AWS SDK for .NET, DynamoDBContext: objects with versions, converters, indexes, batches and transactions.

using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace DynoClients.Tests.AwsSdk;

public class ObjectPersistenceTests(ServedEngine served) : IClassFixture<ServedEngine>
{
    public enum Mood
    {
        Calm,
        Wild,
    }

    [Fact]
    public async Task Objects_are_saved_loaded_queried_and_deleted()
    {
        using var client = Sdk.Client(served);
        var name = await Sdk.CreateTableAsync(client);
        using var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => client).Build();
        var saving = new SaveConfig { OverrideTableName = name };
        var loading = new LoadConfig { OverrideTableName = name, ConsistentRead = true };

        var order = new Order
        {
            Customer = "ann",
            Id = "1",
            State = "open",
            Amount = 12.34m,
            Mood = Mood.Wild,
            Placed = new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc),
            Lines = [new Line { Sku = "x", Count = 2 }],
            Tags = ["a", "b"],
            Attributes = new() { ["colour"] = "red" },
            Blob = [1, 2, 3],
        };
        await context.SaveAsync(order, saving);
        Assert.Equal(0, order.Version);
        var read = await context.LoadAsync<Order>("ann", "1", loading);
        Assert.Equal(12.34m, read.Amount);
        Assert.Equal(Mood.Wild, read.Mood);
        Assert.Equal(order.Placed, read.Placed.ToUniversalTime());
        Assert.Equal(2, read.Lines[0].Count);
        Assert.Equal(["a", "b"], read.Tags.Order());
        Assert.Equal("red", read.Attributes["colour"]);
        Assert.Equal([1, 2, 3], read.Blob);

        // Two readers, one wins: the version is a condition.
        read.Amount = 1;
        await context.SaveAsync(read, saving);
        order.Amount = 2;
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => context.SaveAsync(order, saving));

        var batch = context.CreateBatchWrite<Order>(new BatchWriteConfig { OverrideTableName = name, SkipVersionCheck = true });
        batch.AddPutItems(Enumerable.Range(0, 30).Select(i => new Order { Customer = "bob", Id = $"{i:D2}", State = i % 2 == 0 ? "open" : "paid", Amount = i }));
        await batch.ExecuteAsync();
        var some = await context.QueryAsync<Order>("bob", QueryOperator.Between, ["05", "09"], new QueryConfig { OverrideTableName = name, BackwardQuery = true }).GetRemainingAsync();
        Assert.Equal(["09", "08", "07", "06", "05"], some.Select(o => o.Id));
        var paid = await context.QueryAsync<Order>(
            "paid", QueryOperator.GreaterThan, [24m], new QueryConfig { OverrideTableName = name, IndexName = "byState" }).GetRemainingAsync();
        Assert.Equal([25m, 27m, 29m], paid.Select(o => o.Amount));
        var scanned = await context.ScanAsync<Order>(
            [new ScanCondition("Amount", ScanOperator.GreaterThanOrEqual, 28m)], new ScanConfig { OverrideTableName = name }).GetRemainingAsync();
        Assert.Equal(["28", "29"], scanned.Select(o => o.Id).Order());

        var transaction = context.CreateTransactWrite<Order>(new TransactWriteConfig { OverrideTableName = name });
        transaction.AddSaveItem(new Order { Customer = "carl", Id = "1", State = "open", Amount = 5 });
        transaction.AddDeleteKey("bob", "00");
        await transaction.ExecuteAsync();
        Assert.NotNull(await context.LoadAsync<Order>("carl", "1", loading));
        await context.DeleteAsync<Order>("carl", "1", new DeleteConfig { OverrideTableName = name });
        Assert.Null(await context.LoadAsync<Order>("carl", "1", loading));
    }

    [DynamoDBTable("Orders")]
    public sealed class Order
    {
        [DynamoDBHashKey("customer")]
        public string Customer { get; set; } = "";

        [DynamoDBRangeKey("order")]
        public string Id { get; set; } = "";

        [DynamoDBGlobalSecondaryIndexHashKey("byState", AttributeName = "state")]
        public string State { get; set; } = "";

        [DynamoDBGlobalSecondaryIndexRangeKey("byState", AttributeName = "amount")]
        public decimal Amount { get; set; }

        public Mood Mood { get; set; }

        public DateTime Placed { get; set; }

        public List<Line> Lines { get; set; } = [];

        public HashSet<string> Tags { get; set; } = [];

        public Dictionary<string, string> Attributes { get; set; } = [];

        public byte[] Blob { get; set; } = [];

        [DynamoDBVersion]
        public int? Version { get; set; }
    }

    public sealed class Line
    {
        public string Sku { get; set; } = "";

        public int Count { get; set; }
    }
}
