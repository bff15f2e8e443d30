// TrackCapacity: units by table, index and request, as DynamoDB charges them.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Diagnostics;

public sealed class CapacityMeterTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Reads_are_counted_by_table_and_index()
    {
        await using var context = shop.Open();
        using var meter = context.Database.TrackCapacity();
        Assert.Equal(0, meter.CapacityUnits);
        await context.Orders.FindAsync("C1", 1);
        Assert.Equal(0.5, meter.Of("Orders").ReadCapacityUnits);
        context.Orders.ConsistentRead().Single(o => o.CustomerId == "C1" && o.Number == 2);
        Assert.Equal(1.5, meter.Of("Orders").ReadCapacityUnits);
        await context.Orders.Where(o => o.State == OrderState.Paid).Take(1).ToListAsync();
        Assert.Equal(0.5, meter.Of("Orders", "ByState").ReadCapacityUnits);
        Assert.Equal(2, meter.CapacityUnits);
        Assert.Equal(0, meter.WriteCapacityUnits);
        Assert.Equal(["GetItem", "GetItem", "Query"], meter.Requests.Select(r => r.Operation));
        Assert.Equal("3 requests, 2 read and 0 write units\n  Orders: 1.5 read, 0 write\n  Orders.ByState: 0.5 read, 0 write", meter.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Writes_count_their_indexes_and_transactions_twice()
    {
        using var database = new TestDatabase();
        await using var context = new ShopContext(database.Options<ShopContext>());
        await context.Database.EnsureCreatedAsync();
        using var meter = context.Database.TrackCapacity();
        context.Add(NewOrder(1));
        await context.SaveChangesAsync();
        Assert.Equal(1, meter.Of("Orders").WriteCapacityUnits);
        Assert.Equal(1, meter.Of("Orders", "ByState").WriteCapacityUnits);
        Assert.Equal(4, meter.CapacityUnits);
        using (var second = context.Database.TrackCapacity())
        {
            context.AddRange(NewOrder(2), new Product { Id = Guid.NewGuid(), Name = "P" });
            await context.SaveChangesAsync();
            Assert.Equal(2, second.Of("Orders").WriteCapacityUnits);
            Assert.Equal(2, second.Of("Products").WriteCapacityUnits);
            Assert.Equal("TransactWriteItems", Assert.Single(second.Requests).Operation);
        }

        Assert.Equal(2, meter.Requests.Count);
        meter.Dispose();
        context.Add(NewOrder(3));
        await context.SaveChangesAsync();
        Assert.Equal(2, meter.Requests.Count);
    }

    // A scope that was not closed does not go on in the next user of a pooled context.
    [Fact]
    public async Task A_pooled_context_forgets_its_meters()
    {
        using var database = new TestDatabase();
        var factory = new PooledDbContextFactory<ShopContext>(database.Options<ShopContext>(), poolSize: 1);
        DynoCapacityMeter forgotten;
        ShopContext first;
        await using (first = factory.CreateDbContext())
        {
            await first.Database.EnsureCreatedAsync();
            forgotten = first.Database.TrackCapacity();
            first.Products.Find(Guid.Empty);
        }

        await using var second = factory.CreateDbContext();
        Assert.Same(first, second);
        second.Products.Find(Guid.Empty);
        Assert.Single(forgotten.Requests);
    }

    private static Order NewOrder(int number) => new() { CustomerId = "new", Number = number, City = "Rome", PlacedAt = new DateTime(2026, 3, number) };
}
