// Transactions that stay open: what they see, what others see of them, how they end, and what ends them.
using Dyno.Expressions;

namespace Dyno.Engine.Tests.Transactions;

public sealed class InteractiveTransactionTests : IDisposable
{
    private readonly TestEngine _test = new(onDisk: true);

    public InteractiveTransactionTests() => _test.CreateAsync(
        local: [new LocalSecondaryIndex { IndexName = "local", KeySchema = [new("pk", KeyType.HASH), new("v", KeyType.RANGE)], Projection = Projection.KeysOnly }],
        global: [new GlobalSecondaryIndex { IndexName = "global", KeySchema = [new("g", KeyType.HASH), new("v", KeyType.RANGE)], Projection = Projection.All }],
        more: [new("g", AttributeType.S), new("v", AttributeType.N)]).AsTask().Wait();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Nobody_sees_a_transaction_before_its_commit()
    {
        await _test.PutAsync(Row("a", 1, "old"));
        var before = _test.Dump();
        await using (var transaction = await _test.Engine.BeginTransactionAsync())
        {
            await PutAsync(transaction, Row("a", 1, "new"));
            await PutAsync(transaction, Row("a", 2, "new"));
            Assert.Equal(Row("a", 1, "new"), await GetAsync(transaction, "a", 1));
            Assert.Equal([Row("a", 1, "new"), Row("a", 2, "new")], await QueryAsync(transaction, "pk", "a"));
            Assert.Equal([Row("a", 1, "old")], await QueryAsync(_test.Engine, "pk", "a"));
            Assert.Equal(before, _test.Dump());

            await transaction.CommitAsync();
        }

        Assert.Equal([Row("a", 1, "new"), Row("a", 2, "new")], await QueryAsync(_test.Engine, "pk", "a"));
        Rebuild.AssertIs(_test);
        _test.Reopen();
        Assert.Equal([Row("a", 1, "new"), Row("a", 2, "new")], await QueryAsync(_test.Engine, "pk", "a"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_committed_never_was(bool rollBack)
    {
        await _test.PutAsync(Row("a", 1, "old"));
        var before = _test.Dump();
        var transaction = await _test.Engine.BeginTransactionAsync();
        await PutAsync(transaction, Row("a", 2, "new"));
        await transaction.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 1) });
        if (rollBack)
        {
            await transaction.RollbackAsync();
        }

        transaction.Dispose();
        Assert.Equal(before, _test.Dump());
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(transaction, "a", 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(transaction, Row("a", 3, "new")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.CommitAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.RollbackAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.CreateSavepointAsync("s"));
    }

    [Fact]
    public async Task Reads_see_the_moment_when_it_began()
    {
        await _test.PutAsync(Row("a", 1, "old"));
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await _test.PutAsync(Row("a", 1, "changed"));
        await _test.PutAsync(Row("a", 2, "added"));
        Assert.Equal(Row("a", 1, "old"), await GetAsync(transaction, "a", 1));
        Assert.Equal([Row("a", 1, "old")], await QueryAsync(transaction, "pk", "a"));
        Assert.Equal([Row("a", 1, "old")], await QueryAsync(transaction, "g", "old", "global"));
        Assert.Equal([Row("a", 1, "old")], (await transaction.ScanAsync(new ScanRequest { TableName = "things" })).Items);

        // It wrote nothing: it ran before the others.
        await transaction.CommitAsync();
    }

    [Theory]
    [InlineData("read a key", true)]
    [InlineData("read an absent key", true)]
    [InlineData("write a key", true)]
    [InlineData("check a key", true)]
    [InlineData("query the partition", true)]
    [InlineData("query below", false)]
    [InlineData("query the first page", false)]
    [InlineData("query the last page", true)]
    [InlineData("query another partition", false)]
    [InlineData("query the index from", true)]
    [InlineData("query the index to", true)]
    [InlineData("query the index beside", false)]
    [InlineData("query the local index", true)]
    [InlineData("scan", true)]
    [InlineData("scan the index", true)]
    [InlineData("nothing", false)]
    public async Task Who_read_or_wrote_what_another_changed_cannot_commit(string what, bool conflicts)
    {
        await _test.PutAsync(Row("a", 1, "x"));
        await _test.PutAsync(Row("a", 5, "from"));
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        switch (what)
        {
            case "read a key":
                await GetAsync(transaction, "a", 5);
                break;
            case "read an absent key":
                await GetAsync(transaction, "a", 7);
                break;
            case "write a key":
                await PutAsync(transaction, Row("a", 5, "mine"));
                break;
            case "check a key":
                await transaction.TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems =
                    [
                        new TransactConditionCheck { TableName = "things", Key = TestEngine.Key("a", 5), ConditionExpression = ConditionExpression.AttributeExists("pk") },
                    ],
                });
                break;
            case "query the partition":
                await QueryAsync(transaction, "pk", "a");
                break;
            case "query below":
                await QueryAsync(transaction, "pk", "a", below: 5);
                break;
            case "query the first page":
                await QueryAsync(transaction, "pk", "a", limit: 1);
                break;
            case "query the last page":
                await QueryAsync(transaction, "pk", "a", limit: 1, forward: false);
                break;
            case "query another partition":
                await QueryAsync(transaction, "pk", "b");
                break;
            case "query the index from":
                await QueryAsync(transaction, "g", "from", "global");
                break;
            case "query the index to":
                await QueryAsync(transaction, "g", "to", "global");
                break;
            case "query the index beside":
                await QueryAsync(transaction, "g", "x", "global");
                break;
            case "query the local index":
                await QueryAsync(transaction, "pk", "a", "local");
                break;
            case "scan":
                await transaction.ScanAsync(new ScanRequest { TableName = "things" });
                break;
            case "scan the index":
                await transaction.ScanAsync(new ScanRequest { TableName = "things", IndexName = "global" });
                break;
        }

        await PutAsync(transaction, Row("other", 1, "mine"));
        await _test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactPut { TableName = "things", Item = Row("a", 5, "to") }, new TransactPut { TableName = "things", Item = Row("a", 7, "to") }],
        });
        var before = _test.Dump();
        if (!conflicts)
        {
            await transaction.CommitAsync();
            Assert.Equal(Row("other", 1, "mine"), await GetAsync(_test.Engine, "other", 1));
            Rebuild.AssertIs(_test);
            return;
        }

        var conflict = await Assert.ThrowsAsync<TransactionConflictException>(async () => await transaction.CommitAsync());
        Assert.True(conflict.IsRetryable);
        Assert.Equal(before, _test.Dump());
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(transaction, "a", 1));
    }

    [Fact]
    public async Task Two_transactions_cannot_both_take_the_last_one()
    {
        await using var first = await _test.Engine.BeginTransactionAsync();
        await using var second = await _test.Engine.BeginTransactionAsync();
        foreach (var transaction in new[] { first, second })
        {
            Assert.Empty(await QueryAsync(transaction, "pk", "seats"));
            await PutAsync(transaction, Row("seats", transaction == first ? 1 : 2, "taken"));
        }

        await second.CommitAsync();
        await Assert.ThrowsAsync<TransactionConflictException>(async () => await first.CommitAsync());
        Assert.Equal([Row("seats", 2, "taken")], await QueryAsync(_test.Engine, "pk", "seats"));
    }

    [Fact]
    public async Task A_refused_write_changes_nothing_and_the_transaction_goes_on()
    {
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await PutAsync(transaction, Row("a", 1, "x"));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(async () => await transaction.PutItemAsync(new PutItemRequest
        {
            TableName = "things",
            Item = Row("a", 1, "y"),
            ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
        }));
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await transaction.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = "things", Item = Row("a", 2, "y") },
                new TransactPut { TableName = "things", Item = Row("a", 1, "y"), ConditionExpression = ConditionExpression.AttributeNotExists("pk") },
            ],
        }));
        Assert.Equal(["None", "ConditionalCheckFailed"], cancelled.CancellationReasons.Select(r => r.Code));
        await transaction.CommitAsync();
        Assert.Equal([Row("a", 1, "x")], await QueryAsync(_test.Engine, "pk", "a"));
    }

    [Fact]
    public async Task Savepoints_take_back_what_came_after_them()
    {
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await PutAsync(transaction, Row("a", 1, "x"));
        await transaction.CreateSavepointAsync("one");
        await PutAsync(transaction, Row("a", 2, "x"));
        await transaction.CreateSavepointAsync("two");
        await PutAsync(transaction, Row("a", 1, "y"));
        await transaction.RollbackToSavepointAsync("two");
        Assert.Equal([Row("a", 1, "x"), Row("a", 2, "x")], await QueryAsync(transaction, "pk", "a"));
        await transaction.RollbackToSavepointAsync("one");
        await transaction.RollbackToSavepointAsync("one");
        Assert.Equal([Row("a", 1, "x")], await QueryAsync(transaction, "pk", "a"));
        Assert.Empty(await QueryAsync(transaction, "g", "y", "global"));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.RollbackToSavepointAsync("two"));
        Assert.Contains("no savepoint 'two'", error.Message);
        await PutAsync(transaction, Row("a", 3, "x"));
        await transaction.ReleaseSavepointAsync("one");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.RollbackToSavepointAsync("one"));
        await transaction.CommitAsync();
        Assert.Equal([Row("a", 1, "x"), Row("a", 3, "x")], await QueryAsync(_test.Engine, "pk", "a"));
        Rebuild.AssertIs(_test);
    }

    [Fact]
    public async Task The_stream_has_one_record_of_each_item_that_changed()
    {
        await _test.PutAsync(Row("a", 1, "old"));
        var arn = (await _test.Engine.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "things",
            StreamSpecification = new StreamSpecification(true, StreamViewType.NEW_AND_OLD_IMAGES),
        })).LatestStreamArn!;
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await PutAsync(transaction, Row("a", 1, "between"));
        await PutAsync(transaction, Row("a", 1, "new"));
        await PutAsync(transaction, Row("a", 2, "gone"));
        await transaction.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 2) });
        Assert.Empty(await Streams.WholeStream.ReadAllAsync(_test.Engine, arn));
        await transaction.CommitAsync();
        var record = Assert.Single(await Streams.WholeStream.ReadAllAsync(_test.Engine, arn));
        Assert.Equal((Row("a", 1, "old"), Row("a", 1, "new")), (record.OldImage, record.NewImage));
    }

    [Fact]
    public async Task An_index_that_came_later_cannot_be_read_but_is_written()
    {
        await _test.PutAsync(Row("a", 1, "x"));
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await PutAsync(transaction, Row("a", 2, "x"));
        await _test.Engine.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "things",
            AttributeDefinitions = [new("g", AttributeType.S)],
            GlobalSecondaryIndexUpdates =
            [
                new CreateGlobalSecondaryIndexAction(new GlobalSecondaryIndex { IndexName = "later", KeySchema = [new("g", KeyType.HASH)], Projection = Projection.All }),
            ],
        });
        while ((await _test.Engine.DescribeTableAsync("things")).TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(5);
        }

        await Assert.ThrowsAsync<TransactionConflictException>(() => QueryAsync(transaction, "g", "x", "later"));
        await transaction.CommitAsync();
        Assert.Equal(2, (await QueryAsync(_test.Engine, "g", "x", "later")).Count);
        Rebuild.AssertIs(_test);
        await using var next = await _test.Engine.BeginTransactionAsync();
        Assert.Equal(2, (await QueryAsync(next, "g", "x", "later")).Count);
    }

    [Fact]
    public async Task A_table_that_is_deleted_meanwhile_ends_the_transaction()
    {
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await GetAsync(transaction, "a", 1);
        await PutAsync(transaction, Row("a", 2, "x"));
        await _test.Engine.DeleteTableAsync("things");
        await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await transaction.CommitAsync());
    }

    [Fact]
    public async Task Limits_on_everything_together_hold_at_the_commit()
    {
        using var test = new TestEngine(itemCollectionBytes: 1000);
        await test.CreateAsync(
            local: [new LocalSecondaryIndex { IndexName = "local", KeySchema = [new("pk", KeyType.HASH), new("v", KeyType.RANGE)], Projection = Projection.All }],
            more: [new("v", AttributeType.N)]);
        await using var transaction = await test.Engine.BeginTransactionAsync();
        for (var i = 0; i < 4; i++)
        {
            await PutAsync(transaction, Item.Of(("pk", "a"), ("sk", i), ("text", new string('x', 300))));
        }

        await Assert.ThrowsAsync<ItemCollectionSizeLimitExceededException>(async () => await transaction.CommitAsync());
        Assert.Equal(0, (await test.Engine.DescribeTableAsync("things")).ItemCount);
    }

    [Fact]
    public async Task Writes_are_charged_at_the_commit_as_a_transaction()
    {
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        var table = _test.Engine.Context.Catalog.Get("things");
        var before = table.Capacity.Consumed.WriteUnits;
        await PutAsync(transaction, Item.Of(("pk", "a"), ("sk", 1)));
        await PutAsync(transaction, Item.Of(("pk", "a"), ("sk", 1), ("text", new string('x', 1500))));
        Assert.Equal(before, table.Capacity.Consumed.WriteUnits);
        await transaction.CommitAsync();
        Assert.Equal(before + 4, table.Capacity.Consumed.WriteUnits);
    }

    [Fact]
    public async Task A_token_that_another_used_meanwhile_is_a_conflict()
    {
        var request = new TransactWriteItemsRequest { ClientRequestToken = "t", TransactItems = [new TransactPut { TableName = "things", Item = Row("a", 1, "x") }] };
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        await transaction.TransactWriteItemsAsync(request);
        await transaction.TransactWriteItemsAsync(request);
        await using var other = await _test.Engine.BeginTransactionAsync();
        await other.TransactWriteItemsAsync(request with { TransactItems = [new TransactPut { TableName = "things", Item = Row("b", 1, "x") }] });
        await transaction.CommitAsync();
        await Assert.ThrowsAsync<TransactionConflictException>(async () => await other.CommitAsync());
        Assert.Equal([Row("a", 1, "x")], (await _test.Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items);
    }

    [Fact]
    public async Task A_transaction_that_is_open_for_too_long_can_only_conflict()
    {
        using var test = new TestEngine(recentCommitsBytes: 10_000);
        await test.CreateAsync();
        await using var old = await test.Engine.BeginTransactionAsync();
        await PutAsync(old, TestEngine.Key("mine", 1));
        for (var i = 0; i < 50; i++)
        {
            await test.PutAsync(TestEngine.Key("others", i));
        }

        await using var younger = await test.Engine.BeginTransactionAsync();
        await PutAsync(younger, TestEngine.Key("younger", 1));
        for (var i = 50; i < 100; i++)
        {
            await test.PutAsync(TestEngine.Key("others", i));
        }

        var error = await Assert.ThrowsAsync<TransactionConflictException>(async () => await old.CommitAsync());
        Assert.Contains("open for so long", error.Message);
        await younger.CommitAsync();
        Assert.Null(await test.GetAsync(TestEngine.Key("mine", 1)));
        Assert.NotNull(await test.GetAsync(TestEngine.Key("younger", 1)));
    }

    [Fact]
    public async Task What_it_writes_outside_of_itself_stays_and_is_no_conflict()
    {
        await using var transaction = await _test.Engine.BeginTransactionAsync();
        Assert.Empty((await transaction.ScanAsync(new ScanRequest { TableName = "things" })).Items);
        Assert.Empty(await QueryAsync(transaction, "g", "x", "global"));
        await PutAsync(transaction.Outside, Row("counter", 1, "x"));
        await PutAsync(transaction, Row("a", 1, "x"));
        Assert.Equal(Row("counter", 1, "x"), await GetAsync(_test.Engine, "counter", 1));
        Assert.Equal(Row("counter", 1, "x"), await GetAsync(transaction.Outside, "counter", 1));
        Assert.Empty(await QueryAsync(transaction, "pk", "counter"));
        await using var other = await _test.Engine.BeginTransactionAsync();
        await QueryAsync(other, "pk", "counter");
        await PutAsync(other, Row("b", 1, "x"));
        await PutAsync(transaction.Outside, Row("counter", 1, "y"));
        await transaction.CommitAsync();
        await Assert.ThrowsAsync<TransactionConflictException>(async () => await other.CommitAsync());

        // What it reads or writes itself, by key, it cannot change outside as well.
        await using var both = await _test.Engine.BeginTransactionAsync();
        await PutAsync(both, Row("counter", 1, "z"));
        await PutAsync(both.Outside, Row("counter", 1, "w"));
        await Assert.ThrowsAsync<TransactionConflictException>(async () => await both.CommitAsync());
        Assert.Equal(Row("counter", 1, "w"), await GetAsync(_test.Engine, "counter", 1));
    }

    [Fact]
    public async Task Closing_the_engine_rolls_back()
    {
        var transaction = await _test.Engine.BeginTransactionAsync();
        await PutAsync(transaction, Row("a", 1, "x"));
        _test.Reopen();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.CommitAsync());
        Assert.Null(await GetAsync(_test.Engine, "a", 1));
        transaction.Dispose();
    }

    private static Item Row(string pk, long sk, string g) => Item.Of(("pk", pk), ("sk", sk), ("g", g), ("v", sk));

    private static Task PutAsync(IDynoClient client, Item item) =>
        client.PutItemAsync(new PutItemRequest { TableName = "things", Item = item }).AsTask();

    private static async Task<Item?> GetAsync(IDynoClient client, string pk, long sk) =>
        (await client.GetItemAsync(new GetItemRequest { TableName = "things", Key = TestEngine.Key(pk, sk) })).Item;

    private static async Task<IReadOnlyList<Item>> QueryAsync(
        IDynoClient client, string partition, string value, string? index = null, long? below = null, int? limit = null, bool forward = true) =>
        (await client.QueryAsync(new QueryRequest
        {
            TableName = "things",
            IndexName = index,
            KeyConditionExpression = below is { } most
                ? KeyConditionExpression.Parse($"{partition} = :p AND sk < :b", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":p"] = value, [":b"] = most }))
                : KeyConditionExpression.Parse($"{partition} = :p", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":p"] = value })),
            Limit = limit,
            ScanIndexForward = forward,
        })).Items;
}
