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

    [Fact]
    public async Task A_transaction_pays_tables_and_indexes_twice_and_a_repeated_one_only_reads()
    {
        var table = await CreateTextAsync(Global("ByName", "name"), Local("ByNumber", "number", Projection.KeysOnly));
        await PutAsync(table, Row("a", "1", ("name", "n"), ("number", 1)));
        var request = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = table, Item = Row("a", "1", ("name", "m"), ("number", 1), ("x", Text(4500))) },
                new TransactConditionCheck { TableName = table, Key = Key("a", "2"), ConditionExpression = Expr.Condition("attribute_not_exists(pk)") },
            ],
            ClientRequestToken = Guid.NewGuid().ToString("N"),
            ReturnConsumedCapacity = Indexes,
        };

        // The item is 5 units now, and so is its entry; the old entry was 1. The local index has only keys, and they stay.
        var written = Assert.Single((await Client.TransactWriteItemsAsync(request)).ConsumedCapacity!);
        Assert.Equal(new Capacity(2 * (5 + 1), WriteCapacityUnits: 12), written.Table);
        Assert.Equal(new Capacity(2 * (1 + 5), WriteCapacityUnits: 12), written.GlobalSecondaryIndexes!["ByName"]);
        Assert.Null(written.LocalSecondaryIndexes);
        Assert.Equal((24.0, 24.0, null), (written.CapacityUnits, written.WriteCapacityUnits, written.ReadCapacityUnits));

        var repeated = Assert.Single((await Client.TransactWriteItemsAsync(request)).ConsumedCapacity!);
        Assert.Equal(new Capacity(2 * (2 + 1), ReadCapacityUnits: 6), repeated.Table);
        Assert.Equal((6.0, 6.0, null), (repeated.CapacityUnits, repeated.ReadCapacityUnits, repeated.WriteCapacityUnits));
    }

    [Fact]
    public async Task An_index_is_paid_by_the_size_of_its_entry_and_only_where_it_changes()
    {
        var table = await CreateTextAsync(Global("Names", "name", projection: Projection.Include("kept")));
        Assert.Equal((5.0, 1.0), await Cost("SET #n = :v, loose = :long", (":v", "n"), (":long", Text(4500))));
        Assert.Equal((5.0, 0.0), await Cost("SET looser = :v", (":v", "o")));
        Assert.Equal((7.0, 3.0), await Cost("SET kept = :long", (":long", Text(2100))));

        // The entry shrinks in its place: the larger one is paid. Then it moves: both are.
        Assert.Equal((7.0, 3.0), await Cost("SET kept = :v", (":v", "k")));
        Assert.Equal((5.0, 2.0), await Cost("SET #n = :v", (":v", "m")));
        Assert.Equal((5.0, 1.0), await Cost("REMOVE #n"));
        Assert.Equal((5.0, 0.0), await Cost("SET kept = :v", (":v", "l")));

        async Task<(double Table, double Index)> Cost(string update, params (string, AttributeValue)[] values)
        {
            var names = update.Contains("#n", StringComparison.Ordinal) ? new Dictionary<string, string> { ["#n"] = "name" } : null;
            var capacity = (await Client.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Key("a", "1"),
                UpdateExpression = Expressions.UpdateExpression.Parse(
                    update, Expressions.ExpressionScope.Of(names, values.Length == 0 ? null : values.ToDictionary(v => v.Item1, v => v.Item2))),
                ReturnConsumedCapacity = Indexes,
            })).ConsumedCapacity!;
            return (capacity.Table!.CapacityUnits, capacity.GlobalSecondaryIndexes?["Names"].CapacityUnits ?? 0);
        }
    }

    [Fact]
    public async Task A_scan_of_an_index_is_paid_in_each_of_its_partitions()
    {
        var table = await CreateTextAsync(Local("ByNumber", "number", Projection.KeysOnly));
        await PutAsync(table, Row("a", "1", ("number", 1), ("x", Text(9000))));
        var scan = new ScanRequest { TableName = table, IndexName = "ByNumber", ConsistentRead = true, ReturnConsumedCapacity = Indexes };
        var keys = (await Client.ScanAsync(scan)).ConsumedCapacity!;
        Assert.Equal((4.0, 0.0, 4.0), (keys.CapacityUnits, keys.Table!.CapacityUnits, keys.LocalSecondaryIndexes!["ByNumber"].CapacityUnits));

        // A page that ends at its limit has come to the partitions before the item and to its own.
        var page = (await Client.ScanAsync(scan with { Limit = 1 })).ConsumedCapacity!;
        Assert.InRange(page.CapacityUnits, 1, 4);
    }
}
