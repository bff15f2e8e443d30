// TransactGetItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
namespace Dyno.ClientContract;

public abstract class TransactGetItemsTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Items_come_in_the_order_of_the_request_and_cost_twice()
    {
        var one = await CreateAsync();
        var two = await CreateAsync();
        await PutAsync(one, Item.Of(("pk", "a"), ("sk", 1), ("x", 1)), Key("a", 2));
        await PutAsync(two, Sized("b", 1, 5000));
        var result = await Client.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems =
            [
                new() { TableName = one, Key = Key("a", 2) },
                new() { TableName = two, Key = Key("b", 1), ProjectionExpression = Expr.Project("pk") },
                new() { TableName = one, Key = Key("nope", 1) },
                new() { TableName = one, Key = Key("a", 1) },
            ],
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Equal([Key("a", 2), Item.Of(("pk", "b")), null, Item.Of(("pk", "a"), ("sk", 1), ("x", 1))], result.Responses);
        Assert.Equal(
            [new ConsumedCapacity { TableName = one, CapacityUnits = 6, ReadCapacityUnits = 6 }, new ConsumedCapacity { TableName = two, CapacityUnits = 4, ReadCapacityUnits = 4 }],
            result.ConsumedCapacity!.OrderByDescending(c => c.CapacityUnits));
    }

    [Fact]
    public async Task Bad_transactions_are_refused()
    {
        var table = await CreateAsync();
        await InvalidAsync("Transaction request cannot include multiple operations on one item", () => Client.TransactGetItemsAsync(Of(table, Key("a", 1), Key("a", 1))));
        await InvalidAsync(
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
            () => Client.TransactGetItemsAsync(Of(table)));
        await RefusedAsync<ResourceNotFoundException, TransactGetItemsResult>(NoTable, () => Client.TransactGetItemsAsync(Of(NewName(), Key("a", 1))));
        var keys = Enumerable.Range(0, 101).Select(i => Key("a", i)).ToArray();
        Assert.Equal(100, (await Client.TransactGetItemsAsync(Of(table, keys[..100]))).Responses.Count);
        var refused = await Assert.ThrowsAsync<ValidationException>(async () => await Client.TransactGetItemsAsync(Of(table, keys)));
        Assert.EndsWith("at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_does_not_fit_cancels_and_nothing_behind_it_is_looked_at()
    {
        var table = await CreateAsync();
        var canceled = await Assert.ThrowsAsync<TransactionCanceledException>(
            async () => await Client.TransactGetItemsAsync(Of(table, Key("a", 1), Item.Of(("pk", "a")), Item.Of(("pk", 1)))));
        Assert.Equal("Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError, None]", canceled.Message);
        Assert.Equal([null, KeyMismatch, null], canceled.CancellationReasons.Select(r => r.Message));
    }

    [Fact]
    public async Task More_than_4_MB_are_not_read()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 11; i++)
        {
            await PutAsync(table, Sized("a", i, Limits.ItemSizeBytes));
        }

        var keys = Enumerable.Range(0, 11).Select(i => Key("a", i)).ToArray();
        Assert.Equal(10, (await Client.TransactGetItemsAsync(Of(table, keys[..10]))).Responses.Count);
        await Assert.ThrowsAsync<ValidationException>(async () => await Client.TransactGetItemsAsync(Of(table, keys)));
    }

    [Fact]
    public async Task All_items_are_of_one_moment()
    {
        var table = await CreateAsync();
        using var done = new CancellationTokenSource();
        await Write(0);
        var writer = Task.Run(async () =>
        {
            for (var i = 1; !done.IsCancellationRequested; i++)
            {
                await Write(i);
            }
        });
        for (var i = 0; i < 300; i++)
        {
            var read = (await Client.TransactGetItemsAsync(Of(table, Key("a", 1), Key("b", 1)))).Responses;
            Assert.Equal(read[0]!.Value["v"], read[1]!.Value["v"]);
        }

        await done.CancelAsync();
        await writer;

        async Task Write(int value) => await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = table, Item = Item.Of(("pk", "a"), ("sk", 1), ("v", value)) },
                new TransactPut { TableName = table, Item = Item.Of(("pk", "b"), ("sk", 1), ("v", value)) },
            ],
        });
    }

    private static TransactGetItemsRequest Of(string table, params Item[] keys) =>
        new() { TransactItems = [.. keys.Select(key => new TransactGetItem { TableName = table, Key = key })] };
}
