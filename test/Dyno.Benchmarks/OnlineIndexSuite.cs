// A global index is added to a table of many items while writers go on: how long their writes take before and meanwhile, and whether the index is right.

using System.Diagnostics;
using System.Globalization;
using Dyno.Engine;

namespace Dyno.Benchmarks;

internal static class OnlineIndexSuite
{
    private const int Writers = 16;
    private const int LoadBatch = 500;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var items = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var directory = args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), $"dyno-index-{Guid.NewGuid():N}");
        try
        {
            await using var engine = DynoEngine.Open(directory);
            await LoadAsync(engine, items);
            Console.WriteLine($"A table of {items:N0} items of about 200 bytes, {Writers} writers of whole items, every write synced to disk.");
            using var stop = new CancellationTokenSource();
            var phase = new Phase();
            var writers = Enumerable.Range(0, Writers).Select(n => Task.Run(() => WriteAsync(engine, items, n, phase, stop.Token))).ToArray();
            await Task.Delay(Before);
            phase.IsDuring = true;
            var started = Stopwatch.GetTimestamp();
            await engine.UpdateTableAsync(new UpdateTableRequest
            {
                TableName = "Things",
                AttributeDefinitions = [new("x", AttributeType.S)],
                GlobalSecondaryIndexUpdates = [new CreateGlobalSecondaryIndexAction(new() { IndexName = "ByX", KeySchema = [new("x", KeyType.HASH)] })],
            });
            while ((await engine.DescribeTableAsync("Things")).TableStatus != TableStatus.ACTIVE)
            {
                await Task.Delay(20);
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            await stop.CancelAsync();
            var times = await Task.WhenAll(writers);
            Console.WriteLine($"The index was ready after {elapsed.TotalSeconds:N1} s.");
            Console.WriteLine();
            Console.WriteLine("| writes | a second | p50 | p99 | p99.9 |");
            Console.WriteLine("|---|---|---|---|---|");
            var before = Print("before", times.SelectMany(t => t.Before), Before);
            var during = Print("during", times.SelectMany(t => t.During), elapsed);
            Console.WriteLine();
            Console.WriteLine($"p99 during is {during / before:N2} times p99 before.");
            return await IsRebuildAsync(engine) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task LoadAsync(DynoEngine engine, int items)
    {
        await engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "Things",
            AttributeDefinitions = [new("pk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        var random = new Random(1);
        for (var i = 0; i < items; i += LoadBatch)
        {
            await engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [.. Enumerable.Range(i, Math.Min(LoadBatch, items - i)).Select(n => new TransactPut { TableName = "Things", Item = ItemOf(n, random) })],
            });
        }
    }

    private static async Task<(List<double> Before, List<double> During)> WriteAsync(
        DynoEngine engine, int items, int number, Phase phase, CancellationToken stop)
    {
        var random = new Random(number);
        var (before, during) = (new List<double>(), new List<double>());
        while (!stop.IsCancellationRequested)
        {
            var item = ItemOf(random.Next(items), random);
            var list = phase.IsDuring ? during : before;
            var started = Stopwatch.GetTimestamp();
            await engine.PutItemAsync(new PutItemRequest { TableName = "Things", Item = item }, CancellationToken.None);
            list.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (before, during);
    }

    private static double Print(string name, IEnumerable<double> milliseconds, TimeSpan elapsed)
    {
        var sorted = milliseconds.Order().ToArray();
        Console.WriteLine($"| {name} | {sorted.Length / elapsed.TotalSeconds:N0} | {At(0.5):N2} ms | {At(0.99):N2} ms | {At(0.999):N2} ms |");
        return At(0.99);

        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
    }

    // The index holds exactly the table's items: they all have its key.
    private static async Task<bool> IsRebuildAsync(DynoEngine engine)
    {
        var table = await SumAsync(engine, null);
        var index = await SumAsync(engine, "ByX");
        var described = (await engine.DescribeTableAsync("Things")).GlobalSecondaryIndexes[0];
        var isRight = table == index && (described.ItemCount, described.IndexSizeBytes) == (table.Count, table.Bytes);
        Console.WriteLine(isRight ? $"The index holds the table's {index.Count:N0} items, and is counted so." : $"WRONG: the table has {table}, the index {index}, described as {described}.");
        return isRight;
    }

    private static async Task<(long Count, long Bytes, long Hash)> SumAsync(DynoEngine engine, string? indexName)
    {
        var sum = (Count: 0L, Bytes: 0L, Hash: 0L);
        Item? start = null;
        do
        {
            var page = await engine.ScanAsync(new ScanRequest { TableName = "Things", IndexName = indexName, ExclusiveStartKey = start });
            foreach (var item in page.Items!)
            {
                sum = (sum.Count + 1, sum.Bytes + item.Size, unchecked(sum.Hash + item.GetHashCode()));
            }

            start = page.LastEvaluatedKey;
        }
        while (start is not null);
        return sum;
    }

    private static Item ItemOf(int number, Random random) => Item.Of(
        ("pk", "item-" + number.ToString("D8", CultureInfo.InvariantCulture)),
        ("x", "value-" + random.Next(100_000).ToString("D6", CultureInfo.InvariantCulture)),
        ("filler", new string((char)('a' + random.Next(26)), 140)));

    private sealed class Phase
    {
        public volatile bool IsDuring;
    }
}
