// How entities come out of queries: tracked or not, owned and complex parts, inheritance, filters, async, compiled queries, pages, warnings.

using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Tests.Query;

public sealed class BehaviourTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly Func<ShopContext, string, int, Order?> s_find =
        EF.CompileQuery((ShopContext c, string customer, int number) =>
            c.Orders.AsNoTracking().SingleOrDefault(o => o.CustomerId == customer && o.Number == number));

    private static readonly Func<ShopContext, string, IAsyncEnumerable<Order>> s_ofCustomer =
        EF.CompileAsyncQuery((ShopContext c, string customer) => c.Orders.Where(o => o.CustomerId == customer));

    [Theory]
    [InlineData(QueryTrackingBehavior.TrackAll)]
    [InlineData(QueryTrackingBehavior.NoTracking)]
    [InlineData(QueryTrackingBehavior.NoTrackingWithIdentityResolution)]
    public void Entities_come_whole(QueryTrackingBehavior tracking)
    {
        using var context = shop.Open();
        var orders = context.Orders.AsTracking(tracking).Where(o => o.CustomerId == "C3").ToList();
        Assert.Equal(25, orders.Count);
        foreach (var order in orders)
        {
            var expected = shop.Orders.Single(o => o.CustomerId == order.CustomerId && o.Number == order.Number);
            Assert.Equal(
                (expected.State, expected.Note, expected.City, expected.Total, expected.Discount, expected.IsGift, expected.PlacedAt),
                (order.State, order.Note, order.City, order.Total, order.Discount, order.IsGift, order.PlacedAt));
            Assert.Equal(expected.Tags, order.Tags);
            Assert.Equal((expected.ShipTo?.Street, expected.ShipTo?.Zip), (order.ShipTo?.Street, order.ShipTo?.Zip));
            Assert.Equal(expected.Lines.Select(l => (l.Sku, l.Quantity)), order.Lines.Select(l => (l.Sku, l.Quantity)));
            Assert.Equal((expected.Paid.Amount, expected.Paid.Currency), (order.Paid.Amount, order.Paid.Currency));
        }

        Assert.Equal(tracking == QueryTrackingBehavior.TrackAll, context.ChangeTracker.Entries().Any());
        Assert.False(context.ChangeTracker.HasChanges());
    }

    [Fact]
    public void A_tracked_entity_is_one_object()
    {
        using var context = shop.Open();
        var first = context.Orders.First(o => o.CustomerId == "C1" && o.Number == 2);
        Assert.Same(first, context.Orders.Find("C1", 2));
        Assert.Same(first, context.Orders.Where(o => o.CustomerId == "C1").AsEnumerable().Single(o => o.Number == 2));
        Assert.Null(context.Orders.Find("C1", 4711));
    }

    [Fact]
    public async Task Finds_and_streams_asynchronously()
    {
        await using var context = shop.Open();
        Assert.Equal(7, (await context.Orders.FindAsync("C2", 7))!.Number);
        Assert.Equal(25, (await context.Orders.Where(o => o.CustomerId == "C2").ToListAsync()).Count);
        var count = 0;
        await foreach (var order in s_ofCustomer(context, "C4"))
        {
            Assert.Equal("C4", order.CustomerId);
            count++;
        }

        Assert.Equal(25, count);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.Orders.Where(o => o.CustomerId == "C2").ToListAsync(cancelled.Token));
    }

    [Fact]
    public void A_compiled_query_takes_new_parameters_each_time()
    {
        using var context = shop.Open();
        Assert.Equal(3, s_find(context, "C5", 3)!.Number);
        Assert.Equal("C6", s_find(context, "C6", 3)!.CustomerId);
        Assert.Null(s_find(context, "C6", 300));
        Assert.Empty(context.ChangeTracker.Entries());
    }

    [Fact]
    public void Derived_types_come_as_themselves()
    {
        using var context = shop.Open();
        Assert.Equal(["Acme", "Ada", "Bob"], context.Parties.Where(p => p.Region == "EU").OrderBy(p => p.Name).Select(p => p.Name));
        Assert.Equal(["Ada", "Bob"], context.Parties.OfType<Person>().Where(p => p.Region == "EU").AsEnumerable().Select(p => p.Name));
        Assert.Equal("Ada", context.Set<Person>().Single(p => p.Region == "EU" && p.Age > 30).Name);
        Assert.Equal(2, context.Parties.Count(p => p is Company));
        Assert.IsType<Company>(context.Parties.Find("US", "Bolt"));
    }

    [Fact]
    public void A_query_filter_holds_unless_it_is_ignored()
    {
        using var context = shop.Open();
        Assert.Equal(9, context.Visits.Count(v => v.Shop == "A"));
        Assert.Equal(10, context.Visits.IgnoreQueryFilters().Count(v => v.Shop == "A"));
        var from = new DateTime(2026, 1, 3);
        var to = new DateTime(2026, 1, 6);
        Assert.Equal(["w2", "w4", "w5"], context.Visits.Where(v => v.Shop == "A" && v.At >= from && v.At <= to).OrderBy(v => v.At).Select(v => v.Who));
    }

    [Fact]
    public void Owned_parts_can_be_selected_alone()
    {
        using var context = shop.Open();
        var expected = shop.Orders.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).ToList();
        Assert.Equal(
            expected.Select(o => o.ShipTo?.Street),
            context.Orders.AsNoTracking().Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).Select(o => o.ShipTo).AsEnumerable().Select(a => a?.Street));
        Assert.Equal(
            expected.Select(o => o.Lines.Count),
            context.Orders.AsNoTracking().Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).Select(o => o.Lines).AsEnumerable().Select(l => l.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(26)]
    public async Task Pages_join_to_the_whole_in_another_context(int size)
    {
        await Check(q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number), o => o.CustomerId == "C1");
        await Check(q => q.Where(o => o.CustomerId == "C1").OrderByDescending(o => o.Number), o => o.CustomerId == "C1");
        await Check(q => q.Where(o => o.State == OrderState.Paid).OrderByDescending(o => o.PlacedAt), o => o.State == OrderState.Paid);
        await Check(q => q.Where(o => o.CustomerId == "C1" && o.IsGift), o => o.CustomerId == "C1" && o.IsGift);
        await Check(q => q.Where(o => o.CustomerId == "C1" && o.Number % 3 == 0), o => o.CustomerId == "C1" && o.Number % 3 == 0);
        await Check(q => q.AllowScan(), o => true);
        await Check(q => q.OrderBy(o => o.Total).ThenBy(o => o.CustomerId).ThenBy(o => o.Number), o => true);

        async Task Check(Func<IQueryable<Order>, IQueryable<Order>> query, Func<Order, bool> predicate)
        {
            var seen = new List<Order>();
            string? cursor = null;
            do
            {
                await using var context = shop.Open();
                var page = await query(context.Orders.AsNoTracking()).ToPageAsync(size, cursor);
                Assert.True(page.Items.Count == size || page.NextCursor is null);
                Assert.True(page.Items.Count > 0);
                seen.AddRange(page.Items);
                cursor = page.NextCursor;
            }
            while (cursor is not null);

            Assert.Equal(shop.Orders.Count(predicate), seen.Count);
            await using var whole = shop.Open();
            Assert.Equal(
                query(whole.Orders.AsNoTracking()).AsEnumerable().Select(o => (o.CustomerId, o.Number)),
                seen.Select(o => (o.CustomerId, o.Number)));
        }
    }

    [Fact]
    public async Task A_cursor_of_another_query_or_a_damaged_one_is_refused()
    {
        await using var context = shop.Open();
        var page = await context.Orders.Where(o => o.CustomerId == "C1").ToPageAsync(3);
        var foreign = await Assert.ThrowsAsync<ArgumentException>(
            () => context.Orders.Where(o => o.State == OrderState.Paid).ToPageAsync(3, page.NextCursor));
        Assert.Contains("does not belong to this query", foreign.Message, StringComparison.Ordinal);
        foreach (var damaged in new[] { "", "x", "!!", page.NextCursor![..^2], "B" + page.NextCursor[1..], page.NextCursor.Replace(page.NextCursor[20], (char)(page.NextCursor[20] ^ 1)) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => context.Orders.Where(o => o.CustomerId == "C1").ToPageAsync(3, damaged));
        }

        // The same query of another partition.
        string customer = "C1";
        var open = await context.Orders.Where(o => o.CustomerId == customer).ToPageAsync(3);
        customer = "C2";
        await Assert.ThrowsAsync<ArgumentException>(() => context.Orders.Where(o => o.CustomerId == customer).ToPageAsync(3, open.NextCursor));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => context.Orders.ToPageAsync(0));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new List<int> { 1 }.AsQueryable().ToPageAsync(1));
    }

    [Fact]
    public void A_scan_warns_unless_it_is_meant_and_the_warning_can_be_an_error()
    {
        using var context = shop.Open(b => b.ConfigureWarnings(w => w.Throw(DynoEventId.ScanWarning)));
        var error = Assert.Throws<InvalidOperationException>(() => context.Orders.Where(o => o.Note == "note 1").ToList());
        Assert.Contains("AllowScan()", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(context.Orders.Where(o => o.Note == "note 1").AllowScan().ToList());
        Assert.NotEmpty(context.Orders.Where(o => o.CustomerId == "C1").ToList());
    }

    [Fact]
    public void Each_request_is_logged_with_its_plan()
    {
        var log = new List<string>();
        using var context = shop.Open(b => b.LogTo(log.Add, (id, _) => id == DynoEventId.RequestExecuted));
        _ = context.Orders.Where(o => o.CustomerId == "C1" && o.Number > 20).ToList();
        var line = Assert.Single(log);
        Assert.Contains("Query Orders", line, StringComparison.Ordinal);
        Assert.Contains("5 items", line, StringComparison.Ordinal);
        Assert.Contains("capacity units", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_take_reads_no_more_than_it_needs()
    {
        var log = new List<string>();
        using var context = shop.Open(b => b.LogTo(log.Add, (id, _) => id == DynoEventId.RequestExecuted));
        _ = context.Orders.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).Take(4).ToList();
        Assert.Contains("4 scanned", Assert.Single(log), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_supported_says_so_and_names_the_way_out()
    {
        using var context = shop.Open();
        Refused("index 'Nowhere'", () => context.Orders.WithIndex("Nowhere").ToList());
        Refused("whole entities", () => context.Orders.WithIndex("ByCity").Where(o => o.City == "Rome").ToList());

        static void Refused(string part, Action query) =>
            Assert.Contains(part, Assert.Throws<InvalidOperationException>(query).Message, StringComparison.Ordinal);
    }
}
