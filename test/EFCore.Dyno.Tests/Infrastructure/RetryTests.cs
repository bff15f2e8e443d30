// EnableRetryOnFailure: what is tried again and what is not, how long it waits, and when it gives up.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;
using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Tests.Infrastructure;

public sealed class RetryTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly Exception s_throttled = new ProvisionedThroughputExceededException("slow down");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_throttled_page_and_a_save_that_met_another_transaction_are_tried_again(bool async)
    {
        using var database = new TestDatabase();
        var faults = new Faults();
        var retries = new List<EventData>();
        await using var context = new ShopContext(Options(database, faults, o => o.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(5)))
            .LogTo((id, _) => id == CoreEventId.ExecutionStrategyRetrying, retries.Add).Options);
        await context.Database.EnsureCreatedAsync();
        context.AddRange(new Product { Id = Guid.NewGuid(), Name = "a" }, new Product { Id = Guid.NewGuid(), Name = "b" });
        faults.Next(Cancelled("TransactionConflict", "None"), s_throttled);
        Assert.Equal(2, async ? await context.SaveChangesAsync() : context.SaveChanges());
        Assert.Equal(2, retries.Count);
        faults.Next(s_throttled, s_throttled, new TransactionConflictException("busy"));
        Assert.Equal(2, (async ? await context.Products.AllowScan().ToListAsync() : [.. context.Products.AllowScan()]).Count);
        Assert.Equal(5, retries.Count);
        Assert.Equal(0, faults.Left);
    }

    [Fact]
    public async Task It_gives_up_after_the_last_try_and_does_not_try_what_cannot_succeed()
    {
        var faults = new Faults();
        await using var context = shop.Open(b => b
            .UseDyno(o => o.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(1), ["InternalServerError"])).AddInterceptors(faults));
        faults.Next(s_throttled, new InternalServerErrorException("disk"), s_throttled, s_throttled);
        var error = await Assert.ThrowsAsync<RetryLimitExceededException>(() => context.Orders.FindAsync("C1", 1).AsTask());
        Assert.Same(s_throttled, error.InnerException);
        Assert.Equal(1, faults.Left);
        faults.Clear();
        faults.Next(new ValidationException("wrong"), s_throttled);
        await Assert.ThrowsAsync<ValidationException>(() => context.Orders.FindAsync("C1", 1).AsTask());
        Assert.Equal(1, faults.Left);
    }

    [Fact]
    public async Task Without_it_the_error_reaches_the_caller_at_once()
    {
        var faults = new Faults();
        await using var context = shop.Open(b => b.AddInterceptors(faults));
        faults.Next(s_throttled);
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => context.Orders.FindAsync("C1", 1).AsTask());
        Assert.False(context.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    [Fact]
    public void A_cancelled_transaction_is_tried_again_only_where_every_reason_passes()
    {
        Assert.True(RequestFailures.IsTransient(Cancelled("None", "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError")));
        Assert.False(RequestFailures.IsTransient(Cancelled("TransactionConflict", "ConditionalCheckFailed")));
        Assert.False(RequestFailures.IsTransient(Cancelled("None")));
        Assert.True(RequestFailures.IsTransient(new RequestLimitExceededException("account")));
        Assert.False(RequestFailures.IsTransient(new ConditionalCheckFailedException("no")));
    }

    [Fact]
    public void Waits_grow_exponentially_within_a_random_part_and_a_limit()
    {
        using var context = shop.Open();
        var strategy = new Waits(context.GetService<ExecutionStrategyDependencies>(), 8, TimeSpan.FromSeconds(2));
        var waits = strategy.All(tries: 200);
        for (var retry = 0; retry < 8; retry++)
        {
            var longest = Math.Min(50 * Math.Pow(2, retry), 2000);
            Assert.All(waits[retry], w => Assert.InRange(w!.Value.TotalMilliseconds, 0, longest));
            Assert.True(waits[retry].Max(w => w!.Value.TotalMilliseconds) > longest / 2, $"seed {shop.Seed}: no jitter over the whole range");
        }

        Assert.All(waits[8], w => Assert.Null(w));
    }

    [Fact]
    public async Task A_strategy_wraps_what_the_application_does_by_hand()
    {
        await using var context = shop.Open(b => b.UseDyno(o => o.EnableRetryOnFailure(2, TimeSpan.Zero)));
        var tries = 0;
        var strategy = context.Database.CreateExecutionStrategy();
        Assert.IsType<DynoRetryingExecutionStrategy>(strategy);
        Assert.Equal(
            "done",
            await strategy.ExecuteAsync(async () =>
            {
                await context.Orders.FindAsync("C1", 1);
                return ++tries < 3 ? throw s_throttled : "done";
            }));
    }

    private static DbContextOptionsBuilder<ShopContext> Options(TestDatabase database, Faults faults, Action<DynoDbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>(database.Options<ShopContext>());
        builder.UseDyno(configure).AddInterceptors(faults);
        return builder;
    }

    private static TransactionCanceledException Cancelled(params string[] codes) => new([.. codes.Select(c => new CancellationReason { Code = c })]);

    // Answers the next requests with these errors.
    private sealed class Faults : IDynoRequestInterceptor
    {
        private readonly Queue<Exception> _next = [];

        public int Left => _next.Count;

        public void Next(params Exception[] exceptions)
        {
            foreach (var exception in exceptions)
            {
                _next.Enqueue(exception);
            }
        }

        public void Clear() => _next.Clear();

        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken) =>
            _next.TryDequeue(out var exception) ? throw exception : new(request);
    }

    private sealed class Waits(ExecutionStrategyDependencies dependencies, int count, TimeSpan longest)
        : DynoRetryingExecutionStrategy(dependencies, count, longest, null)
    {
        public List<List<TimeSpan?>> All(int tries)
        {
            var all = new List<List<TimeSpan?>>();
            for (var retry = 0; retry <= MaxRetryCount; retry++)
            {
                ExceptionsEncountered.Add(s_throttled);
                all.Add([.. Enumerable.Range(0, tries).Select(_ => GetNextDelay(s_throttled))]);
            }

            return all;
        }
    }
}
