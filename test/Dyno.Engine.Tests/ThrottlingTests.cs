// Throughput is limited as DynamoDB limits it, on a clock that stands still until the test moves it.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public class ThrottlingTests
{
    private const string IndexMessage =
        "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. "
        + "Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";

    private const string TableMessage =
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.";

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Writes_spend_the_burst_credit_of_five_minutes_then_the_rate()
    {
        using var test = await CreateAsync(read: 1, write: 10);

        // 300 seconds of 10 units.
        Assert.Equal(3000, await PutUntilThrottledAsync(test));
        _clock.AdvanceSeconds(1);
        Assert.Equal(10, await PutUntilThrottledAsync(test));
        _clock.AdvanceSeconds(0.5);
        Assert.Equal(5, await PutUntilThrottledAsync(test));

        // What is not used within five minutes is lost.
        _clock.AdvanceSeconds(3600);
        Assert.Equal(3000, await PutUntilThrottledAsync(test));

        var error = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(1)));
        Assert.Equal(TableMessage, error.Message);
        Assert.True(error.IsRetryable);
        Assert.Equal([new ThrottlingReason("TableWriteProvisionedThroughputExceeded", Arn(test))], error.ThrottlingReasons);

        // Reads have a credit of their own.
        Assert.NotNull(await test.GetAsync(TestEngine.Key("1")));
    }

    [Fact]
    public async Task A_request_is_let_in_while_there_is_credit_and_its_cost_may_exceed_it()
    {
        using var test = await CreateAsync(read: 1, write: 1);
        await DrainWritesAsync(test);
        _clock.AdvanceSeconds(1);

        // One unit came in; the write takes ten, and the debt of nine is paid before the next.
        await test.PutAsync(Row(1, bytes: 10_000));
        _clock.AdvanceSeconds(9);
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(2)));
        _clock.AdvanceSeconds(0.001);
        await test.PutAsync(Row(2));
    }

    [Fact]
    public async Task Reads_are_charged_by_size_and_consistency()
    {
        using var test = await CreateAsync(read: 1, write: 100);
        await test.PutAsync(Row(1, bytes: 9_000));

        // 300 units: 100 strong reads of 3 units, or 200 eventual ones.
        Assert.Equal(100, await CountAsync<ProvisionedThroughputExceededException>(() => GetAsync(consistent: true)));
        _clock.AdvanceSeconds(3600);
        Assert.Equal(200, await CountAsync<ProvisionedThroughputExceededException>(() => GetAsync(consistent: false)));
        _clock.AdvanceSeconds(3600);
        Assert.Equal(100, await CountAsync<ProvisionedThroughputExceededException>(async () => await test.Engine.QueryAsync(new QueryRequest
        {
            TableName = "things",
            KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString("1")),
            ConsistentRead = true,
        })));
        _clock.AdvanceSeconds(3600);
        var error = default(ProvisionedThroughputExceededException);
        Assert.Equal(100, await CountAsync<ProvisionedThroughputExceededException>(
            async () => await test.Engine.ScanAsync(new ScanRequest { TableName = "things", ConsistentRead = true }), e => error = e));
        Assert.Equal("TableReadProvisionedThroughputExceeded", error!.ThrottlingReasons[0].Reason);

        Task GetAsync(bool consistent) => test.Engine.GetItemAsync(
            new GetItemRequest { TableName = "things", Key = TestEngine.Key("1"), ConsistentRead = consistent }).AsTask();
    }

    [Fact]
    public async Task A_failed_condition_is_paid_for()
    {
        using var test = await CreateAsync(read: 1, write: 1);
        await test.PutAsync(Row(1, bytes: 2_500));
        var failed = 0;
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () =>
        {
            while (true)
            {
                try
                {
                    await test.Engine.PutItemAsync(new PutItemRequest
                    {
                        TableName = "things",
                        Item = Row(1),
                        ConditionExpression = Expr.Condition("attribute_not_exists(pk)"),
                    });
                }
                catch (ConditionalCheckFailedException)
                {
                    failed++;
                }
            }
        });

        // 300 units less the 3 of the first write, 3 each.
        Assert.Equal(99, failed);
    }

    [Fact]
    public async Task A_global_index_without_capacity_throttles_the_writes_that_would_change_it()
    {
        using var test = await CreateAsync(read: 1, write: 1000, index: new ProvisionedThroughput(1, 2));
        ProvisionedThroughputExceededException? error = null;
        var n = 0;
        var written = await CountAsync<ProvisionedThroughputExceededException>(
            async () => await test.PutAsync(Row(n++, ("name", "n"))), e => error = e);
        Assert.Equal((600, IndexMessage), (written, error!.Message));
        Assert.Equal([new ThrottlingReason("IndexWriteProvisionedThroughputExceeded", Arn(test) + "/index/ByName")], error.ThrottlingReasons);

        // Nothing of the refused write is there; writes that do not touch the index go on, and the index is read from its own capacity.
        Assert.Null(await test.GetAsync(TestEngine.Key($"{n - 1}")));
        await test.PutAsync(Row(10_000));
        var query = new QueryRequest
        {
            TableName = "things",
            IndexName = "ByName",
            KeyConditionExpression = KeyConditionExpression.For("name", EncodedValue.FromString("n")),
            Limit = 1,
        };
        Assert.Equal(600, await CountAsync<ProvisionedThroughputExceededException>(async () => await test.Engine.QueryAsync(query), e => error = e));
        Assert.Equal("IndexReadProvisionedThroughputExceeded", error.ThrottlingReasons[0].Reason);
        Assert.NotNull(await test.GetAsync(TestEngine.Key("1")));
    }

    [Fact]
    public async Task A_batch_returns_what_was_throttled_and_fails_where_all_was()
    {
        using var test = await CreateAsync(read: 2, write: 2);
        for (var i = 0; i < 20; i++)
        {
            await test.PutAsync(Row(i));
        }

        await DrainWritesAsync(test);
        await CountAsync<ProvisionedThroughputExceededException>(() => test.GetAsync(TestEngine.Key("1")));
        _clock.AdvanceSeconds(5);
        var writes = new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                ["things"] = [.. Enumerable.Range(100, 25).Select(i => WriteRequest.Put(Row(i)))],
            },
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        var written = await test.Engine.BatchWriteItemAsync(writes);
        Assert.Equal(10, written.ConsumedCapacity![0].CapacityUnits);
        Assert.Equal(Enumerable.Range(110, 15).Select(i => $"{i}"), written.UnprocessedItems["things"].Select(w => w.PutItem!.Value["pk"]!.AsString()));
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await test.Engine.BatchWriteItemAsync(writes));

        var reads = new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes>
            {
                ["things"] = new() { Keys = [.. Enumerable.Range(0, 20).Select(i => TestEngine.Key($"{i}"))], ConsistentRead = true },
            },
        };
        var read = await test.Engine.BatchGetItemAsync(reads);
        Assert.Equal((10, 10), (read.Responses["things"].Count, read.UnprocessedKeys["things"].Keys.Count));
        Assert.True(read.UnprocessedKeys["things"].ConsistentRead);
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await test.Engine.BatchGetItemAsync(reads));

        // The refused writes left nothing.
        _clock.AdvanceSeconds(300);
        Assert.NotNull(await test.GetAsync(TestEngine.Key("109")));
        Assert.Null(await test.GetAsync(TestEngine.Key("110")));
    }

    [Fact]
    public async Task A_transaction_is_cancelled_with_the_reason_of_each_action_and_costs_nothing()
    {
        using var test = await CreateAsync(read: 1, write: 1);
        await test.CreateAsync("free", sort: false);
        await DrainWritesAsync(test);
        var transaction = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = "free", Item = Row(1) },
                new TransactPut { TableName = "things", Item = Row(2) },
            ],
        };
        var error = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await test.Engine.TransactWriteItemsAsync(transaction));
        Assert.Equal(["None", "ProvisionedThroughputExceeded"], error.CancellationReasons.Select(r => r.Code));
        Assert.Equal(TableMessage, error.CancellationReasons[1].Message);
        Assert.Null(await test.GetAsync(TestEngine.Key("1"), "free"));

        // Two units are owed afterwards, one came in: a second passes until the next.
        _clock.AdvanceSeconds(1);
        await test.Engine.TransactWriteItemsAsync(transaction);
        _clock.AdvanceSeconds(1);
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(3)));

        await CountAsync<ProvisionedThroughputExceededException>(() => test.GetAsync(TestEngine.Key("1")));
        error = await Assert.ThrowsAsync<TransactionCanceledException>(async () => await test.Engine.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [new() { TableName = "free", Key = TestEngine.Key("1") }, new() { TableName = "things", Key = TestEngine.Key("1") }],
        }));
        Assert.Equal(["None", "ProvisionedThroughputExceeded"], error.CancellationReasons.Select(r => r.Code));
    }

    [Fact]
    public async Task A_table_on_demand_is_limited_only_as_DynamoDB_does_where_that_is_asked_for()
    {
        using (var test = new TestEngine(clock: _clock))
        {
            await test.CreateAsync(sort: false);
            Assert.Equal(5000, await PutUntilThrottledAsync(test, most: 5000));
        }

        // One key is in one partition: 1,000 units a second, in a table that could take 4,000.
        using var strict = new TestEngine(clock: _clock, throttling: Throttling.AsDynamoDB);
        await strict.CreateAsync(sort: false);
        ThrottlingException? error = null;
        Assert.Equal(1000, await CountAsync<ThrottlingException>(async () => await strict.PutAsync(Row(1)), e => error = e));
        Assert.StartsWith("Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling", error!.Message, StringComparison.Ordinal);
        Assert.Equal([new ThrottlingReason("TableWriteKeyRangeThroughputExceeded", Arn(strict))], error.ThrottlingReasons);
        _clock.AdvanceSeconds(1);
        Assert.Equal(3000, await CountAsync<ThrottlingException>(() => strict.GetAsync(TestEngine.Key("1"))));

        // A partition of a provisioned table answers with the other error.
        using var provisioned = await CreateAsync(read: 10_000, write: 10_000, throttling: Throttling.AsDynamoDB);
        ProvisionedThroughputExceededException? other = null;
        Assert.Equal(1000, await CountAsync<ProvisionedThroughputExceededException>(async () => await provisioned.PutAsync(Row(1)), e => other = e));
        Assert.Equal("TableWriteKeyRangeThroughputExceeded", other!.ThrottlingReasons[0].Reason);
    }

    [Fact]
    public async Task The_maximum_of_a_table_on_demand_holds_and_so_does_that_of_its_index()
    {
        using var test = new TestEngine(clock: _clock);
        await test.Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "things",
            AttributeDefinitions = [new("pk", AttributeType.S), new("name", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
            OnDemandThroughput = new OnDemandThroughput(MaxReadRequestUnits: 5, MaxWriteRequestUnits: -1),
            GlobalSecondaryIndexes =
            [
                new GlobalSecondaryIndex
                {
                    IndexName = "ByName", KeySchema = [new("name", KeyType.HASH)], OnDemandThroughput = new OnDemandThroughput(MaxWriteRequestUnits: 20),
                },
            ],
        });
        ThrottlingException? error = null;
        var n = 0;
        Assert.Equal(20, await CountAsync<ThrottlingException>(async () => await test.PutAsync(Row(n++, ("name", "n"))), e => error = e));
        Assert.Equal("Throughput exceeds the maximum OnDemandThroughput configured on table or index", error!.Message);
        Assert.Equal([new ThrottlingReason("IndexWriteMaxOnDemandThroughputExceeded", Arn(test) + "/index/ByName")], error.ThrottlingReasons);
        Assert.Equal(1000, await CountAsync<ThrottlingException>(async () => await test.PutAsync(Row(n++)), most: 1000));
        for (var second = 0; second < 3; second++)
        {
            Assert.Equal(5, await CountAsync<ThrottlingException>(() => test.GetAsync(TestEngine.Key("1")), e => error = e));
            _clock.AdvanceSeconds(1);
        }

        Assert.Equal("TableReadMaxOnDemandThroughputExceeded", error.ThrottlingReasons[0].Reason);
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(async () =>
        {
            while (true)
            {
                await test.Engine.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [new() { TableName = "things", Key = TestEngine.Key("1") }] });
            }
        });
        Assert.Equal(["ThrottlingError"], cancelled.CancellationReasons.Select(r => r.Code));
    }

    [Fact]
    public async Task A_change_of_throughput_or_mode_is_in_force_at_once_and_debts_stay()
    {
        using var test = await CreateAsync(read: 1, write: 1);
        await DrainWritesAsync(test);
        await UpdateAsync(new UpdateTableRequest { TableName = "things", ProvisionedThroughput = new ProvisionedThroughput(1, 100) });
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(1)));
        _clock.AdvanceSeconds(1);
        Assert.Equal(100, await PutUntilThrottledAsync(test));

        // What was saved up is cut to what fits into a smaller bucket.
        _clock.AdvanceSeconds(1000);
        await UpdateAsync(new UpdateTableRequest { TableName = "things", ProvisionedThroughput = new ProvisionedThroughput(1, 2) });
        Assert.Equal(600, await PutUntilThrottledAsync(test));

        await UpdateAsync(new UpdateTableRequest { TableName = "things", BillingMode = BillingMode.PAY_PER_REQUEST });
        Assert.Equal(2000, await PutUntilThrottledAsync(test, most: 2000));
        await UpdateAsync(new UpdateTableRequest { TableName = "things", OnDemandThroughput = new OnDemandThroughput(MaxWriteRequestUnits: 3) });
        Assert.Equal(3, await CountAsync<ThrottlingException>(async () => await test.PutAsync(Row(1))));
        await UpdateAsync(new UpdateTableRequest { TableName = "things", OnDemandThroughput = new OnDemandThroughput(MaxWriteRequestUnits: -1) });
        await UpdateAsync(new UpdateTableRequest
        {
            TableName = "things",
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new ProvisionedThroughput(1, 1),
        });
        Assert.Equal(300, await PutUntilThrottledAsync(test));

        // The units that were counted are those of the table, not of one of its states.
        Assert.Equal(300 + 100 + 600 + 2000 + 3 + 300, test.Engine.Context.Catalog.Get("things").Capacity.Consumed.WriteUnits);

        async Task UpdateAsync(UpdateTableRequest request) => await test.Engine.UpdateTableAsync(request);
    }

    [Fact]
    public async Task A_hot_partition_splits_until_a_key_has_one_to_itself()
    {
        using var test = await CreateAsync(read: 1, write: 1_000_000, throttling: Throttling.AsDynamoDB);
        var partitions = test.Engine.Context.Catalog.Get("things").Capacity.Partitions;
        var before = partitions.Count;

        // Two keys of one partition: together they get what one of them could get.
        var hash = partitions.Of(HashOf("0"));
        var other = Enumerable.Range(1, 100_000).First(i => ReferenceEquals(partitions.Of(HashOf($"{i}")), hash));
        Assert.Equal(1000, await WriteBothAsync());
        for (var minute = 0; minute < 30 && ReferenceEquals(partitions.Of(HashOf("0")), partitions.Of(HashOf($"{other}"))); minute++)
        {
            _clock.AdvanceSeconds(30);
            await WriteBothAsync();
        }

        _clock.AdvanceSeconds(1);
        Assert.Equal(2000, await WriteBothAsync());
        Assert.True(partitions.Count > before);

        async Task<int> WriteBothAsync()
        {
            var written = await CountAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(0)));
            return written + await CountAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(other)));
        }
    }

    [Fact]
    public async Task Nothing_is_throttled_where_that_is_chosen_but_all_is_counted()
    {
        using var test = await CreateAsync(read: 1, write: 1, index: new ProvisionedThroughput(1, 1), throttling: Throttling.None);
        for (var i = 0; i < 1000; i++)
        {
            await test.PutAsync(Row(i, ("name", "n")));
        }

        await test.GetAsync(TestEngine.Key("1"));
        var table = test.Engine.Context.Catalog.Get("things");
        Assert.Equal((1, 1000, 0), (table.Capacity.Consumed.ReadUnits, table.Capacity.Consumed.WriteUnits, table.Capacity.Consumed.ThrottledWrites));
        Assert.Equal(1000, table.Indexes[0].Capacity!.Consumed.WriteUnits);
    }

    private static uint HashOf(string key) => PartitionHash.Of(System.Text.Encoding.UTF8.GetBytes(key));

    private static string Arn(TestEngine test) => test.Engine.Context.Catalog.Get("things").Arn;

    private static Item Row(int n, params (string Name, AttributeValue Value)[] attributes) => Item.Of([("pk", $"{n}"), .. attributes]);

    private static Item Row(int n, int bytes) => Row(n, ("text", new string('x', bytes - 100)));

    private async Task<TestEngine> CreateAsync(long read, long write, ProvisionedThroughput? index = null, Throttling throttling = Throttling.Configured)
    {
        var test = new TestEngine(clock: _clock, throttling: throttling);
        await test.Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "things",
            AttributeDefinitions = index is null ? [new("pk", AttributeType.S)] : [new("pk", AttributeType.S), new("name", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new ProvisionedThroughput(read, write),
            GlobalSecondaryIndexes = index is null
                ? null
                : [new GlobalSecondaryIndex { IndexName = "ByName", KeySchema = [new("name", KeyType.HASH)], ProvisionedThroughput = index }],
        });
        return test;
    }

    private static Task DrainWritesAsync(TestEngine test) => PutUntilThrottledAsync(test);

    private static Task<int> PutUntilThrottledAsync(TestEngine test, int most = int.MaxValue) =>
        CountAsync<ProvisionedThroughputExceededException>(async () => await test.PutAsync(Row(1)), most: most);

    // How often the operation succeeds before it is throttled.
    private static async Task<int> CountAsync<TException>(Func<Task> operation, Action<TException>? seen = null, int most = int.MaxValue)
        where TException : ThrottledException
    {
        for (var count = 0; count < most; count++)
        {
            try
            {
                await operation();
            }
            catch (TException exception)
            {
                seen?.Invoke(exception);
                return count;
            }
        }

        return most;
    }
}
