// BatchGetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
namespace Dyno.ClientContract;

public abstract class BatchGetItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Items_of_several_tables_come_at_once_and_missing_ones_are_left_out()
    {
        var one = await CreateAsync();
        var two = await CreateAsync();
        await PutAsync(one, Item.Of(("pk", "a"), ("sk", 1), ("x", 1)), Key("a", 2));
        await PutAsync(two, Key("b", 1));
        var result = await Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                [one] = new() { Keys = [Key("a", 1), Key("a", 9), Key("a", 2)] },
                [two] = new() { Keys = [Key("b", 1)], ConsistentRead = true },
            },
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Equal(Ordered([Item.Of(("pk", "a"), ("sk", 1), ("x", 1)), Key("a", 2)]), Ordered(result.Responses[one]));
        Assert.Equal([Key("b", 1)], result.Responses[two]);
        Assert.Empty(result.UnprocessedKeys);
        Assert.Equal(1.5, result.ConsumedCapacity!.Single(c => c.TableName == one).CapacityUnits);
        Assert.Equal(1, result.ConsumedCapacity!.Single(c => c.TableName == two).CapacityUnits);
    }

    [Fact]
    public async Task Projection_is_of_a_table()
    {
        var table = await CreateAsync();
        await PutAsync(table, Item.Of(("pk", "a"), ("sk", 1), ("x", 1)));
        var request = Of(table, Key("a", 1));
        var projected = request.RequestItems[table] with { ProjectionExpression = Expr.Project("x") };
        var result = await Client.BatchGetItemAsync(request with { RequestItems = new Dictionary<string, KeysAndAttributes> { [table] = projected } });
        Assert.Equal([Item.Of(("x", 1))], result.Responses[table]);
        Assert.Null(result.ConsumedCapacity);
    }

    [Fact]
    public async Task Bad_batches_are_refused()
    {
        var table = await CreateAsync();
        await InvalidAsync("Provided list of item keys contains duplicates", () => Client.BatchGetItemAsync(Of(table, Key("a", 1), Key("a", 1))));
        await InvalidAsync(KeyMismatch, () => Client.BatchGetItemAsync(Of(table, Key("a", 1), Item.Of(("pk", "a")))));
        var hundred = Enumerable.Range(0, 101).Select(i => Key("a", i)).ToArray();
        Assert.Empty((await Client.BatchGetItemAsync(Of(table, hundred[..100]))).Responses[table]);

        // Of one table alone the protocol refuses so many before it counts those of all tables.
        var other = await CreateAsync();
        await InvalidAsync("Too many items requested for the BatchGetItem call", () => Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = hundred[..60] }, [other] = new() { Keys = hundred[..41] } },
        }));
        await RefusedAsync<ResourceNotFoundException, BatchGetItemResult>(NoTable, () => Client.BatchGetItemAsync(Of(NewName(), Key("a", 1))));
    }

    [Fact]
    public async Task What_goes_beyond_1_MB_of_a_partition_is_left_unprocessed()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await PutAsync(table, Sized("a", i, Limits.ItemSizeBytes));
        }

        var result = await Client.BatchGetItemAsync(Of(table, [.. Enumerable.Range(0, 5).Select(i => Key("a", i))]));
        Assert.Equal(3, result.Responses[table].Count);
        var left = result.UnprocessedKeys[table];
        Assert.Equal(2, left.Keys.Count);
        var rest = await Client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = result.UnprocessedKeys });
        Assert.Equal(2, rest.Responses[table].Count);
        Assert.Empty(rest.UnprocessedKeys);
        Assert.Equal(5, result.Responses[table].Concat(rest.Responses[table]).Select(i => i["sk"]!).Distinct().Count());
    }

    [Fact]
    public async Task What_goes_beyond_16_MB_of_several_tables_is_left_unprocessed()
    {
        var keys = new Dictionary<string, KeysAndAttributes>();
        for (var t = 0; t < 14; t++)
        {
            var table = await CreateAsync();
            for (var i = 0; i < 3; i++)
            {
                await PutAsync(table, Sized("a", i, Limits.ItemSizeBytes));
            }

            keys.Add(table, new() { Keys = [Key("a", 0), Key("a", 1), Key("a", 2)] });
        }

        var result = await Client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = keys });
        Assert.Equal(40, result.Responses.Values.Sum(r => r.Count));
        Assert.Equal(2, result.UnprocessedKeys.Values.Sum(k => k.Keys.Count));
    }

    private static BatchGetItemRequest Of(string table, params Item[] keys) =>
        new() { RequestItems = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = keys } } };
}
