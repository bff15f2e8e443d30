// Saving, and making and deleting tables, over the AWS SDK and a server whose tables take their time.
using Dyno.Aws;
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Remote;

public abstract class RemoteStoreTests(RemoteFixture remote)
{
    [Fact]
    public async Task What_is_saved_changed_and_deleted_is_so_on_the_server()
    {
        await using (var context = remote.Open())
        {
            var order = RemoteFixture.NewOrder("save", 1);
            context.Add(order);
            Assert.Equal(1, await context.SaveChangesAsync());
            order.Note = null;
            order.Lines.Add(new Line { Sku = "more", Quantity = 2 });
            order.ShipTo!.Street = "elsewhere";
            order.Paid.Amount = 0.125m;
            Assert.Equal(1, await context.SaveChangesAsync());
        }

        await using (var context = remote.Open())
        {
            var stored = await context.Orders.SingleAsync(o => o.CustomerId == "save" && o.Number == 1);
            Assert.Equal((null, 2, "elsewhere", 0.125m), (stored.Note, stored.Lines.Count, stored.ShipTo!.Street, stored.Paid.Amount));
        }

        await using (var context = remote.Open())
        {
            context.Remove((await context.Orders.FindAsync("save", 1))!);
            Assert.Equal(1, await context.SaveChangesAsync());
        }

        await using var after = remote.Open();
        Assert.Null(await after.Orders.FindAsync("save", 1));
    }

    [Fact]
    public async Task Several_changes_are_one_transaction()
    {
        await using var context = remote.Open();
        var kept = RemoteFixture.NewOrder("many", 1);
        context.Add(kept);
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();

        context.AddRange(RemoteFixture.NewOrder("many", 2), RemoteFixture.NewOrder("many", 1));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.IsNotType<DbUpdateConcurrencyException>(refused);
        Assert.Contains("already has an item with its key", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, Assert.IsType<Order>(refused.Entries[0].Entity).Number);
        Assert.Equal([1], await remote.Open().Orders.Where(o => o.CustomerId == "many").Select(o => o.Number).ToListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_deleted_by_another_is_a_conflict(bool together)
    {
        var customer = "gone" + together;
        await using var context = remote.Open();
        var order = RemoteFixture.NewOrder(customer, 1);
        context.Add(order);
        await context.SaveChangesAsync();
        await using (var other = remote.Open())
        {
            other.Remove(await other.Orders.SingleAsync(o => o.CustomerId == customer && o.Number == 1));
            await other.SaveChangesAsync();
        }

        order.Note = "too late";
        if (together)
        {
            context.Add(RemoteFixture.NewOrder(customer, 2));
        }

        var conflict = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
        Assert.Same(order, conflict.Entries[0].Entity);
        Assert.Empty(await remote.Open().Orders.Where(o => o.CustomerId == customer).ToListAsync());
    }

    [Fact]
    public async Task More_than_a_transaction_holds_is_refused_before_anything_is_sent()
    {
        await using var context = remote.Open();
        context.AddRange(Enumerable.Range(1, 101).Select(n => new Product { Id = new Guid(n, 2, 0, new byte[8]), Name = "p" }));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
        Assert.Contains("at most 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synchronous_calls_name_the_asynchronous_one()
    {
        await using var context = remote.Open();
        context.Add(new Product { Id = Guid.NewGuid(), Name = "p" });
        Assert.Contains("Use SaveChangesAsync", Assert.Throws<InvalidOperationException>(() => context.SaveChanges()).Message, StringComparison.Ordinal);
        Assert.Contains("Use EnsureCreatedAsync", Assert.Throws<InvalidOperationException>(() => context.Database.EnsureCreated()).Message, StringComparison.Ordinal);
        Assert.Contains("Use EnsureDeletedAsync", Assert.Throws<InvalidOperationException>(() => context.Database.EnsureDeleted()).Message, StringComparison.Ordinal);
        Assert.Contains("Use CanConnectAsync", Assert.Throws<InvalidOperationException>(() => context.Database.CanConnect()).Message, StringComparison.Ordinal);
    }

    // Several hundred, so that the step reads pages and writes many transactions; of some, fifty are more than the 4 MB that a transaction may look at.
    [Fact]
    public async Task A_plan_gives_entities_the_unique_values_that_they_were_saved_without()
    {
        await using var own = await remote.StartAnotherAsync();
        await using (var before = own.Open(static b => b.Entity<Mug>()))
        {
            await before.Database.EnsureCreatedAsync();
            for (var n = 0; n < 300; n += 20)
            {
                before.AddRange(Enumerable.Range(n, 20).Select(i => new Mug { Id = $"m{i}", Name = $"n{i}", Text = i < 60 ? new string('t', 120_000) : "" }));
                await before.SaveChangesAsync();
            }
        }

        await using var context = own.Open(static b => b.Entity<Mug>().HasIndex(m => m.Name).IsUnique());
        var plan = await context.Database.PlanTablesAsync();
        Assert.StartsWith("keep Mug.Name unique", Assert.Single(plan.Steps).Description, StringComparison.Ordinal);
        await plan.ApplyAsync();
        Assert.Empty((await context.Database.PlanTablesAsync()).Steps);
        context.Add(new Mug { Id = "x", Name = "n77" });
        Assert.Contains("'Name'", (await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync())).Message, StringComparison.Ordinal);
        context.ChangeTracker.Clear();
        context.Remove((await context.FindAsync<Mug>("m77"))!);
        await context.SaveChangesAsync();
        context.Add(new Mug { Id = "x", Name = "n77" });
        await context.SaveChangesAsync();
    }

    private sealed class Mug
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public string Text { get; set; } = "";
    }

    // Tables can be written when EnsureCreated returns and made anew when EnsureDeleted returns; two processes may make them at once.
    [Fact]
    public async Task Tables_are_waited_for()
    {
        await using var own = await remote.StartAnotherAsync();
        var tables = new AwsDynoClient(own.Sdk);
        for (var round = 0; round < 2; round++)
        {
            await using var first = own.Open();
            await using var second = own.Open();
            Assert.False(await first.Database.CanConnectAsync());
            var created = await Task.WhenAll(first.Database.EnsureCreatedAsync(), second.Database.EnsureCreatedAsync());
            Assert.Contains(true, created);
            foreach (var table in (await tables.ListTablesAsync(new ListTablesRequest())).TableNames)
            {
                Assert.Equal(TableStatus.ACTIVE, (await tables.DescribeTableAsync(table)).TableStatus);
            }

            Assert.True(await first.Database.CanConnectAsync());
            first.Add(new Product { Id = Guid.NewGuid(), Name = "p" });
            await first.SaveChangesAsync();
            Assert.False(await first.Database.EnsureCreatedAsync());
            Assert.Equal("p", (await second.Products.AllowScan().SingleAsync()).Name);
            Assert.True(await first.Database.EnsureDeletedAsync());
            Assert.Empty((await tables.ListTablesAsync(new ListTablesRequest())).TableNames);
            Assert.False(await first.Database.EnsureDeletedAsync());
            var missing = await Assert.ThrowsAsync<ResourceNotFoundException>(() => second.Products.AllowScan().ToListAsync());
            Assert.NotEmpty(missing.Message);
        }

        await using var last = own.Open();
        await own.StopAsync();
        Assert.False(await last.Database.CanConnectAsync());
    }
}
