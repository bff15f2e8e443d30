// Transactions: all or none, reasons in order, client tokens.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public sealed class TransactionTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly TestEngine _test;

    public TransactionTests()
    {
        _test = new TestEngine(onDisk: true, _clock);
        _test.CreateAsync().AsTask().Wait();
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task All_actions_apply_together()
    {
        await _test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("x", 1)));
        await _test.PutAsync(Item.Of(("pk", "a"), ("sk", 2)));
        await _test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactUpdate { TableName = "things", Key = TestEngine.Key("a", 1), UpdateExpression = Expr.Update("SET x = :x", (":x", 2)) },
                new TransactDelete { TableName = "things", Key = TestEngine.Key("a", 2) },
                Put(3),
                new TransactConditionCheck
                {
                    TableName = "things",
                    Key = TestEngine.Key("a", 4),
                    ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
                },
            ],
        });
        Assert.Equal(Item.Of(("pk", "a"), ("sk", 1), ("x", 2)), await _test.GetAsync(TestEngine.Key("a", 1)));
        Assert.Null(await _test.GetAsync(TestEngine.Key("a", 2)));
        Assert.NotNull(await _test.GetAsync(TestEngine.Key("a", 3)));
        Assert.Null(await _test.GetAsync(TestEngine.Key("a", 4)));
    }

    [Fact]
    public async Task One_refusal_cancels_all_and_reasons_stand_in_order()
    {
        var item = Item.Of(("pk", "a"), ("sk", 1), ("x", "text"));
        await _test.PutAsync(item);
        var before = _test.Dump();
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => WriteAsync(
            Put(9),
            new TransactUpdate { TableName = "things", Key = TestEngine.Key("a", 2), UpdateExpression = Expr.Update("SET y = x") },
            Put(1) with
            {
                ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }));
        Assert.Equal(["None", "ValidationError", "ConditionalCheckFailed"], cancelled.CancellationReasons.Select(r => r.Code));
        Assert.Equal("The conditional request failed", cancelled.CancellationReasons[2].Message);
        Assert.Equal(item, cancelled.CancellationReasons[2].Item);
        Assert.Equal(before, _test.Dump());
    }

    [Fact]
    public async Task Same_item_twice_is_refused()
    {
        var error = await Assert.ThrowsAsync<ValidationException>(() => WriteAsync(Put(1), Put(1)));
        Assert.Equal("Transaction request cannot include multiple operations on one item", error.Message);
    }

    [Fact]
    public async Task Wrong_key_type_cancels_but_an_empty_key_is_invalid()
    {
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => WriteAsync(
            Put(1), new TransactPut { TableName = "things", Item = Item.Of(("pk", 5), ("sk", 1)) }));
        Assert.Equal(["None", "ValidationError"], cancelled.CancellationReasons.Select(r => r.Code));
        var error = await Assert.ThrowsAsync<ValidationException>(() => WriteAsync(
            Put(1), new TransactPut { TableName = "things", Item = Item.Of(("pk", ""), ("sk", 1)) }));
        Assert.Contains("cannot contain an empty string value. Key: pk", error.Message);
    }

    [Fact]
    public async Task More_than_a_hundred_actions_are_one_commit_in_process()
    {
        await WriteAsync([.. Enumerable.Range(0, 1000).Select(Put)]);
        Assert.Equal(1000, (await _test.Engine.DescribeTableAsync("things")).ItemCount);
    }

    [Fact]
    public async Task Token_makes_a_request_happen_once_for_ten_minutes_also_after_reopening()
    {
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "token",
            TransactItems =
            [
                new TransactUpdate { TableName = "things", Key = TestEngine.Key("n", 1), UpdateExpression = Expr.Update("ADD n :one", (":one", 1)) },
            ],
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        var first = await _test.Engine.TransactWriteItemsAsync(request);
        Assert.Equal((2, null, 2d), Units(first));
        var again = await _test.Engine.TransactWriteItemsAsync(request);
        Assert.Equal((2, 2d, null), Units(again));
        _test.Reopen();
        await _test.Engine.TransactWriteItemsAsync(request);
        await Expect(1);

        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => _test.Engine.TransactWriteItemsAsync(request with
        {
            TransactItems = [Put(5)],
        }).AsTask());
        await Expect(1);

        _clock.Advance(TimeSpan.FromMinutes(10));
        await _test.Engine.TransactWriteItemsAsync(request);
        await Expect(2);

        async Task Expect(int count) =>
            Assert.Equal(AttributeValue.N(count), (await _test.GetAsync(TestEngine.Key("n", 1)))!.Value["n"]);

        static (double, double?, double?) Units(TransactWriteItemsResult result) =>
            (result.ConsumedCapacity![0].CapacityUnits, result.ConsumedCapacity[0].ReadCapacityUnits, result.ConsumedCapacity[0].WriteCapacityUnits);
    }

    [Fact]
    public async Task Cancelled_transaction_does_not_use_up_its_token()
    {
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "token",
            TransactItems = [Put(1) with { ConditionExpression = ConditionExpression.AttributeExists("pk") }],
        };
        await Assert.ThrowsAsync<TransactionCanceledException>(() => _test.Engine.TransactWriteItemsAsync(request).AsTask());
        await _test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("old", true)));
        await _test.Engine.TransactWriteItemsAsync(request);
        Assert.Equal(TestEngine.Key("a", 1), await _test.GetAsync(TestEngine.Key("a", 1)));
    }

    [Fact]
    public async Task Ended_tokens_are_forgotten_on_disk_too()
    {
        await _test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { ClientRequestToken = "first", TransactItems = [Put(1)] });
        _clock.Advance(TimeSpan.FromMinutes(11));
        await _test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { ClientRequestToken = "second", TransactItems = [Put(2)] });
        Assert.DoesNotContain(Convert.ToHexString(MetaKeys.Token("first")), _test.Dump());
        Assert.Contains(Convert.ToHexString(MetaKeys.Token("second")), _test.Dump());
    }

    [Fact]
    public async Task Same_token_from_many_callers_writes_once()
    {
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "token",
            TransactItems =
            [
                new TransactUpdate { TableName = "things", Key = TestEngine.Key("n", 1), UpdateExpression = Expr.Update("ADD n :one", (":one", 1)) },
            ],
        };
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => _test.Engine.TransactWriteItemsAsync(request).AsTask())));
        Assert.Equal(AttributeValue.N(1), (await _test.GetAsync(TestEngine.Key("n", 1)))!.Value["n"]);
    }

    private static TransactPut Put(int sk) => new() { TableName = "things", Item = TestEngine.Key("a", sk) };

    private async Task WriteAsync(params TransactWriteItem[] items) =>
        await _test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items });

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }
}
