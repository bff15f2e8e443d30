// TransactWriteItems, TransactGetItems, BatchGetItem and BatchWriteItem.

namespace Dyno.ClientContract;

public abstract class TransactionTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task A_transaction_writes_all()
    {
        var table = await CreateAsync();
        await PutAsync(table, Row("a", "1", ("n", 1)));
        await PutAsync(table, Row("a", "2"));
        await PutAsync(table, Row("a", "3"));
        await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactUpdate { TableName = table, Key = Key("a", "1"), UpdateExpression = Update("ADD n :v", (":v", 1)) },
                new TransactDelete { TableName = table, Key = Key("a", "2") },
                new TransactConditionCheck { TableName = table, Key = Key("a", "3"), ConditionExpression = Condition("attribute_exists(pk)") },
                new TransactPut { TableName = table, Item = Row("a", "4") },
            ],
        });
        Assert.Equal(["1", "3", "4"], (await AllAsync(table)).Select(i => i["sk"]!.AsString()).Order());
        var read = await Client.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [new() { TableName = table, Key = Key("a", "1") }, new() { TableName = table, Key = Key("a", "2") }],
        });
        Assert.Equal([Row("a", "1", ("n", 2)), null], read.Responses);
    }

    [Fact]
    public async Task A_transaction_writes_nothing_where_one_condition_fails_and_says_which()
    {
        var table = await CreateAsync();
        await PutAsync(table, Row("a", "1", ("n", 1)));
        var request = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = table, Item = Row("a", "2") },
                new TransactUpdate
                {
                    TableName = table,
                    Key = Key("a", "1"),
                    UpdateExpression = Update("ADD n :v", (":v", 1)),
                    ConditionExpression = Condition("n = :v", (":v", 7)),
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
            ],
        };
        var error = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await Client.TransactWriteItemsAsync(request));
        Assert.Equal(["None", "ConditionalCheckFailed"], error.CancellationReasons.Select(r => r.Code));
        Assert.Equal("The conditional request failed", error.CancellationReasons[1].Message);
        Assert.Equal(Row("a", "1", ("n", 1)), error.CancellationReasons[1].Item);
        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]", error.Message);
        Assert.Equal(Row("a", "1", ("n", 1)), Assert.Single(await AllAsync(table)));
    }

    [Fact]
    public async Task A_token_makes_a_transaction_happen_once()
    {
        var table = await CreateAsync();
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = Guid.NewGuid().ToString(),
            TransactItems = [new TransactUpdate { TableName = table, Key = Key("a", "1"), UpdateExpression = Update("ADD n :v", (":v", 1)) }],
        };
        await Client.TransactWriteItemsAsync(request);
        await Client.TransactWriteItemsAsync(request);
        Assert.Equal(Row("a", "1", ("n", 1)), await GetAsync(table, Key("a", "1")));
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(async () => await Client.TransactWriteItemsAsync(
            request with { TransactItems = [new TransactPut { TableName = table, Item = Row("a", "2") }] }));
        Assert.Single(await AllAsync(table));
    }

    [Fact]
    public async Task A_transaction_takes_an_item_once()
    {
        var table = await CreateAsync();
        await RefusedAsync<ValidationException>(table, "Transaction request cannot include multiple operations on one item", async () =>
            await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [new TransactPut { TableName = table, Item = Row("a", "1") }, new TransactDelete { TableName = table, Key = Key("a", "1") }],
            }));
    }

    [Fact]
    public async Task Transfers_between_accounts_keep_the_sum()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 8; i++)
        {
            await PutAsync(table, Row("account", $"{i}", ("balance", 100)));
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 25; i++)
            {
                var (from, to) = (random.Next(8), random.Next(7));
                to += to >= from ? 1 : 0;
                await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems =
                    [
                        new TransactUpdate { TableName = table, Key = Key("account", $"{from}"), UpdateExpression = Update("ADD balance :v", (":v", -1)) },
                        new TransactUpdate { TableName = table, Key = Key("account", $"{to}"), UpdateExpression = Update("ADD balance :v", (":v", 1)) },
                    ],
                });
                var sum = await Client.TransactGetItemsAsync(new TransactGetItemsRequest
                {
                    TransactItems = [.. Enumerable.Range(0, 8).Select(a => new TransactGetItem { TableName = table, Key = Key("account", $"{a}") })],
                });
                Assert.Equal(800, sum.Responses.Sum(r => r!.Value["balance"]!.AsNumber().ToDouble()));
            }
        })));
    }

    [Fact]
    public async Task A_batch_reads_and_writes_across_tables()
    {
        var (one, two) = (await CreateAsync(), await CreateAsync());
        await PutAsync(two, Row("x", "1"));
        var written = await Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [one] = [WriteRequest.Put(Row("a", "1")), WriteRequest.Put(Row("a", "2"))],
                [two] = [WriteRequest.Delete(Key("x", "1"))],
            },
        });
        Assert.Empty(written.UnprocessedItems);
        var read = await Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                [one] = new() { Keys = [Key("a", "1"), Key("a", "2"), Key("a", "3")] },
                [two] = new() { Keys = [Key("x", "1")] },
            },
        });
        Assert.Equal((2, 0), (read.Responses[one].Count, read.Responses[two].Count));
        Assert.Empty(read.UnprocessedKeys);
        await RefusedAsync<ValidationException>(one, "Provided list of item keys contains duplicates", async () =>
            await Client.BatchWriteItemAsync(new BatchWriteItemRequest
            {
                RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
                {
                    [one] = [WriteRequest.Put(Row("b", "1")), WriteRequest.Delete(Key("b", "1"))],
                },
            }));
    }
}
