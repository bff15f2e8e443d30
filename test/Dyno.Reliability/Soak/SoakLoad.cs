// Many contexts of the provider at once: reads, ranges, inserts, updates with a concurrency token and deletes, from a pool. No error but a conflict that is meant, and what is read is what
// was written. Now and then they all wait while it is looked at what the process holds.
using System.Diagnostics;
using System.Globalization;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Dyno.Reliability.Soak;

internal static class SoakLoad
{
    private const int Customers = 64;
    private const int OrdersOfCustomer = 100;
    private const int Samples = 60;

    // Always as many: each that comes has a stack, and takes it away when it goes.
    private const int PoolThreads = 16;

    internal static async Task RunAsync(RunContext context, bool isShort)
    {
        ThreadPool.SetMinThreads(PoolThreads, PoolThreads);
        ThreadPool.SetMaxThreads(PoolThreads, PoolThreads);
        var clients = isShort ? 64 : 256;
        var path = context.NewPath("soak");

        // Small buffers and a small cache are full before the warm part begins: what fills larger ones would pass for growth.
        var options = new DbContextOptionsBuilder<SoakContext>()
            .UseDyno(path, o => o.EngineOptions(e => e with { WriteBufferBytes = 2 << 20, BlockCacheBytes = 1 << 20 })).Options;
        var factory = new PooledDbContextFactory<SoakContext>(options, clients);
        await using (var first = await factory.CreateDbContextAsync())
        {
            await first.Database.EnsureCreatedAsync();
        }

        var (latencies, conflicts) = (new Latencies(), 0L);
        var key = EngineRegistry.KeyOf(path, inMemory: false);
        var engine = EngineRegistry.Acquire(key, path, new(), owner: context).Engine;
        using var stop = new CancellationTokenSource();
        using var atWork = new SemaphoreSlim(clients);
        TaskCompletionSource? pause = null;
        var work = Enumerable.Range(0, clients).Select(c => Task.Run(() => RunClientAsync(c))).ToArray();

        // On a thread of its own: in the pool a second may be long, with so many who work there.
        var samples = await Task.Factory.StartNew(Measure, TaskCreationOptions.LongRunning);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        EngineRegistry.Close(key);
        SoakJudgement.Judge(context, samples, isShort);

        Figure("contexts", clients);
        Figure("operations", latencies.Count);
        Figure("refused by the token", conflicts);
        context.Figure("p50", string.Create(CultureInfo.InvariantCulture, $"{latencies.Milliseconds(0.5):N2} ms"));
        context.Figure("p99", string.Create(CultureInfo.InvariantCulture, $"{latencies.Milliseconds(0.99):N2} ms"));

        void Figure(string name, long value) => context.Figure(name, value.ToString("N0", CultureInfo.InvariantCulture));

        // Samples are taken while nobody is at work: what is under way is no growth.
        List<SoakSample> Measure()
        {
            var taken = new List<SoakSample>();
            var every = Math.Max(1, context.Count / (double)Samples);
            while (!context.IsOver && context.Findings.Count == 0 && Array.Exists(work, w => !w.IsCompleted))
            {
                Thread.Sleep(1000);
                context.Done((long)context.Elapsed.TotalSeconds - context.DoneCount);
                if (context.DoneCount < every * (taken.Count + 1))
                {
                    continue;
                }

                var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref pause, over);
                Enumerable.Range(0, clients).ToList().ForEach(_ => atWork.Wait());
                taken.Add(SoakSample.Take(context.Elapsed.TotalSeconds, engine));
                Volatile.Write(ref pause, null);
                atWork.Release(clients);
                over.SetResult();
                if (!isShort)
                {
                    context.Say(taken[^1].ToString());
                }
            }

            return taken;
        }

        async Task RunClientAsync(int client)
        {
            var random = new Random(unchecked((context.Seed * 521) + client));
            while (!stop.IsCancellationRequested)
            {
                if (Volatile.Read(ref pause) is { } other)
                {
                    await other.Task;
                }

                await atWork.WaitAsync();
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
                finally
                {
                    atWork.Release();
                }

                latencies.Add(Stopwatch.GetElapsedTime(started));
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
}
