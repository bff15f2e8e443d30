// Write sets whose keys lie beside each other find out what stands there by one walk: the same as by a read of each, over stored, deleted and pending items.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

public class NeighbourWalkTests
{
    private const int SortKeys = 400;
    private const int Most = 60;

    private static readonly UpdateExpression s_increment = Expr.Update("ADD n :one", (":one", 1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Random_rows_of_keys_agree_with_a_dictionary(bool onDisk)
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        using var test = new TestEngine(onDisk);
        await test.CreateAsync();
        var model = new Dictionary<(int Partition, int Sort), int>();
        for (var round = 0; round < 300; round++)
        {
            var keys = Keys(random);
            if (random.Next(4) == 0)
            {
                await RemoveAsync(test, model, keys[0].Partition, random.Next(SortKeys));
            }

            if (random.Next(20) == 0)
            {
                test.Engine.Context.Store.Flush();
            }

            var actions = new TransactWriteItem[keys.Length];
            var after = new Dictionary<(int Partition, int Sort), int>(model);
            var refused = new List<int>();
            for (var i = 0; i < keys.Length; i++)
            {
                actions[i] = Action(random, keys[i], model, after, out var holds);
                if (!holds)
                {
                    refused.Add(i);
                }
            }

            try
            {
                await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = actions });
                Assert.True(refused.Count == 0, $"seed {seed}, round {round}: written, and refused was expected");
                model = after;
            }
            catch (TransactionCanceledException exception)
            {
                for (var i = 0; i < actions.Length; i++)
                {
                    var reason = exception.CancellationReasons[i];
                    Assert.True(reason.Code == "ConditionalCheckFailed" == refused.Contains(i), $"seed {seed}, round {round}, action {i}: {reason.Code}");
                    if (refused.Contains(i))
                    {
                        Assert.Equal(model.TryGetValue(keys[i], out var n) ? ItemOf(keys[i], n) : null, reason.Item);
                    }
                }
            }

            if (round % 10 == 0)
            {
                await CompareAsync(test, model, seed);
            }
        }

        await CompareAsync(test, model, seed);
    }

    [Fact]
    public async Task A_batch_over_items_that_are_there_and_others_counts_them_all()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        for (var round = 1; round <= 3; round++)
        {
            // Each batch begins amid the one before.
            var puts = Enumerable.Range(round * 10, 25).Select(i => WriteRequest.Put(ItemOf((0, i), round))).ToList();
            await test.Engine.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { ["things"] = puts } });
        }

        var model = Enumerable.Range(10, 45).ToDictionary(i => (0, i), i => Math.Min(i / 10, 3));
        await CompareAsync(test, model, 0);
    }

    // What is pending is in no store yet: a walk over it would lose increments.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Increments_of_rows_of_keys_at_once_lose_none(bool onDisk)
    {
        const int Writers = 12;
        const int Each = 40;
        const int Width = 20;
        using var test = new TestEngine(onDisk);
        await test.CreateAsync();
        var expected = new int[SortKeys];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var first = ((writer * 7) + (i * 3)) % 50;
                await test.Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems = [.. Enumerable.Range(first, Width).Select(TransactWriteItem (n) => Increment((0, n)))],
                });
                for (var n = first; n < first + Width; n++)
                {
                    Interlocked.Increment(ref expected[n]);
                }
            }
        })));
        await CompareAsync(test, Enumerable.Range(0, SortKeys).Where(n => expected[n] > 0).ToDictionary(n => (0, n), n => expected[n]), 0);
    }

    private static Item ItemOf((int Partition, int Sort) key, int n) => Item.Of(("n", n), ("pk", $"p{key.Partition}"), ("sk", key.Sort));

    private static TransactUpdate Increment((int Partition, int Sort) key) =>
        new() { TableName = "things", Key = TestEngine.Key($"p{key.Partition}", key.Sort), UpdateExpression = s_increment };

    // One or two rows of ascending keys, near to each other or far apart; now and then in no order.
    private static (int Partition, int Sort)[] Keys(Random random)
    {
        var keys = new List<(int, int)>();
        for (var partition = random.Next(2); partition < 3 && keys.Count < Most; partition += 1 + random.Next(2))
        {
            var sort = random.Next(SortKeys / 2);
            var stride = 1 + random.Next(random.Next(1, 12));
            for (var left = random.Next(4, Most / 2); left > 0; left--)
            {
                keys.Add((partition, sort));
                sort += 1 + random.Next(stride);
            }
        }

        var result = keys.ToArray();
        if (random.Next(5) == 0)
        {
            random.Shuffle(result);
        }

        return result;
    }

    private static TransactWriteItem Action(
        Random random, (int Partition, int Sort) key, Dictionary<(int, int), int> model, Dictionary<(int, int), int> after, out bool holds)
    {
        var exists = model.TryGetValue(key, out var n);
        var wanted = random.Next(40) == 0 ? !exists : exists;
        var condition = random.Next(2) == 0 ? null : Expr.Condition(wanted ? "attribute_exists(pk)" : "attribute_not_exists(pk)");
        holds = condition is null || wanted == exists;
        TransactWriteItem action;
        switch (random.Next(8))
        {
            case 0:
                after.Remove(key);
                action = new TransactDelete { TableName = "things", Key = TestEngine.Key($"p{key.Partition}", key.Sort) };
                break;
            case < 4:
                after[key] = 0;
                action = new TransactPut { TableName = "things", Item = ItemOf(key, 0) };
                break;
            default:
                after[key] = n + 1;
                action = Increment(key);
                break;
        }

        return action with { ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD };
    }

    // More deleted rows beside each other than a walk passes over.
    private static async Task RemoveAsync(TestEngine test, Dictionary<(int, int), int> model, int partition, int first)
    {
        for (var sort = first; sort < first + 80; sort++)
        {
            if (model.Remove((partition, sort)))
            {
                await test.Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key($"p{partition}", sort) });
            }
        }
    }

    private static async Task CompareAsync(TestEngine test, Dictionary<(int Partition, int Sort), int> model, int seed)
    {
        var found = await test.Engine.ScanAsync(new ScanRequest { TableName = "things" });
        Assert.Null(found.LastEvaluatedKey);
        var items = found.Items.ToHashSet();
        Assert.True(items.SetEquals(model.Select(pair => ItemOf(pair.Key, pair.Value))), $"seed {seed}: the items differ");
        var table = await test.Engine.DescribeTableAsync("things");
        Assert.Equal(model.Count, table.ItemCount);
        Assert.Equal(found.Items.Sum(item => item.Size), table.TableSizeBytes);
    }
}
