// What the log says of requests: one line each, with capacity, tags and, where allowed, values; failures by what they mean; warnings as errors.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Tests.Query;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Tests.Diagnostics;

public sealed class RequestLogTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly List<(EventId Id, LogLevel Level, string Text)> _log = [];

    [Fact]
    public async Task A_request_is_a_line_with_its_cost_and_its_tags_and_without_values()
    {
        await using var context = Open();
        var customer = "C3";
        await context.Orders.TagWith("monthly\nreport").Where(o => o.CustomerId == customer && o.Number > 20).ToListAsync();
        var line = Assert.Single(_log, e => e.Id == DynoEventId.RequestExecuted);
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Matches(@"Executed Query Orders \([0-9.]+ ms, 5 items, 5 scanned, 0\.5 capacity units\): \[monthly report\] .*CustomerId = @customer", line.Text);
        Assert.DoesNotContain("C3", line.Text, StringComparison.Ordinal);
        var before = Assert.Single(_log, e => e.Id == DynoEventId.RequestExecuting);
        Assert.Equal(LogLevel.Debug, before.Level);
        Assert.Contains("Executing Query Orders: [monthly report] ", before.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_shown_where_sensitive_data_is_allowed()
    {
        await using var context = Open(b => b.EnableSensitiveDataLogging());
        var customer = "C3";
        await context.Orders.FirstOrDefaultAsync(o => o.CustomerId == customer && o.Number == 7);
        await context.Orders.Where(o => o.CustomerId == customer && o.Total > 12).ToListAsync();
        var lines = _log.Where(e => e.Id == DynoEventId.RequestExecuted).Select(e => e.Text).ToList();
        Assert.Contains("C3", lines[0], StringComparison.Ordinal);
        Assert.Contains("C3", lines[1], StringComparison.Ordinal);
        Assert.Contains("filter: Total > 12", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_and_tables_are_logged_too()
    {
        using var database = new TestDatabase();
        await using var context = database.Context(m => m.Entity<Product>());
        Assert.True(await context.Database.EnsureCreatedAsync());
        context.Add(new Product { Name = "Lamp" });
        await context.SaveChangesAsync();
        Assert.Contains(database.Log, l => l.Contains("Executed CreateTable ", StringComparison.Ordinal));
        var put = Assert.Single(database.Log, l => l.Contains("Executed PutItem ", StringComparison.Ordinal));
        Assert.Contains("1 capacity units): 1 Put ", put, StringComparison.Ordinal);
        Assert.DoesNotContain("Lamp", put, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_told_by_what_it_means()
    {
        await using var context = Open();
        context.Add(new Product { Id = new Guid(1, 0, 0, new byte[8]), Name = "again" });
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        var condition = Assert.Single(_log, e => e.Id == DynoEventId.RequestConditionFailed);
        Assert.Equal(LogLevel.Information, condition.Level);
        Assert.Contains("Condition failed: PutItem Products (", condition.Text, StringComparison.Ordinal);

        using var database = new TestDatabase();
        await using var noTables = new ShopContext(database.Options<ShopContext>(Log));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => noTables.Products.AllowScan().ToListAsync());
        var failed = Assert.Single(_log, e => e.Id == DynoEventId.RequestFailed);
        Assert.Equal(LogLevel.Error, failed.Level);
        Assert.Contains("Failed Scan Products (", failed.Text, StringComparison.Ordinal);
        Assert.Contains("ResourceNotFoundException", failed.Text, StringComparison.Ordinal);

        // Looking whether there are tables is no failure.
        await noTables.Database.EnsureCreatedAsync();
        await noTables.Database.EnsureDeletedAsync();
        await noTables.Database.EnsureCreatedAsync();
        Assert.Single(_log, e => e.Id == DynoEventId.RequestFailed);
        Assert.All(_log.Where(e => e.Id == DynoEventId.TableNotFound), e => Assert.Equal(LogLevel.Debug, e.Level));
        Assert.Contains(_log, e => e.Id == DynoEventId.TableNotFound && e.Text.Contains("DescribeTable Products", StringComparison.Ordinal));

        using var cancelled = new CancellationTokenSource();
        await using var cancelling = Open(b => b.AddInterceptors(new CancelBeforeSending(cancelled)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelling.Products.AllowScan().ToListAsync(cancelled.Token));
        Assert.Equal(LogLevel.Debug, Assert.Single(_log, e => e.Id == DynoEventId.RequestCanceled).Level);
    }

    [Fact]
    public async Task Warnings_can_be_errors_and_ids_can_be_ignored()
    {
        await using var strict = Open(b => b.ConfigureWarnings(w => w.Throw(DynoEventId.ScanWarning)));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => strict.Orders.ToListAsync());
        Assert.Contains("AllowScan()", error.Message, StringComparison.Ordinal);
        Assert.Contains("DynoEventId.ScanWarning", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await strict.Orders.AllowScan().ToListAsync());

        await using var quiet = Open(b => b.ConfigureWarnings(w => w.Ignore(DynoEventId.ScanWarning, DynoEventId.RequestExecuted)));
        _log.Clear();
        await quiet.Orders.ToListAsync();
        Assert.DoesNotContain(_log, e => e.Id == DynoEventId.ScanWarning || e.Id == DynoEventId.RequestExecuted);
    }

    [Fact]
    public async Task Event_data_says_which_context_and_which_request()
    {
        var seen = new List<DynoRequestEventData>();
        await using var context = shop.Open(b => b.LogTo((id, _) => id == DynoEventId.RequestExecuted, data => seen.Add((DynoRequestEventData)data)));
        await context.Orders.Where(o => o.State == OrderState.Paid).Take(3).ToListAsync();
        var data = Assert.Single(seen);
        Assert.Same(context, data.Context);
        Assert.Equal("Orders.ByState", data.Request.Target);
        Assert.Equal(data.Request.CapacityUnits, Assert.Single(data.Request.ConsumedCapacity!).CapacityUnits);
        Assert.False(data.Request.IsWrite);
        Assert.Null(data.Request.Values);
    }

    private ShopContext Open(Action<DbContextOptionsBuilder>? configure = null) => shop.Open(b =>
    {
        Log(b);
        configure?.Invoke(b);
    });

    private void Log(DbContextOptionsBuilder builder) =>
        builder.LogTo((_, _) => true, data => _log.Add((data.EventId, data.LogLevel, data.ToString())));

    private sealed class CancelBeforeSending(CancellationTokenSource source) : IDynoRequestInterceptor
    {
        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
        {
            source.Cancel();
            return new(request);
        }
    }
}
