// Contexts from pools and factories, on many threads, against one database; and what EnsureCreated, EnsureDeleted and CanConnect do meanwhile.

using EFCore.Dyno.Tests.Query;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Tests.Infrastructure;

public sealed class ContextFactoryTests : IDisposable
{
    private readonly TestDatabase _database = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Factories_give_contexts_to_many_threads(bool pooled)
    {
        var services = new ServiceCollection();
        var options = _database.Options<ShopContext>();
        await using var provider = (pooled
            ? services.AddPooledDbContextFactory<ShopContext>(Configure, poolSize: 4)
            : services.AddDbContextFactory<ShopContext>(Configure)).BuildServiceProvider();
        var factory = provider.GetRequiredService<IDbContextFactory<ShopContext>>();
        await using (var context = await factory.CreateDbContextAsync())
        {
            await context.Database.EnsureCreatedAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await using var context = await factory.CreateDbContextAsync();
                Assert.Empty(context.ChangeTracker.Entries());
                var id = new Guid(worker + 1, (short)i, 0, new byte[8]);
                context.Add(new Product { Id = id, Name = $"{worker}/{i}" });
                await context.SaveChangesAsync();
                context.ChangeTracker.Clear();
                Assert.Equal($"{worker}/{i}", (await context.Products.FindAsync(id))!.Name);
            }
        })));
        await using var last = factory.CreateDbContext();
        Assert.Equal(160, await last.Products.AllowScan().CountAsync());

        void Configure(DbContextOptionsBuilder builder) =>
            builder.UseDyno(o => o.InMemory(options.FindExtension<EFCore.Dyno.Infrastructure.DynoOptionsExtension>()!.Path!));
    }

    // Whoever creates a table seeds it: nobody meets the rows of another, and all rows are there in the end.
    [Fact]
    public async Task Many_may_create_and_seed_at_once()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var context = _database.Context(Seeded);
            return await context.Database.EnsureCreatedAsync();
        })));
        Assert.Contains(true, created);
        await using var after = _database.Context(Seeded);
        Assert.Equal(2, await after.Set<Product>().AllowScan().CountAsync());
        Assert.Equal(1, await after.Set<Person>().AllowScan().CountAsync());

        var deleted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var context = _database.Context(Seeded);
            return await context.Database.EnsureDeletedAsync();
        })));
        Assert.Contains(true, deleted);
        Assert.False(await after.Database.EnsureDeletedAsync());
    }

    [Fact]
    public async Task A_table_that_is_added_later_does_not_seed_the_others_again()
    {
        await using (var before = _database.Context(m => m.Entity<Product>().HasData(Lamp)))
        {
            await before.Database.EnsureCreatedAsync();
        }

        await using var after = _database.Context(Seeded);
        Assert.True(await after.Database.EnsureCreatedAsync());
        Assert.Equal("Lamp", (await after.Set<Product>().AllowScan().SingleAsync()).Name);
        Assert.Equal(1, await after.Set<Person>().AllowScan().CountAsync());
    }

    [Fact]
    public async Task CanConnect_is_true_where_the_tables_are_and_creates_nothing()
    {
        var path = Path.Combine(Path.GetTempPath(), "dyno-" + Guid.NewGuid().ToString("N"));
        var options = new DbContextOptionsBuilder<ShopContext>().UseDyno(path).Options;
        await using var context = new ShopContext(options);
        Assert.False(await context.Database.CanConnectAsync());
        Assert.False(Directory.Exists(path));
        await context.Database.EnsureCreatedAsync();
        Assert.True(context.Database.CanConnect());
        await context.Database.GetDynoTables().DeleteTableAsync("Products");
        Assert.False(await context.Database.CanConnectAsync());
        context.Database.CloseDyno();
        Directory.Delete(path, recursive: true);
    }

    public void Dispose() => _database.Dispose();

    private static Product Lamp => new() { Id = new Guid(1, 0, 0, new byte[8]), Name = "Lamp" };

    private static void Seeded(ModelBuilder model)
    {
        model.Entity<Product>().HasData(Lamp, new Product { Id = new Guid(2, 0, 0, new byte[8]), Name = "Desk" });
        model.Entity<Person>(p =>
        {
            p.HasKey(x => new { x.Region, x.Name });
            p.HasData(new Person { Region = "EU", Name = "Ada" });
        });
    }
}
