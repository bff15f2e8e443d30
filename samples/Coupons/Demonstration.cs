// The console run: load, ask, redeem, kill; then the table of what everything cost.

using Coupons.Crash;
using Coupons.Data;
using Coupons.Model;
using Coupons.Output;
using Coupons.Scenarios;
using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Coupons;

/// <summary>The console run.</summary>
public static class Demonstration
{
    /// <summary>Where the database lies in a data directory.</summary>
    public static string DatabaseIn(string directory) => Path.Combine(directory, "coupons.dyno");

    /// <summary>Loads the data, runs every scenario and prints what each one cost.</summary>
    public static async Task RunAsync(IAnsiConsole console, Arguments arguments)
    {
        var directory = arguments.Data ?? Path.Combine(Path.GetTempPath(), $"coupons-{Guid.NewGuid():N}");
        Directory.CreateDirectory(directory);
        try
        {
            var usage = new Usage();
            var scenarios = new Output.Scenarios(usage);
            await using (var services = Services(DatabaseIn(directory), usage))
            {
                var contexts = services.GetRequiredService<IDbContextFactory<CouponContext>>();
                await LoadAsync(console, contexts, scenarios, new CouponGenerator(arguments.Businesses, arguments.Coupons));
                await new Reads(contexts, scenarios).RunAsync();
                var writes = new Writes(contexts, scenarios);
                await writes.RunAsync();

                Report.Plans(console, scenarios.Outcomes);
                Report.Table(console, scenarios.Outcomes);
                Report.Bars(console, "Requests of the promotion's burst", writes.Latencies);
            }

            await CrashAsync(console, directory, arguments.Kills);
        }
        finally
        {
            if (!arguments.Keep)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static ServiceProvider Services(string path, Usage usage) => new ServiceCollection()
        .AddPooledDbContextFactory<CouponContext>(options => options
            .UseDyno(path)
            .LogTo(
                (id, _) => id == DynoEventId.RequestExecuted,
                data =>
                {
                    if (data is DynoRequestEventData request)
                    {
                        usage.Add(request.Request.CapacityUnits ?? 0);
                    }
                }))
        .BuildServiceProvider();

    private static async Task LoadAsync(
        IAnsiConsole console, IDbContextFactory<CouponContext> contexts, Output.Scenarios scenarios, CouponGenerator generator)
    {
        await using (var db = await contexts.CreateDbContextAsync())
        {
            await db.Database.EnsureDeletedAsync();
            await db.Database.EnsureCreatedAsync();
        }

        var total = generator.CouponCount + generator.BusinessCount;
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask($"Loading {generator.CouponCount:N0} coupons of {generator.BusinessCount:N0} businesses", maxValue: total);
                await scenarios.RunAsync("Load", async () =>
                {
                    var written = 0;
                    await Loader.LoadAsync(contexts, generator, count =>
                    {
                        Interlocked.Add(ref written, count);
                        lock (bar)
                        {
                            bar.Increment(count);
                        }
                    });
                    return new Done(written, "transactions of 100 items, every one durable");
                });
            });
    }

    private static async Task CrashAsync(IAnsiConsole console, string directory, int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            var path = Path.Combine(directory, $"crash-{round}.dyno");
            var result = await CrashTest.RunAsync(path, round);
            console.WriteLine($"kill -9 in the middle of writing ({round} of {rounds}): acknowledged {result.Acknowledged:N0}, {result.Missing} missing");
            if (result.Missing > 0)
            {
                throw new InvalidOperationException($"{result.Missing} acknowledged writes are missing in {path}.");
            }
        }
    }
}
