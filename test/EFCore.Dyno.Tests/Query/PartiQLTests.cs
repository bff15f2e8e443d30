// PartiQL statements as the beginning of a query: parameters, composition, tracking, types of one table, and what is refused.

namespace EFCore.Dyno.Tests.Query;

public sealed class PartiQLTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Interpolated_values_are_parameters_and_operators_go_on_from_there()
    {
        await using var context = shop.Open();
        using var meter = context.Database.TrackCapacity();
        var customer = "C3";
        var query = context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {customer} AND Number > {20}");
        Assert.Equal(
            shop.Orders.Where(o => o.CustomerId == customer && o is { Number: > 20, IsGift: false }).OrderBy(o => o.Total).Select(o => o.Number),
            await query.Where(o => !o.IsGift).OrderBy(o => o.Total).Select(o => o.Number).ToListAsync());
        var request = Assert.Single(meter.Requests);
        Assert.Equal("ExecuteStatement", request.Operation);
        Assert.Contains("statement: SELECT * FROM Orders WHERE CustomerId = ? AND Number > ?", request.Plan, StringComparison.Ordinal);
        Assert.Equal("Orders", Assert.Single(meter.Capacity).Table);
        Assert.Equal(5, await query.CountAsync());
        Assert.Equal("C3", (await query.FirstAsync()).CustomerId);
        Assert.Equal(20 * 21, (await query.Where(o => o.Number < 22).SumAsync(o => o.Number)) * 20);

        var first = await query.OrderBy(o => o.Number).FirstAsync();
        Assert.Same(first, await context.Orders.FindAsync("C3", 21));
        Assert.Equal(shop.Orders.Single(o => o is { CustomerId: "C3", Number: 21 }).Lines.Count, first.Lines.Count);
        customer = "' OR '1' = '1";
        Assert.Empty(await context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {customer}").ToListAsync());
    }

    [Fact]
    public async Task The_same_statement_with_other_values_is_compiled_once()
    {
        var compiled = 0;
        await using var context = shop.Open(b => b
            .EnableServiceProviderCaching(false)
            .LogTo((id, _) => id == Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.QueryCompilationStarting, _ => compiled++));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("C" + i, (await context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {"C" + i}").FirstAsync()).CustomerId);
        }

        Assert.Equal(1, compiled);
    }

    [Fact]
    public async Task Indexes_literals_lists_and_raw_statements()
    {
        await using var context = shop.Open();
        var paid = (int)OrderState.Paid;
        Assert.Equal(
            shop.Orders.Count(o => o.State == OrderState.Paid),
            await context.Orders.FromPartiQL($"SELECT * FROM Orders.ByState WHERE State = {paid}").AsNoTracking().CountAsync());
        Assert.Equal(
            shop.Orders.Count(o => o is { CustomerId: "C1" or "C2", IsGift: true }),
            await context.Orders.FromPartiQLRaw("SELECT * FROM Orders WHERE CustomerId IN [?, ?] AND IsGift = ?", "C1", "C2", true).CountAsync());
        Assert.Equal(
            shop.Orders.Count(o => o is { CustomerId: "C1", Paid.Currency: "EUR" }),
            await context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = 'C1' AND Paid.Currency = {"EUR":ignored}").CountAsync());
        var id = new Guid(4, 0, 0, new byte[8]);
        Assert.Equal("P4", (await context.Products.FromPartiQL($"SELECT * FROM Products WHERE Id = {id}").SingleAsync()).Name);
        var nothing = context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = 'C1' AND Paid = {{'Currency': {"XXX"}}}");
        Assert.Empty(await nothing.ToListAsync());
    }

    [Fact]
    public async Task Types_filters_and_joins_hold_as_for_any_query()
    {
        await using var context = shop.Open();
        Assert.Equal(["Ada", "Bob"], await context.Set<Person>().FromPartiQL($"SELECT * FROM Parties WHERE Region = {"EU"}").OrderBy(p => p.Name).Select(p => p.Name).ToListAsync());
        Assert.Equal(3, await context.Parties.FromPartiQL($"SELECT * FROM Parties WHERE Region = {"EU"}").CountAsync());
        Assert.Equal(9, await context.Visits.FromPartiQL($"SELECT * FROM Visits").CountAsync());
        Assert.Equal(10, await context.Visits.FromPartiQL($"SELECT * FROM Visits").IgnoreQueryFilters().CountAsync());
        var joined = await context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {"C1"}")
            .Join(context.Products.AllowScan(), o => o.Number, p => p.Stock, (o, p) => p.Name).ToListAsync();
        Assert.Equal(9, joined.Count);
        Assert.StartsWith("-- tag\nExecuteStatement\n  statement: SELECT", context.Visits.FromPartiQL($"SELECT * FROM Visits").TagWith("tag").ToQueryString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var page = await context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {"C1"}").ToPageAsync(10);
        Assert.Equal(11, (await context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {"C1"}").ToPageAsync(10, page.NextCursor)).Items[0].Number);
    }

    [Fact]
    public async Task Items_of_another_type_in_the_same_table_are_left_out()
    {
        using var database = new TestDatabase();
        await using var context = database.Context(model =>
        {
            model.Entity<Product>(p => p.ToDynoTable("App").HasPartitionKey(x => $"P#{x.Id}").HasSortKey(_ => "INFO"));
            model.Entity<Visit>(v =>
            {
                v.HasKey(x => new { x.Shop, x.At });
                v.ToDynoTable("App").HasPartitionKey(x => $"SHOP#{x.Shop}").HasSortKey(x => $"VISIT#{x.At}");
            });
        });
        await context.Database.EnsureCreatedAsync();
        context.AddRange(new Product { Id = Guid.NewGuid(), Name = "p" }, new Visit { Shop = "s", At = new DateTime(2026, 1, 1), Who = "w" });
        await context.SaveChangesAsync();
        Assert.Equal("p", (await context.Set<Product>().FromPartiQL($"SELECT * FROM App").SingleAsync()).Name);
        Assert.Equal("w", (await context.Set<Visit>().FromPartiQL($"SELECT * FROM App").SingleAsync()).Who);
    }

    [Fact]
    public async Task What_cannot_be_is_told()
    {
        await using var context = shop.Open();
        var hint = Assert.Throws<InvalidOperationException>(() => context.Orders.FromPartiQL($"SELECT * FROM Orders").WithIndex("ByState").ToList());
        Assert.Contains("WithIndex cannot be said of a PartiQL statement", hint.Message, StringComparison.Ordinal);
        var argument = Assert.Throws<InvalidOperationException>(() => context.Orders.FromPartiQL($"SELECT * FROM Orders WHERE CustomerId = {new object()}").ToList());
        Assert.Contains("'Object' cannot be a parameter", argument.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ValidationException>(() => context.Orders.FromPartiQL($"SELECT * FRM Orders").ToListAsync());
    }
}
