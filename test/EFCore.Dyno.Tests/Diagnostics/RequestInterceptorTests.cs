// IDynoRequestInterceptor: sees each request, changes it or its result, refuses it, and is chained with others.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Diagnostics;

public sealed class RequestInterceptorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task It_sees_requests_results_and_failures()
    {
        var seen = new Recorder("a");
        await using var context = shop.Open(b => b.AddInterceptors(seen));
        await context.Orders.SingleAsync(o => o.CustomerId == "C2" && o.Number == 3);
        context.Add(new Product { Id = new Guid(1, 0, 0, new byte[8]), Name = "again" });
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Equal(
            ["a GetItemRequest Orders", "a GetItemResult 1 item of 0.5 units", "a PutItemRequest Products", "a failed ConditionalCheckFailedException"],
            seen.Log);
        Assert.Same(context, seen.Context);
    }

    [Fact]
    public async Task It_changes_requests_and_results_and_several_are_called_in_turn()
    {
        var log = new List<string>();
        await using var context = shop.Open(b => b.AddInterceptors(new Recorder("a", log), new Consistent(), new Recorder("b", log)));
        using var meter = context.Database.TrackCapacity();
        Assert.Equal(25, context.Orders.AsNoTracking().Count(o => o.CustomerId == "C2"));
        Assert.All(log.Where(l => l.Contains("Result", StringComparison.Ordinal)), l => Assert.DoesNotContain("0.5", l, StringComparison.Ordinal));
        Assert.Equal(["a QueryRequest Orders", "b QueryRequest Orders"], log.Take(2));
        Assert.Equal(meter.Requests.Single().CapacityUnits, Math.Floor(meter.Requests.Single().CapacityUnits!.Value));
    }

    [Fact]
    public async Task What_it_throws_reaches_the_caller_and_a_wrong_type_is_told()
    {
        await using var refusing = shop.Open(b => b.AddInterceptors(new Refusing()));
        Assert.Equal("no scans", (await Assert.ThrowsAsync<NotSupportedException>(() => refusing.Orders.AllowScan().ToListAsync())).Message);
        await using var wrong = shop.Open(b => b.AddInterceptors(new Wrong()));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.Orders.AllowScan().ToListAsync());
        Assert.Contains("returned a String from RequestExecutingAsync, where a ScanRequest is to be sent", error.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder(string name, List<string>? log = null) : IDynoRequestInterceptor
    {
        public List<string> Log { get; } = log ?? [];

        public DbContext? Context { get; private set; }

        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
        {
            Context = eventData.Context;
            Log.Add($"{name} {request.GetType().Name} {eventData.Request.Table}");
            return new(request);
        }

        public ValueTask<object> RequestExecutedAsync(DynoRequestEventData eventData, object result, CancellationToken cancellationToken)
        {
            Log.Add(FormattableString.Invariant($"{name} {result.GetType().Name} {eventData.Request.Count} item of {eventData.Request.CapacityUnits} units"));
            return new(result);
        }

        public ValueTask RequestFailedAsync(DynoRequestErrorEventData eventData, CancellationToken cancellationToken)
        {
            Log.Add($"{name} failed {eventData.Exception.GetType().Name}");
            return default;
        }
    }

    private sealed class Consistent : IDynoRequestInterceptor
    {
        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken) =>
            new(request is QueryRequest query ? query with { ConsistentRead = true } : request);
    }

    private sealed class Refusing : IDynoRequestInterceptor
    {
        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken) =>
            request is ScanRequest ? throw new NotSupportedException("no scans") : new(request);
    }

    private sealed class Wrong : IDynoRequestInterceptor
    {
        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken) => new("?");
    }
}
