// The clients of a history: each runs transactions of a workload one after the other and takes down what it asked and what it was told.
using System.Diagnostics;
using Dyno.Engine;

namespace Dyno.Reliability.Histories;

internal enum HistoryWorkload
{
    // Reads, puts and conditional updates of single items.
    Registers,

    // TransactWriteItems, TransactGetItems, updates and interactive transactions that append to lists and read them.
    Lists,

    // Transfers between accounts, and sums of all accounts in one transaction.
    Bank,
}

internal sealed class HistoryClients(DynoEngine engine, HistoryWorkload workload, HistoryRecorder recorder)
{
    internal const string Table = "history";
    internal const string Index = "byGroup";
    internal const int Accounts = 8;
    internal const int Money = 100;

    private const int Registers = 6;
    private const int ListsAtOnce = 6;
    private const int TransactionsPerLists = 200;

    // An account's two numbers together.
    private const int Whole = 1000;

    private long _next;
    private long _end;

    internal static CreateTableRequest CreateTable => new()
    {
        TableName = Table,
        AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N), new("g", AttributeType.S)],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        GlobalSecondaryIndexes = [new() { IndexName = Index, KeySchema = [new("g", KeyType.HASH), new("sk", KeyType.RANGE)] }],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    };

    internal static async Task PrepareAsync(DynoEngine engine)
    {
        await engine.CreateTableAsync(CreateTable);
        for (var i = 0; i < Accounts; i++)
        {
            await engine.PutItemAsync(new() { TableName = Table, Item = Account(i, Money) });
        }
    }

    /// <summary>Transactions with these numbers, by so many clients at once.</summary>
    internal void Run(int clients, int seed, long first, long count)
    {
        (_next, _end) = (first, first + count);
        var threads = Enumerable.Range(0, clients).Select(c => new Thread(() => RunClient(c, new Random(unchecked((seed * 131) + (int)first + c))), 1 << 20)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    /// <summary>What is there at the end, as transactions of one client.</summary>
    internal void ReadAll(long first)
    {
        switch (workload)
        {
            case HistoryWorkload.Registers:
                for (var key = 0; key < Registers; key++)
                {
                    Do(first + key, 0, [new(HistoryAct.Read, key)], () => [ReadRegister(key)]);
                }

                break;
            case HistoryWorkload.Lists:
                for (var key = 0; key <= LastList(first); key++)
                {
                    Do(first + key, 0, [new(HistoryAct.ReadList, key)], () => [ReadOf(key, Wait(engine.GetItemAsync(new() { TableName = Table, Key = Key("list", key), ConsistentRead = true })).Item)]);
                }

                break;
            default:
                Do(first, 0, [new(HistoryAct.Sum, 0)], () => SumByTransactGet());
                break;
        }
    }

    private static int LastList(long id) => (((int)id / TransactionsPerLists) + 1) * ListsAtOnce;

    private void RunClient(int client, Random random)
    {
        for (long id; (id = Interlocked.Increment(ref _next) - 1) < _end;)
        {
            switch (workload)
            {
                case HistoryWorkload.Registers:
                    RunRegister(id, client, random);
                    break;
                case HistoryWorkload.Lists:
                    RunLists(id, client, random);
                    break;
                default:
                    RunBank(id, client, random);
                    break;
            }
        }
    }

    // The answer of the body, or that nothing was written; without an answer where nobody knows.
    private void Do(long id, int client, HistoryOperation[] asked, Func<HistoryOperation[]> body)
    {
        recorder.Add(new(id, client, Stopwatch.GetTimestamp(), HistoryOutcome.Invoked, asked));
        try
        {
            var answered = body();
            recorder.Add(new(id, client, Stopwatch.GetTimestamp(), HistoryOutcome.Ok, answered));
        }
        catch (DynoException exception) when (exception is TransactionConflictException or TransactionCanceledException or ConditionalCheckFailedException)
        {
            recorder.Add(new(id, client, Stopwatch.GetTimestamp(), HistoryOutcome.Failed, []));
        }
    }

    private void RunRegister(long id, int client, Random random)
    {
        var key = random.Next(Registers);
        var value = id + 1;
        switch (random.Next(5))
        {
            case 0 or 1:
                Do(id, client, [new(HistoryAct.Read, key)], () => [ReadRegister(key)]);
                break;
            case 2:
                Do(id, client, [new(HistoryAct.Write, key, value)], () =>
                {
                    var old = Wait(engine.PutItemAsync(new() { TableName = Table, Item = Item.Of(("pk", "register"), ("sk", key), ("v", value), ("g", $"g{value % 3}")), ReturnValues = ReturnValue.ALL_OLD }));
                    return [new(HistoryAct.Write, key, value, ValueOf(old.Attributes))];
                });
                break;
            default:
                var expected = ReadRegister(key).Value;
                var update = new UpdateItemRequest
                {
                    TableName = Table,
                    Key = Key("register", key),
                    UpdateExpression = new([new SetAction(DocumentPath.Of("v"), EncodedValue.FromInt64(value)), new SetAction(DocumentPath.Of("g"), EncodedValue.FromString($"g{value % 3}"))]),
                    ConditionExpression = expected == 0
                        ? ConditionExpression.AttributeNotExists("v")
                        : new(new ComparisonNode(ComparisonOperator.Equal, new PathOperand(DocumentPath.Of("v")), new ValueOperand(EncodedValue.FromInt64(expected)))),
                    ReturnValues = ReturnValue.ALL_OLD,
                };
                Do(id, client, [new(HistoryAct.Write, key, value)], () => [new(HistoryAct.Write, key, value, ValueOf(Wait(engine.UpdateItemAsync(update)).Attributes))]);
                break;
        }
    }

    private HistoryOperation ReadRegister(int key) =>
        new(HistoryAct.Read, key, ValueOf(Wait(engine.GetItemAsync(new() { TableName = Table, Key = Key("register", key), ConsistentRead = true })).Item));

    private void RunLists(long id, int client, Random random)
    {
        var firstKey = (int)(id / TransactionsPerLists) * ListsAtOnce;
        int[] keys = [.. Enumerable.Range(firstKey, ListsAtOnce).OrderBy(_ => random.Next()).Take(random.Next(1, 5))];
        HistoryOperation[] appends = [.. keys.Select((k, i) => new HistoryOperation(HistoryAct.Append, k, (id * 8) + i))];
        switch (random.Next(6))
        {
            case 0:
                Do(id, client, appends, () =>
                {
                    Wait(engine.TransactWriteItemsAsync(new() { TransactItems = [.. appends.Select(a => new TransactUpdate { TableName = Table, Key = Key("list", a.Key), UpdateExpression = Append(a.Value) })] }));
                    return appends;
                });
                break;
            case 1:
                Do(id, client, [.. keys.Select(k => new HistoryOperation(HistoryAct.ReadList, k))], () =>
                {
                    var read = Wait(engine.TransactGetItemsAsync(new() { TransactItems = [.. keys.Select(k => new TransactGetItem { TableName = Table, Key = Key("list", k) })] }));
                    return [.. keys.Select((k, i) => ReadOf(k, read.Responses[i]))];
                });
                break;
            case 2:
                Do(id, client, [appends[0]], () =>
                {
                    var updated = Wait(engine.UpdateItemAsync(new() { TableName = Table, Key = Key("list", keys[0]), UpdateExpression = Append(appends[0].Value), ReturnValues = ReturnValue.ALL_NEW }));
                    return [appends[0], ReadOf(keys[0], updated.Attributes)];
                });
                break;
            default:
                RunInteractively(id, client, random, firstKey, appends);
                break;
        }
    }

    // Reads of some lists, by key or all by a query, then appends; or the other way round.
    private void RunInteractively(long id, int client, Random random, int firstKey, HistoryOperation[] appends)
    {
        var (byQuery, some) = (random.Next(3) == 0, random.Next(1, appends.Length + 1));
        HistoryOperation[] mine = random.Next(4) == 0 ? [] : appends[..some];
        Do(id, client, mine, () =>
        {
            var done = new List<HistoryOperation>();
            using var transaction = Wait(engine.BeginTransactionAsync());
            if (byQuery)
            {
                var page = Wait(transaction.QueryAsync(new()
                {
                    TableName = Table,
                    KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString("list"), new("sk", SortOperator.Between, EncodedValue.FromInt64(firstKey), EncodedValue.FromInt64(firstKey + ListsAtOnce - 1))),
                    ScanIndexForward = random.Next(2) == 0,
                }));
                for (var key = firstKey; key < firstKey + ListsAtOnce; key++)
                {
                    var found = page.Items.Cast<Item?>().FirstOrDefault(i => i!.Value["sk"]!.AsNumber() == key);
                    done.Add(ReadOf(key, found));
                }
            }

            foreach (var append in appends)
            {
                if (mine.Contains(append))
                {
                    Wait(transaction.UpdateItemAsync(new() { TableName = Table, Key = Key("list", append.Key), UpdateExpression = Append(append.Value) }));
                    done.Add(append);
                }

                if (!byQuery || random.Next(3) == 0)
                {
                    done.Add(ReadOf(append.Key, Wait(transaction.GetItemAsync(new() { TableName = Table, Key = Key("list", append.Key) })).Item));
                }
            }

            transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
            return [.. done];
        });
    }

    private void RunBank(long id, int client, Random random)
    {
        var (from, to, amount) = (random.Next(Accounts), random.Next(Accounts - 1), random.Next(1, 30));
        to += to >= from ? 1 : 0;
        switch (random.Next(8))
        {
            case 0 or 1:
                Do(id, client, [], () =>
                {
                    Wait(engine.TransactWriteItemsAsync(new() { TransactItems = [Move(from, -amount) with { ConditionExpression = Has(amount) }, Move(to, amount)] }));
                    return [];
                });
                break;
            case 2 or 3:
                Do(id, client, [], () => TransferInteractively(from, to, amount));
                break;
            case 4:
                Do(id, client, [], SumByTransactGet);
                break;
            case 5:
                Do(id, client, [], () => SumInteractively(byScan: random.Next(2) == 0));
                break;
            default:
                Do(id, client, [], () => SeeHalves(random.Next(3)));
                break;
        }
    }

    private HistoryOperation[] TransferInteractively(int from, int to, int amount)
    {
        using var transaction = Wait(engine.BeginTransactionAsync());
        var source = Wait(transaction.GetItemAsync(new() { TableName = Table, Key = Key("bank", from) })).Item!.Value;
        var target = Wait(transaction.GetItemAsync(new() { TableName = Table, Key = Key("bank", to) })).Item!.Value;
        if (BalanceOf(source) >= amount)
        {
            Wait(transaction.PutItemAsync(new() { TableName = Table, Item = Account(from, BalanceOf(source) - amount) }));
            Wait(transaction.PutItemAsync(new() { TableName = Table, Item = Account(to, BalanceOf(target) + amount) }));
        }

        transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
        return [.. Halves([source, target])];
    }

    private HistoryOperation[] SumByTransactGet()
    {
        var read = Wait(engine.TransactGetItemsAsync(new() { TransactItems = [.. Enumerable.Range(0, Accounts).Select(a => new TransactGetItem { TableName = Table, Key = Key("bank", a) })] }));
        return SumOf(read.Responses.Select(i => i!.Value));
    }

    private HistoryOperation[] SumInteractively(bool byScan)
    {
        using var transaction = Wait(engine.BeginTransactionAsync());
        var items = byScan
            ? Wait(transaction.ScanAsync(new() { TableName = Table })).Items.Where(i => i["pk"]!.AsString() == "bank")
            : Wait(transaction.QueryAsync(new() { TableName = Table, KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString("bank")) })).Items;
        var sum = SumOf(items);
        transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
        return sum;
    }

    // Outside of transactions sums may be anything; every item is whole.
    private HistoryOperation[] SeeHalves(int how) =>
    [
        .. Halves(how switch
        {
            0 => Wait(engine.QueryAsync(new() { TableName = Table, KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString("bank")), ConsistentRead = true })).Items,
            1 => Wait(engine.ScanAsync(new() { TableName = Table })).Items,
            _ => Wait(engine.QueryAsync(new() { TableName = Table, IndexName = Index, KeyConditionExpression = KeyConditionExpression.For("g", EncodedValue.FromString("bank")) })).Items,
        }),
    ];

    private static HistoryOperation[] SumOf(IEnumerable<Item> items)
    {
        var read = items.ToList();
        return [new(HistoryAct.Sum, read.Count, read.Sum(BalanceOf)), .. Halves(read)];
    }

    private static IEnumerable<HistoryOperation> Halves(IEnumerable<Item> items) =>
        items.Where(i => BalanceOf(i) + Long(i, "rest") != Whole || (i["text"] is { } text && text.AsString() != $"{BalanceOf(i)}")).Select(i => new HistoryOperation(HistoryAct.Torn, (int)Long(i, "sk")));

    // The balance, what is missing to a whole, and where it was put at once the balance as a text.
    private static Item Account(int number, long balance) =>
        Item.Of(("pk", "bank"), ("sk", number), ("g", "bank"), ("balance", balance), ("rest", Whole - balance), ("text", $"{balance}"));

    private static TransactUpdate Move(int account, int amount) => new()
    {
        TableName = Table,
        Key = Key("bank", account),
        UpdateExpression = new([
            new AddAction(DocumentPath.Of("balance"), EncodedValue.FromInt64(amount)), new AddAction(DocumentPath.Of("rest"), EncodedValue.FromInt64(-amount)), new RemoveAction(DocumentPath.Of("text"))]),
    };

    private static ConditionExpression Has(int amount) =>
        new(new ComparisonNode(ComparisonOperator.GreaterThanOrEqual, new PathOperand(DocumentPath.Of("balance")), new ValueOperand(EncodedValue.FromInt64(amount))));

    private static UpdateExpression Append(long element) => new([
        new SetAction(DocumentPath.Of("list"), new ListAppend(
            new IfNotExists(DocumentPath.Of("list"), EncodedValue.From(AttributeValue.L())), EncodedValue.From(AttributeValue.L(element)))),
        new SetAction(DocumentPath.Of("g"), EncodedValue.FromString("list"))]);

    private static HistoryOperation ReadOf(int key, Item? item) =>
        new(HistoryAct.ReadList, key, List: item?["list"] is { } list ? [.. list.AsList().Select(e => (long)e.AsNumber().ToDouble())] : []);

    private static Item Key(string partition, int sort) => Item.Of(("pk", partition), ("sk", sort));

    private static long ValueOf(Item? item) => item is { } there && there.Contains("v") ? Long(there, "v") : 0;

    private static long BalanceOf(Item item) => Long(item, "balance");

    private static long Long(Item item, string name) => item[name]!.AsNumber().TryToInt64(out var value) ? value : throw new InvalidOperationException(name);

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
