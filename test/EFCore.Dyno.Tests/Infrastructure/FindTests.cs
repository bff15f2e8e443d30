// Find by a compiled query: compiled once for all contexts, and the same answers as EF's own finder.

using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Tests.Infrastructure;

public sealed class FindTests : IDisposable
{
    private readonly TestDatabase _database = new();

    [Fact]
    public async Task It_is_compiled_once_and_tracks_as_the_context_does()
    {
        var compiled = 0;
        var options = _database.Options<ShopContext>(b => b
            .EnableServiceProviderCaching(false)
            .LogTo((id, _) => id == CoreEventId.QueryCompilationStarting, _ => compiled++));
        var ids = Enumerable.Range(1, 5).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();
        await using (var context = new ShopContext(_database.Options<ShopContext>()))
        {
            await context.Database.EnsureCreatedAsync();
            context.AddRange(ids.Select(i => new Product { Id = i, Name = i.ToString() }));
            context.Add(new Order { CustomerId = "c", Number = 4, City = "Rome" });
            await context.SaveChangesAsync();
        }

        await using var one = new ShopContext(options);
        foreach (var id in ids)
        {
            var product = one.Products.Find(id)!;
            Assert.Equal(id.ToString(), product.Name);
            Assert.Same(product, one.Find<Product>(id));
        }

        Assert.Equal(5, one.ChangeTracker.Entries().Count());
        Assert.Null(one.Products.Find(Guid.NewGuid()));
        Assert.Equal(1, compiled);
        await one.Products.FindAsync([ids[0]], CancellationToken.None);
        one.ChangeTracker.Clear();
        await one.Products.FindAsync([ids[0]], CancellationToken.None);
        await one.Products.FindAsync(ids[1]);
        Assert.Equal(2, compiled);
        Assert.Equal("Rome", one.Orders.Find("c", 4)!.City);
        Assert.Throws<ArgumentException>(() => one.Orders.Find("c"));
        Assert.Throws<ArgumentException>(() => one.Orders.Find(4, "c"));
        Assert.Null(one.Orders.Find("c", null));

        one.ChangeTracker.Clear();
        one.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        Assert.NotSame(one.Products.Find(ids[0]), one.Products.Find(ids[0]));
        Assert.Empty(one.ChangeTracker.Entries());
    }

    [Fact]
    public async Task Filters_that_read_the_context_are_asked_each_time()
    {
        await using var context = new TenantContext(_database.Options<TenantContext>(), "a");
        await context.Database.EnsureCreatedAsync();
        context.AddRange(new Note { Id = "1", Tenant = "a" }, new Note { Id = "2", Tenant = "b" });
        await context.SaveChangesAsync();
        await using var a = new TenantContext(_database.Options<TenantContext>(), "a");
        await using var b = new TenantContext(_database.Options<TenantContext>(), "b");
        Assert.NotNull(a.Find<Note>("1"));
        Assert.Null(a.Find<Note>("2"));
        Assert.Null(b.Find<Note>("1"));
        Assert.NotNull(await b.FindAsync<Note>("2"));
    }

    public void Dispose() => _database.Dispose();

    private sealed class Note
    {
        public string Id { get; set; } = "";

        public string Tenant { get; set; } = "";
    }

    private sealed class TenantContext(DbContextOptions options, string tenant) : DbContext(options)
    {
        public string Tenant { get; } = tenant;

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>().HasQueryFilter(n => n.Tenant == Tenant);
    }
}
