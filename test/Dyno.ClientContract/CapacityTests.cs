// Consumed capacity, to the unit.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html

namespace Dyno.ClientContract;

public abstract class CapacityTests(ContractFixture fixture) : ContractTests(fixture)
{
    private const ReturnConsumedCapacity Indexes = ReturnConsumedCapacity.INDEXES;

    private static string Text(int bytes) => new('x', bytes);

    [Theory]
    [InlineData(100, false, 0.5)]
    [InlineData(100, true, 1)]
    [InlineData(5000, false, 1)]
    [InlineData(5000, true, 2)]
    [InlineData(-1, false, 0.5)]
    [InlineData(-1, true, 1)]
    public async Task A_read_costs_by_4_KB(int bytes, bool consistent, double units)
    {
        var table = await CreateTextAsync();
        if (bytes >= 0)
        {
            await PutAsync(table, Row("a", "1", ("x", Text(bytes))));
        }

        var result = await Client.GetItemAsync(new GetItemRequest
        {
            TableName = table,
            Key = Key("a", "1"),
            ConsistentRead = consistent,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Equal(new ConsumedCapacity { TableName = table, CapacityUnits = units }, result.ConsumedCapacity);
    }

    [Fact]
    public async Task A_write_costs_by_1_KB_of_the_larger_item_and_by_index_entry()
    {
        var table = await CreateTextAsync(Global("ByName", "name"), Global("Never", "absent"), Local("ByNumber", "number"));
        Assert.Equal((1.0, 0.0, 0.0), await Cost(Row("a", "1")));
        Assert.Equal((3.0, 0.0, 0.0), await Cost(Row("a", "1", ("x", Text(2500)))));

        // The item was 2.5 KB and is small now; a new entry in each index.
        Assert.Equal((3.0, 1.0, 1.0), await Cost(Row("a", "1", ("name", "n"), ("number", 1))));

        // Another index key: the old entry goes, the new one comes. The local index's entry changes in its place, because it projects everything.
        Assert.Equal((1.0, 2.0, 1.0), await Cost(Row("a", "1", ("name", "m"), ("number", 1))));

        // Nothing changes: the table's write is paid, the indexes are not touched.
        Assert.Equal((1.0, 0.0, 0.0), await Cost(Row("a", "1", ("name", "m"), ("number", 1))));
        Assert.Equal((1.0, 1.0, 1.0), await Cost(Row("a", "1")));

        async Task<(double Table, double Global, double Local)> Cost(Item item)
        {
            var capacity = (await Client.PutItemAsync(new PutItemRequest { TableName = table, Item = item, ReturnConsumedCapacity = Indexes })).ConsumedCapacity!;
            Assert.Null(capacity.GlobalSecondaryIndexes?.GetValueOrDefault("Never"));
            var cost = (
                Table: capacity.Table!.CapacityUnits,
                Global: capacity.GlobalSecondaryIndexes?.GetValueOrDefault("ByName")?.CapacityUnits ?? 0,
                Local: capacity.LocalSecondaryIndexes?.GetValueOrDefault("ByNumber")?.CapacityUnits ?? 0);
            Assert.Equal(capacity.CapacityUnits, cost.Table + cost.Global + cost.Local);
            return cost;
        }
    }

    [Fact]
    public async Task A_page_costs_by_the_sum_of_what_was_read()
    {
        var table = await CreateTextAsync(Global("ByName", "name", projection: Projection.KeysOnly));
        for (var i = 0; i < 10; i++)
        {
            await PutAsync(table, Row("a", $"{i}", ("name", "n"), ("x", Text(1000))));
        }

        var request = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Expr.Key("pk = :p", (":p", "a")),
            FilterExpression = Expr.Condition("attribute_not_exists(x)"),
            ReturnConsumedCapacity = Indexes,
        };
        var result = await Client.QueryAsync(request);
        Assert.Equal((0, 1.5), (result.Count, result.ConsumedCapacity!.CapacityUnits));
        Assert.Equal(3, (await Client.QueryAsync(request with { ConsistentRead = true })).ConsumedCapacity!.CapacityUnits);
        var scan = (await Client.ScanAsync(new ScanRequest { TableName = table, IndexName = "ByName", ReturnConsumedCapacity = Indexes })).ConsumedCapacity!;
        Assert.Equal((0.0, 2.0), (scan.Table!.CapacityUnits, scan.GlobalSecondaryIndexes!["ByName"].CapacityUnits));
    }

    [Fact]
    public async Task A_transaction_costs_twice()
    {
        var table = await CreateTextAsync();
        var written = await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactPut { TableName = table, Item = Row("a", "1") }, new TransactPut { TableName = table, Item = Row("a", "2", ("x", Text(1500))) }],
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        var write = Assert.Single(written.ConsumedCapacity!);
        Assert.Equal((6.0, 6.0, null), (write.CapacityUnits, write.WriteCapacityUnits, write.ReadCapacityUnits));
        var read = Assert.Single((await Client.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [new() { TableName = table, Key = Key("a", "1") }, new() { TableName = table, Key = Key("a", "absent") }],
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        })).ConsumedCapacity!);
        Assert.Equal((4.0, 4.0, null), (read.CapacityUnits, read.ReadCapacityUnits, read.WriteCapacityUnits));
    }
}
