// Many callers at once: conditions hold once, counters lose nothing, transactions stay whole, and nothing waits for ever.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public class ConcurrencyTests
{
    private const int Callers = 64;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task One_of_many_redeems(bool onDisk, bool synchronous)
    {
        using var test = new TestEngine(onDisk);
        await test.CreateAsync();
        for (var round = 0; round < 10; round++)
        {
            await test.PutAsync(Item.Of(("pk", "voucher"), ("sk", round)));
            var request = new UpdateItemRequest
            {
                TableName = "things",
                Key = TestEngine.Key("voucher", round),
                UpdateExpression = Expr.Update("SET winner = :me", (":me", round)),
                ConditionExpression = ConditionExpression.AttributeNotExists("winner"),
            };
            var winners = 0;
            await RunAsync(synchronous, async () =>
            {
                try
                {
                    await test.Engine.UpdateItemAsync(request);
                    Interlocked.Increment(ref winners);
                }
                catch (ConditionalCheckFailedException)
                {
                    // A refusal is given when what refused it can be read.
                    Assert.True((await test.GetAsync(request.Key))!.Value.Contains("winner"));
                }
            });
            Assert.Equal(1, winners);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counter_counts_every_increment(bool synchronous)
    {
        const int Each = 50;
        using var test = new TestEngine(onDisk: true);
        await test.CreateAsync();
        await RunAsync(synchronous, async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await test.Engine.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = "things",
                    Key = TestEngine.Key("counter", 1),
                    UpdateExpression = Expr.Update("ADD n :one", (":one", 1)),
                });
            }
        });
        var counter = await test.GetAsync(TestEngine.Key("counter", 1));
        Assert.Equal(AttributeValue.N(Callers * Each), counter!.Value["n"]);
        test.Reopen();
        Assert.Equal(counter, await test.GetAsync(TestEngine.Key("counter", 1)));
    }

    // Money moves between accounts; every snapshot of all accounts holds the same sum.
    [Fact]
    public async Task Transfers_keep_the_sum()
    {
        const int Accounts = 8;
        using var test = new TestEngine();
        await test.CreateAsync();
        for (var i = 0; i < Accounts; i++)
        {
            await test.PutAsync(Item.Of(("pk", "account"), ("sk", i), ("balance", 100)));
        }

        var random = Seed.Random();
        var seeds = Enumerable.Range(0, Callers).Select(_ => random.Next()).ToArray();
        var next = 0;
        await RunAsync(synchronous: false, async () =>
        {
            var mine = new Random(seeds[Interlocked.Increment(ref next) - 1]);
            for (var i = 0; i < 40; i++)
            {
                var from = mine.Next(Accounts);
                var to = (from + 1 + mine.Next(Accounts - 1)) % Accounts;
                try
                {
                    await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [Move(from, -7), Move(to, 7)] });
                }
                catch (TransactionCanceledException cancelled)
                {
                    Assert.Equal(["ConditionalCheckFailed", "None"], cancelled.CancellationReasons.Select(r => r.Code));
                }

                var page = await test.Engine.QueryAsync(new QueryRequest
                {
                    TableName = "things",
                    KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString("account")),
                    ConsistentRead = true,
                });
                Assert.Equal(Accounts * 100, page.Items.Sum(a => (long)(a["balance"]!.AsNumber().TryToInt64(out var balance) ? balance : 0)));
            }
        });

        static TransactUpdate Move(int account, int amount) => new()
        {
            TableName = "things",
            Key = TestEngine.Key("account", account),
            UpdateExpression = Expr.Update("ADD balance :a", (":a", amount)),
            ConditionExpression = Expr.Condition("balance >= :min", (":min", Math.Max(0, -amount))),
        };
    }

    [Fact]
    public async Task Writes_to_a_table_that_is_deleted_leave_nothing()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        var writers = RunAsync(synchronous: false, async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                try
                {
                    await test.PutAsync(Item.Of(("pk", "p"), ("sk", i)));
                }
                catch (ResourceNotFoundException)
                {
                    return;
                }
            }
        });
        await test.Engine.DeleteTableAsync("things");
        await writers;
        Assert.DoesNotContain("items ", test.Dump());
    }

    private static async Task RunAsync(bool synchronous, Func<Task> body)
    {
        using var start = new ManualResetEventSlim();
        var tasks = new Task[Callers];
        for (var i = 0; i < Callers; i++)
        {
            tasks[i] = Task.Factory.StartNew(
                () =>
                {
                    start.Wait();
                    if (!synchronous)
                    {
                        return body();
                    }

                    using (SynchronousCall.Enter())
                    {
                        var task = body();
                        Assert.True(task.IsCompleted);
                        task.GetAwaiter().GetResult();
                        return Task.CompletedTask;
                    }
                },
                TaskCreationOptions.LongRunning).Unwrap();
        }

        start.Set();
        await Task.WhenAll(tasks);
    }
}
