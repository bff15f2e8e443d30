// Many contexts of the provider at once for long (scorecard, row 8, and the load): reads, ranges, inserts, updates with a concurrency token and deletes, from a
// pool. No error but a conflict that is meant, what is read is what was written, and nothing grows: memory, handles, threads.
using System.Diagnostics;
using System.Globalization;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Dyno.Reliability.Soak;

internal sealed class SoakScenario : Scenario
{
    private const int Customers = 64;
    private const int OrdersOfCustomer = 100;
    private const int LargestLatencies = 2_000_000;

    // A short run is too short for a slope: it may grow by so much.
    private const double ShortGrowthMegabytes = 64;
    private const double MostGrowthOfMemory = 0.01;

    internal override string Name => "soak";

    internal override string Promise => "256 contexts of the provider at once (64 in CI): no error, memory flat after warm-up, no handle or thread is left behind";

    internal override string Unit => "seconds";

    internal override long LongCount => 600;

    internal override long ShortCount => 10;

    internal override async Task RunAsync(RunContext context)
    {
        var isShort = context.Count <= ShortCount;
        var clients = isShort ? 64 : 256;
        var path = context.NewPath("soak");

        // Small buffers and a small cache are full before the warm part begins: what fills larger ones would hide what grows.
        var options = new DbContextOptionsBuilder<SoakContext>()
            .UseDyno(path, o => o.EngineOptions(e => e with { WriteBufferBytes = 2 << 20, BlockCacheBytes = 8 << 20 })).Options;
        var factory = new PooledDbContextFactory<SoakContext>(options, clients);
        await using (var first = await factory.CreateDbContextAsync())
        {
            await first.Database.EnsureCreatedAsync();
        }

        // Taken at once, so that the heap does not grow by what is measured.
        var latencies = new float[LargestLatencies];
        var (operations, conflicts) = (0L, 0L);
        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(0, clients).Select(c => Task.Run(() => RunClientAsync(c))).ToArray();
        var samples = await MeasureAsync(context, work);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        EngineRegistry.Close(EngineRegistry.KeyOf(path, inMemory: false));
        Judge(context, samples, isShort);

        var sorted = latencies.Take((int)Math.Min(operations, LargestLatencies)).Order().ToList();
        Figure("contexts", clients);
        Figure("operations", operations);
        Figure("refused by the token", conflicts);
        context.Figure("p50", Milliseconds(0.5));
        context.Figure("p99", Milliseconds(0.99));

        string Milliseconds(double share) => string.Create(CultureInfo.InvariantCulture, $"{(sorted.Count == 0 ? 0 : sorted[(int)(share * (sorted.Count - 1))]):N2} ms");
        void Figure(string name, long value) => context.Figure(name, value.ToString("N0", CultureInfo.InvariantCulture));

        async Task RunClientAsync(int client)
        {
            var random = new Random(unchecked((context.Seed * 521) + client));
            while (!stop.IsCancellationRequested)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    await using var database = await factory.CreateDbContextAsync();
                    if (await RunOneAsync(database, random) is { } wrong)
                    {
                        context.Found($"client {client}: {wrong}");
                    }
                }
                catch (DbUpdateException exception) when (IsMeant(exception))
                {
                    // Another one was first: the token, or the key of an insert.
                    Interlocked.Increment(ref conflicts);
                }
                catch (Exception exception)
                {
                    context.Found($"client {client}: {exception}");
                    return;
                }

                latencies[(Interlocked.Increment(ref operations) - 1) % LargestLatencies] = (float)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }
    }

    private static bool IsMeant(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException || exception.InnerException is ConditionalCheckFailedException or TransactionCanceledException or DuplicateItemException;

    private static async Task<string?> RunOneAsync(SoakContext database, Random random)
    {
        var customer = $"customer {random.Next(Customers)}";
        var number = random.Next(OrdersOfCustomer);
        switch (random.Next(10))
        {
            case < 3:
                var found = await database.Orders.FindAsync(customer, number);
                return found is null || IsWhole(found) ? null : $"order {customer} {number} is not what was written: {found.Amount}, {found.Version}, {found.Note}";
            case < 6:
                var from = number;
                var range = await database.Orders.AsNoTracking().Where(o => o.Customer == customer && o.Number >= from && o.Number < from + 20).OrderBy(o => o.Number).ToListAsync();
                return range.Find(o => o.Customer != customer || o.Number < from || o.Number >= from + 20 || !IsWhole(o)) is { } wrong
                        ? $"the range of {customer} from {from} has order {wrong.Customer} {wrong.Number}: {wrong.Amount}, {wrong.Version}, {wrong.Note}"
                    : range.Select(o => o.Number).SequenceEqual(range.Select(o => o.Number).Order()) ? null
                    : $"the range of {customer} from {from} is not in order";
            case 6:
                // Versions of its own: one that comes after another was deleted must not be taken for that one by its token.
                database.Orders.Add(Whole(new SoakOrder { Customer = customer, Number = number, Version = random.Next(1 << 30) }, random.Next(1000)));
                await database.SaveChangesAsync();
                return null;
            case 7:
                if (await database.Orders.FindAsync(customer, number) is { } gone)
                {
                    database.Remove(gone);
                    await database.SaveChangesAsync();
                }

                return null;
            default:
                if (await database.Orders.FindAsync(customer, number) is { } changed)
                {
                    Whole(changed, random.Next(1000));
                    await database.SaveChangesAsync();
                }

                return null;
        }
    }

    private static SoakOrder Whole(SoakOrder order, int amount)
    {
        order.Amount = amount;
        order.Version++;
        order.Note = $"{amount} in version {order.Version}";
        return order;
    }

    private static bool IsWhole(SoakOrder order) => order.Note == $"{order.Amount} in version {order.Version}";

    private sealed record Sample(double Seconds, double HeapMegabytes, double ResidentMegabytes, int Handles, int Threads);

    // Heaps after a collection, twenty times in a run; the first quarter is for warming up.
    private static async Task<List<Sample>> MeasureAsync(RunContext context, Task[] work)
    {
        var samples = new List<Sample>();
        var every = Math.Max(1, context.Count / 40);
        for (var second = 1L; !context.IsOver && context.Findings.Count == 0 && Array.Exists(work, w => !w.IsCompleted); second++)
        {
            await Task.Delay(1000);
            context.Done();
            if (second % every == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                using var process = Process.GetCurrentProcess();
                samples.Add(new(
                    context.Elapsed.TotalSeconds, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, process.WorkingSet64 / 1048576.0,
                    Directory.GetFileSystemEntries("/proc/self/fd").Length, process.Threads.Count));
            }
        }

        return samples;
    }

    private static void Judge(RunContext context, List<Sample> samples, bool isShort)
    {
        var warm = samples.Where(s => s.Seconds > samples[^1].Seconds / 4).ToList();
        if (warm.Count < 4)
        {
            return;
        }

        Check("heap", s => s.HeapMegabytes);
        Check("resident memory", s => s.ResidentMegabytes);
        var (handles, threads) = (warm.Max(s => s.Handles) - warm[0].Handles, warm[^1].Threads - warm.Take(warm.Count / 2).Max(s => s.Threads));
        context.Figure("handles", $"{warm[0].Handles} to {warm[^1].Handles}");
        context.Figure("threads", $"{warm[0].Threads} to {warm[^1].Threads}");
        if (handles > 64 || threads > 32)
        {
            context.Found($"{handles} more handles, {threads} more threads");
        }

        // The slope over the whole of the warm part, by least squares, and how much of the mean it makes.
        void Check(string what, Func<Sample, double> of)
        {
            var (meanX, meanY) = (warm.Average(s => s.Seconds), warm.Average(of));
            var slope = warm.Sum(s => (s.Seconds - meanX) * (of(s) - meanY)) / warm.Sum(s => (s.Seconds - meanX) * (s.Seconds - meanX));
            var growth = slope * (warm[^1].Seconds - warm[0].Seconds);
            context.Figure(what, string.Create(CultureInfo.InvariantCulture, $"{meanY:N1} MB, {100 * growth / meanY:N2} % over the warm part"));
            if (isShort ? growth > ShortGrowthMegabytes : growth > MostGrowthOfMemory * meanY)
            {
                context.Found(string.Create(CultureInfo.InvariantCulture, $"{what} grew by {growth:N1} MB of {meanY:N1} MB"));
            }
        }
    }
}
