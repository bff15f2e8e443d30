// A save that is more than one transaction holds: refused, or with AutoTransactionBehavior.Never in parts of which each is whole, and judged by itself.
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Remote;

public sealed class ChunkTests(RemoteFixture<ServedStore> remote) : IClassFixture<RemoteFixture<ServedStore>>
{
    [Fact]
    public async Task Parts_before_a_refusal_stay_and_the_refusal_names_its_own_entity()
    {
        await using (var first = remote.Open())
        {
            first.Add(Thing(7, 230));
            await first.SaveChangesAsync();
        }

        await using var context = remote.Open();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.AddRange(Enumerable.Range(1, 250).Select(n => Thing(7, n)));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Equal(Thing(7, 230).Id, Assert.IsType<Product>(Assert.Single(refused.Entries).Entity).Id);
        Assert.Contains("already has an item", refused.Message, StringComparison.Ordinal);

        await using var after = remote.Open();
        Assert.Equal(201, await after.Products.AllowScan().CountAsync(p => p.Stock == 7));
    }

    [Fact]
    public async Task A_conflict_in_a_later_part_is_that_of_its_entity()
    {
        await using var context = remote.Open();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        var things = Enumerable.Range(1, 150).Select(n => Thing(8, n)).ToList();
        context.AddRange(things);
        Assert.Equal(150, await context.SaveChangesAsync());
        await using (var other = remote.Open())
        {
            other.Remove((await other.Products.FindAsync(things[119].Id))!);
            await other.SaveChangesAsync();
        }

        things.ForEach(t => t.Name = "changed");
        var conflict = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
        Assert.Same(things[119], Assert.Single(conflict.Entries).Entity);
        await using var after = remote.Open();
        Assert.Equal(100, await after.Products.AllowScan().CountAsync(p => p.Stock == 8 && p.Name == "changed"));
    }

    private static Product Thing(int set, int number) => new() { Id = new Guid(number, (short)set, 9, new byte[8]), Name = "p", Stock = set };
}
