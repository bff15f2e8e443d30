// Many random transactions at once, and plain writes between them: whatever was committed is as if everything had run alone, one after the other, in the
// order of the commits. The oracle is a dictionary: it does the same in that order, and must read the same.
using Dyno.Engine.Commit;
using Dyno.Engine.Transactions;
using Dyno.Expressions;

namespace Dyno.Engine.Tests.Transactions;

public class SerializabilityTests
{
    private const int Workers = 8;

    [Theory]
    [InlineData(false, 4, 60)]
    [InlineData(true, 4, 60)]
    [InlineData(false, 40, 100)]
    [InlineData(true, 400, 100)]
    public async Task Committed_transactions_are_as_if_one_ran_after_the_other(bool onDisk, int sortKeys, int each)
    {
        var seed = Seed.Next();
        using var test = new TestEngine(onDisk);
        await test.CreateAsync(
            global: [new GlobalSecondaryIndex { IndexName = "global", KeySchema = [new("g", KeyType.HASH), new("v", KeyType.RANGE)], Projection = Projection.All }],
            more: [new("g", AttributeType.S), new("v", AttributeType.N)]);
        var done = new List<Done>();
        var conflicts = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < each; i++)
            {
                var one = new Done($"{worker}/{i}");
                var committed = random.Next(4) == 0
                    ? await WritePlainlyAsync(test.Engine, random, sortKeys, one)
                    : await TransactAsync(test.Engine, random, sortKeys, one);
                lock (done)
                {
                    if (committed)
                    {
                        done.Add(one);
                    }
                    else
                    {
                        conflicts++;
                    }
                }
            }
        })));
        Console.WriteLine($"{done.Count} committed, {conflicts} conflicts");
        Assert.NotEqual(0, conflicts);

        var model = new SortedDictionary<(string Pk, long Sk), Item>();
        foreach (var one in done.OrderBy(d => d.Sequence).ThenByDescending(d => d.Writes))
        {
            foreach (var step in one.Steps)
            {
                var (expected, actual) = (step.Expected(model), step.Actual);
                if (!expected.SequenceEqual(actual))
                {
                    Assert.Fail($"DYNO_SEED={seed}: {one.Name} {step.What}: expected [{Text(expected)}], read [{Text(actual)}]");
                }

                step.Apply?.Invoke(model);
            }
        }

        Assert.Equal(Sorted(model.Values), Sorted((await test.Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items));
        Rebuild.AssertIs(test);
    }

    // One transaction whose steps are taken back now and then; everybody else sees what was there before, until the end.
    [Fact]
    public async Task Savepoints_agree_with_a_stack_of_copies()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        using var test = new TestEngine();
        await test.CreateAsync(
            global: [new GlobalSecondaryIndex { IndexName = "global", KeySchema = [new("g", KeyType.HASH), new("v", KeyType.RANGE)], Projection = Projection.All }],
            more: [new("g", AttributeType.S), new("v", AttributeType.N)]);
        var committed = new SortedDictionary<(string Pk, long Sk), Item>();
        for (var round = 0; round < 60; round++)
        {
            await using var transaction = await test.Engine.BeginTransactionAsync();
            var model = new SortedDictionary<(string Pk, long Sk), Item>(committed);
            var savepoints = new List<(string Name, SortedDictionary<(string Pk, long Sk), Item> Model)>();
            for (var i = random.Next(40); i > 0; i--)
            {
                var name = "s" + random.Next(3);
                var at = savepoints.FindLastIndex(s => s.Name == name);
                switch (random.Next(8))
                {
                    case 0:
                        await transaction.CreateSavepointAsync(name);
                        savepoints.Add((name, new(model)));
                        break;
                    case 1 when at >= 0:
                        await transaction.RollbackToSavepointAsync(name);
                        savepoints.RemoveRange(at + 1, savepoints.Count - at - 1);
                        model = new(savepoints[at].Model);
                        break;
                    case 2 when at >= 0:
                        await transaction.ReleaseSavepointAsync(name);
                        savepoints.RemoveRange(at, savepoints.Count - at);
                        break;
                    default:
                        var one = new Done("");
                        await StepAsync(transaction, random, 6, one);
                        var step = one.Steps[0];
                        Assert.True(step.Expected(model).SequenceEqual(step.Actual), $"DYNO_SEED={seed}: {step.What}");
                        step.Apply?.Invoke(model);
                        break;
                }
            }

            Assert.Equal(Sorted(committed.Values), Sorted((await test.Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items));
            if (random.Next(3) > 0)
            {
                await transaction.CommitAsync();
                committed = model;
            }

            Assert.Equal(Sorted(committed.Values), Sorted((await test.Engine.ScanAsync(new ScanRequest { TableName = "things" })).Items));
            if (committed.Count > 0)
            {
                Rebuild.AssertIs(test);
            }
        }
    }

    // What a process leaves that dies: its files as they are at some moment. Transactions move money, each in many writes; those that never commit make some.
    [Fact]
    public async Task After_a_crash_transactions_are_whole_or_absent()
    {
        const int Accounts = 20;
        using var test = new TestEngine(onDisk: true);
        await test.CreateAsync();
        for (var i = 0; i < Accounts; i++)
        {
            await test.PutAsync(Item.Of(("pk", "account"), ("sk", i), ("balance", 100)));
        }

        var random = Seed.Random();
        var isOver = false;
        var acknowledged = new int[Workers];
        var workers = Enumerable.Range(0, Workers).Select(worker => (worker, new Random(random.Next()))).Select(w => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                await using var transaction = await test.Engine.BeginTransactionAsync();
                try
                {
                    for (var i = 0; i < 4; i++)
                    {
                        var from = w.Item2.Next(Accounts);
                        await AddAsync(transaction, from, -5);
                        await AddAsync(transaction, (from + 1) % Accounts, 5);
                    }

                    if (w.Item2.Next(3) == 0)
                    {
                        await AddAsync(transaction, w.Item2.Next(Accounts), 1_000_000);
                        continue;
                    }

                    await transaction.PutItemAsync(new PutItemRequest { TableName = "things", Item = Item.Of(("pk", "done"), ("sk", w.worker), ("n", acknowledged[w.worker] + 1)) });
                    await transaction.CommitAsync();
                    Volatile.Write(ref acknowledged[w.worker], acknowledged[w.worker] + 1);
                }
                catch (TransactionConflictException)
                {
                }
            }
        })).ToList();
        for (var i = 0; i < 5; i++)
        {
            await Task.Delay(30);
            var copy = test.Engine.Path + "-crashed-" + i;
            try
            {
                var before = acknowledged.Select((_, worker) => Volatile.Read(ref acknowledged[worker])).ToList();
                test.CopyTo(copy);
                using var engine = DynoEngine.Open(copy);
                var items = (await engine.ScanAsync(new ScanRequest { TableName = "things" })).Items;
                Assert.Equal(Accounts * 100, items.Where(x => x["balance"] is not null).Sum(x => x["balance"]!.AsNumber().ToDouble()));
                for (var worker = 0; worker < Workers; worker++)
                {
                    var count = items.FirstOrDefault(x => x["pk"]!.AsString() == "done" && x["sk"]!.AsNumber().ToDouble() == worker)["n"]?.AsNumber().ToDouble() ?? 0;
                    Assert.True(count >= before[worker], $"{count} of {before[worker]} acknowledged");
                }
            }
            finally
            {
                Directory.Delete(copy, recursive: true);
            }
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(workers);
        Assert.NotEqual(0, acknowledged.Sum());
    }

    private static async Task AddAsync(IDynoClient client, int account, int amount)
    {
        var read = await client.GetItemAsync(new GetItemRequest { TableName = "things", Key = TestEngine.Key("account", account) });
        var balance = read.Item!.Value["balance"]!.AsNumber().ToDouble();
        await client.PutItemAsync(new PutItemRequest { TableName = "things", Item = Item.Of(("pk", "account"), ("sk", account), ("balance", (long)balance + amount)) });
    }

    private static async Task<bool> TransactAsync(DynoEngine engine, Random random, int sortKeys, Done done)
    {
        await using var transaction = (EngineTransaction)await engine.BeginTransactionAsync();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            await StepAsync(transaction, random, sortKeys, done);
            if (random.Next(4) == 0)
            {
                await Task.Yield();
            }
        }

        try
        {
            await transaction.CommitAsync();
        }
        catch (TransactionConflictException)
        {
            return false;
        }

        // One that wrote nothing ran at its snapshot, after the commit with that number.
        done.Sequence = transaction.CommitSequence == 0 ? transaction.SnapshotSequence : transaction.CommitSequence;
        done.Writes = transaction.CommitSequence == 0 ? 0 : 1;
        return true;
    }

    // Through the commit pipeline, whose order is known.
    private static async Task<bool> WritePlainlyAsync(DynoEngine engine, Random random, int sortKeys, Done done)
    {
        var item = NewItem(random, sortKeys, done.Name);
        var set = new WriteSet([ActionBuilder.Put(engine.Context.Catalog.Get("things"), item, item.Size)]);
        await engine.Context.Commit.WriteAsync(set, default);
        done.Sequence = set.SequenceNumber;
        done.Writes = 1;
        done.Steps.Add(Step.Put(item));
        return true;
    }

    private static async Task StepAsync(IDynoClient client, Random random, int sortKeys, Done done)
    {
        var (pk, sk) = ("p" + random.Next(3), (long)random.Next(sortKeys));
        switch (random.Next(7))
        {
            case 0:
                var get = await client.GetItemAsync(new GetItemRequest { TableName = "things", Key = TestEngine.Key(pk, sk) });
                done.Steps.Add(new Step($"get {pk} {sk}", m => m.TryGetValue((pk, sk), out var item) ? [item] : [], get.Item is { } found ? [found] : [], null));
                break;
            case 1:
                await QueryTableAsync(client, random, sortKeys, done);
                break;
            case 2:
                await QueryIndexAsync(client, random, sortKeys, done);
                break;
            case 3 when random.Next(4) == 0:
                var scan = await client.ScanAsync(new ScanRequest { TableName = "things" });
                done.Steps.Add(new Step("scan", m => Sorted(m.Values), Sorted(scan.Items), null));
                break;
            case 4:
                var deleted = await client.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key(pk, sk), ReturnValues = ReturnValue.ALL_OLD });
                done.Steps.Add(new Step(
                    $"delete {pk} {sk}", m => m.TryGetValue((pk, sk), out var item) ? [item] : [], deleted.Attributes is { } old ? [old] : [], m => m.Remove((pk, sk))));
                break;
            default:
                var item = NewItem(random, sortKeys, done.Name + "/" + done.Steps.Count);
                await client.PutItemAsync(new PutItemRequest { TableName = "things", Item = item });
                done.Steps.Add(Step.Put(item));
                break;
        }
    }

    private static async Task QueryTableAsync(IDynoClient client, Random random, int sortKeys, Done done)
    {
        var pk = "p" + random.Next(3);
        var (low, high) = (random.Next(sortKeys), random.Next(sortKeys));
        (low, high) = (Math.Min(low, high), Math.Max(low, high));
        var forward = random.Next(2) == 0;
        int? limit = random.Next(2) == 0 ? random.Next(1, 4) : null;
        var query = await client.QueryAsync(new QueryRequest
        {
            TableName = "things",
            KeyConditionExpression = KeyConditionExpression.Parse(
                "pk = :p AND sk BETWEEN :l AND :h", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":p"] = pk, [":l"] = low, [":h"] = high })),
            ScanIndexForward = forward,
            Limit = limit,
        });
        done.Steps.Add(new Step(
            $"query {pk} {low}..{high} forward {forward} limit {limit}",
            m =>
            {
                var items = m.Where(x => x.Key.Pk == pk && x.Key.Sk >= low && x.Key.Sk <= high).Select(x => x.Value);
                return [.. (forward ? items : items.Reverse()).Take(limit ?? int.MaxValue)];
            },
            query.Items,
            null));
    }

    // What comes in no order among equals is compared sorted.
    private static async Task QueryIndexAsync(IDynoClient client, Random random, int sortKeys, Done done)
    {
        var g = "g" + random.Next(3);
        var low = random.Next(sortKeys);
        var query = await client.QueryAsync(new QueryRequest
        {
            TableName = "things",
            IndexName = "global",
            KeyConditionExpression = KeyConditionExpression.Parse(
                "g = :g AND v >= :l", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":g"] = g, [":l"] = low })),
            ScanIndexForward = random.Next(2) == 0,
        });
        done.Steps.Add(new Step(
            $"query index {g} {low}..",
            m => Sorted(m.Values.Where(x => x["g"]?.AsString() == g && x["v"]!.AsNumber().ToDouble() >= low)),
            Sorted(query.Items),
            null));
    }

    private static Item NewItem(Random random, int sortKeys, string name)
    {
        var item = new List<(string, AttributeValue)> { ("pk", "p" + random.Next(3)), ("sk", random.Next(sortKeys)), ("v", random.Next(sortKeys)), ("by", name) };
        if (random.Next(3) > 0)
        {
            item.Add(("g", "g" + random.Next(3)));
        }

        return Item.Of([.. item]);
    }

    private static List<Item> Sorted(IEnumerable<Item> items) => [.. items.OrderBy(i => Convert.ToHexString(i.Span), StringComparer.Ordinal)];

    private static string Text(IEnumerable<Item> items) => string.Join(", ", items.Select(i => i.ToJson()));

    // One transaction or write that was committed.
    private sealed class Done(string name)
    {
        public string Name { get; } = name;

        public List<Step> Steps { get; } = [];

        public long Sequence { get; set; }

        public int Writes { get; set; }
    }

    // What it read, what the model reads, and what it changed.
    private sealed record Step(
        string What, Func<SortedDictionary<(string Pk, long Sk), Item>, IReadOnlyList<Item>> Expected, IReadOnlyList<Item> Actual,
        Action<SortedDictionary<(string Pk, long Sk), Item>>? Apply)
    {
        public static Step Put(Item item) => new(
            "put " + item.ToJson(), _ => [], [], m => m[(item["pk"]!.AsString(), (long)item["sk"]!.AsNumber().ToDouble())] = item);
    }
}
