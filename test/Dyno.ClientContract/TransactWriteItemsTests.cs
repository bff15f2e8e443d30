// TransactWriteItems: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
namespace Dyno.ClientContract;

public abstract class TransactWriteItemsTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task All_kinds_of_actions_happen_together()
    {
        var one = await CreateAsync();
        var two = await CreateAsync();
        await PutAsync(one, Item.Of(("pk", "a"), ("sk", 1), ("n", 1)), Key("gone", 1), Key("checked", 1));
        var result = await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactUpdate { TableName = one, Key = Key("a", 1), UpdateExpression = Expr.Update("ADD n :v", (":v", 4)) },
                new TransactDelete { TableName = one, Key = Key("gone", 1), ConditionExpression = Expr.Condition("attribute_exists(pk)") },
                new TransactConditionCheck { TableName = one, Key = Key("checked", 1), ConditionExpression = Expr.Condition("attribute_exists(pk)") },
                new TransactPut { TableName = two, Item = Sized("b", 1, 1500) },
            ],
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Assert.Equal(Ordered([Item.Of(("pk", "a"), ("sk", 1), ("n", 5)), Key("checked", 1)]), await AllAsync(one));
        Assert.Equal([Sized("b", 1, 1500)], await AllAsync(two));
        Assert.Equal(
            [new ConsumedCapacity { TableName = one, CapacityUnits = 6, WriteCapacityUnits = 6 }, new ConsumedCapacity { TableName = two, CapacityUnits = 4, WriteCapacityUnits = 4 }],
            result.ConsumedCapacity!.OrderByDescending(c => c.CapacityUnits));
    }

    [Fact]
    public async Task One_failed_condition_cancels_everything_and_reasons_say_which()
    {
        var table = await CreateAsync();
        var there = Item.Of(("pk", "there"), ("sk", 1), ("n", 1));
        await PutAsync(table, there);
        var canceled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await Client.TransactWriteItemsAsync(Of(
            new TransactPut { TableName = table, Item = Key("a", 1) },
            new TransactPut
            {
                TableName = table,
                Item = Key("there", 1),
                ConditionExpression = Expr.Condition("attribute_not_exists(pk)"),
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            },
            new TransactConditionCheck { TableName = table, Key = Key("nope", 1), ConditionExpression = Expr.Condition("attribute_exists(pk)") })));
        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]",
            canceled.Message);
        Assert.Equal(["None", "ConditionalCheckFailed", "ConditionalCheckFailed"], canceled.CancellationReasons.Select(r => r.Code));
        Assert.Equal([null, ConditionFailed, ConditionFailed], canceled.CancellationReasons.Select(r => r.Message));
        Assert.Equal([null, there, null], canceled.CancellationReasons.Select(r => r.Item));
        Assert.Equal([there], await AllAsync(table));
    }

    [Fact]
    public async Task Update_that_cannot_be_done_cancels_everything()
    {
        var table = await CreateAsync();
        await PutAsync(table, Item.Of(("pk", "a"), ("sk", 1), ("s", "text")));
        var canceled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await Client.TransactWriteItemsAsync(Of(
            new TransactPut { TableName = table, Item = Key("b", 1) },
            new TransactUpdate { TableName = table, Key = Key("a", 1), UpdateExpression = Expr.Update("ADD s :v", (":v", 4)) })));
        Assert.Equal(["None", "ValidationError"], canceled.CancellationReasons.Select(r => r.Code));
        Assert.Equal("An operand in the update expression has an incorrect data type", canceled.CancellationReasons[1].Message);
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("s", "text"))], await AllAsync(table));
    }

    [Fact]
    public async Task Nothing_is_looked_at_behind_an_action_that_cannot_be()
    {
        var table = await CreateAsync();
        var canceled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await Client.TransactWriteItemsAsync(Of(
            new TransactPut { TableName = table, Item = Item.Of(("pk", 7), ("sk", 1)) },
            new TransactPut { TableName = table, Item = Item.Of(("pk", 8), ("sk", 1)) },
            new TransactPut { TableName = table, Item = Key("a", 1), ConditionExpression = Expr.Condition("attribute_exists(pk)") })));
        Assert.Equal(["ValidationError", "None", "None"], canceled.CancellationReasons.Select(r => r.Code));
        Assert.Equal("One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N", canceled.CancellationReasons[0].Message);
        Assert.Empty(await AllAsync(table));
    }

    [Fact]
    public async Task A_repeated_request_consumes_as_a_read_of_what_it_wrote()
    {
        var table = await CreateAsync();
        var request = Of(new TransactPut { TableName = table, Item = Sized("a", 1, 5000) }) with
        {
            ClientRequestToken = Guid.NewGuid().ToString(),
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        Assert.Equal(
            [new ConsumedCapacity { TableName = table, CapacityUnits = 10, WriteCapacityUnits = 10 }], (await Client.TransactWriteItemsAsync(request)).ConsumedCapacity);
        Assert.Equal(
            [new ConsumedCapacity { TableName = table, CapacityUnits = 4, ReadCapacityUnits = 4 }], (await Client.TransactWriteItemsAsync(request)).ConsumedCapacity);
    }

    [Fact]
    public async Task Bad_transactions_are_refused_and_change_nothing()
    {
        var table = await CreateAsync();
        var put = new TransactPut { TableName = table, Item = Key("a", 1) };
        await InvalidAsync(
            "Transaction request cannot include multiple operations on one item",
            () => Client.TransactWriteItemsAsync(Of(put, new TransactDelete { TableName = table, Key = Key("a", 1) })));
        await InvalidAsync(
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
            () => Client.TransactWriteItemsAsync(Of()));
        await RefusedAsync<ResourceNotFoundException, TransactWriteItemsResult>(
            NoTable, () => Client.TransactWriteItemsAsync(Of(put, put with { TableName = NewName() })));
        Assert.Empty(await AllAsync(table));
    }

    [Fact]
    public async Task As_many_actions_are_taken_as_the_client_says()
    {
        var table = await CreateAsync();
        var many = Enumerable.Range(0, 101).Select(i => new TransactPut { TableName = table, Item = Key("a", i) }).ToArray();
        if (Client.Capabilities.MaxTransactionActions > 100)
        {
            await Client.TransactWriteItemsAsync(Of(many));
            Assert.Equal(101, (await AllAsync(table)).Count);
            return;
        }

        var refused = await Assert.ThrowsAsync<ValidationException>(async () => await Client.TransactWriteItemsAsync(Of(many)));
        Assert.EndsWith("at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await AllAsync(table));
        await Client.TransactWriteItemsAsync(Of(many[..100]));
        Assert.Equal(100, (await AllAsync(table)).Count);
    }

    [Fact]
    public async Task A_token_makes_the_request_happen_once()
    {
        var table = await CreateAsync();
        var request = Of(new TransactUpdate { TableName = table, Key = Key("a", 1), UpdateExpression = Expr.Update("ADD n :v", (":v", 1)) }) with
        {
            ClientRequestToken = Guid.NewGuid().ToString(),
        };
        await Client.TransactWriteItemsAsync(request);
        await Client.TransactWriteItemsAsync(request);
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("n", 1))], await AllAsync(table));
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(async () => await Client.TransactWriteItemsAsync(
            request with { TransactItems = [new TransactDelete { TableName = table, Key = Key("a", 1) }] }));
        Assert.Single(await AllAsync(table));
    }

    [Fact]
    public async Task Indexes_follow()
    {
        var table = await CreateAsync(global: [Global("glo", "gk")], more: new AttributeDefinition("gk", AttributeType.S));
        var a = Item.Of(("pk", "a"), ("sk", 1), ("gk", "x"));
        var b = Item.Of(("pk", "b"), ("sk", 1), ("gk", "x"));
        await Client.TransactWriteItemsAsync(Of(new TransactPut { TableName = table, Item = a }, new TransactPut { TableName = table, Item = b }));
        Assert.Equal(Ordered([a, b]), await AllAsync(table, "glo"));
        await Client.TransactWriteItemsAsync(Of(
            new TransactDelete { TableName = table, Key = Key("a", 1) },
            new TransactUpdate { TableName = table, Key = Key("b", 1), UpdateExpression = Expr.Update("REMOVE gk") }));
        Assert.Empty(await AllAsync(table, "glo"));
    }

    [Fact]
    public async Task A_transaction_writes_all()
    {
        var table = await CreateTextAsync();
        await PutAsync(table, Row("a", "1", ("n", 1)));
        await PutAsync(table, Row("a", "2"));
        await PutAsync(table, Row("a", "3"));
        await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactUpdate { TableName = table, Key = Key("a", "1"), UpdateExpression = Expr.Update("ADD n :v", (":v", 1)) },
                new TransactDelete { TableName = table, Key = Key("a", "2") },
                new TransactConditionCheck { TableName = table, Key = Key("a", "3"), ConditionExpression = Expr.Condition("attribute_exists(pk)") },
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
        var table = await CreateTextAsync();
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
                    UpdateExpression = Expr.Update("ADD n :v", (":v", 1)),
                    ConditionExpression = Expr.Condition("n = :v", (":v", 7)),
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
    public async Task A_transaction_takes_an_item_once()
    {
        var table = await CreateTextAsync();
        await RefusedUnchangedAsync<ValidationException>(table, "Transaction request cannot include multiple operations on one item", async () =>
            await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [new TransactPut { TableName = table, Item = Row("a", "1") }, new TransactDelete { TableName = table, Key = Key("a", "1") }],
            }));
    }

    [Fact]
    public async Task Transfers_between_accounts_keep_the_sum()
    {
        var table = await CreateTextAsync();
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
                        new TransactUpdate { TableName = table, Key = Key("account", $"{from}"), UpdateExpression = Expr.Update("ADD balance :v", (":v", -1)) },
                        new TransactUpdate { TableName = table, Key = Key("account", $"{to}"), UpdateExpression = Expr.Update("ADD balance :v", (":v", 1)) },
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

    private static TransactWriteItemsRequest Of(params TransactWriteItem[] items) => new() { TransactItems = items };
}
