// Pages forward and backward, and what a query may say of how much the store looks at and how a table is scanned.

using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Tests.Query;

public sealed class PagingTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    public static TheoryData<string> Queries => [.. s_queries.Keys];

    private static readonly Dictionary<string, Func<IQueryable<Order>, IQueryable<Order>>> s_queries = new()
    {
        ["partition"] = q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number),
        ["partition, descending"] = q => q.Where(o => o.CustomerId == "C1").OrderByDescending(o => o.Number),
        ["range"] = q => q.Where(o => o.CustomerId == "C1" && o.Number > 5 && o.Number < 20).OrderBy(o => o.Number),
        ["index, descending"] = q => q.Where(o => o.State == OrderState.Paid).OrderByDescending(o => o.PlacedAt),
        ["filter of the store"] = q => q.Where(o => o.CustomerId == "C1" && o.IsGift).OrderBy(o => o.Number),
        ["filter of the provider"] = q => q.Where(o => o.CustomerId == "C1" && o.Number % 3 == 0).OrderBy(o => o.Number),
        ["scan"] = q => q.AllowScan(),
        ["scan with a filter"] = q => q.AllowScan().Where(o => o.Total > 60),
        ["sorted by the provider"] = q => q.AllowScan().OrderBy(o => o.Total).ThenBy(o => o.CustomerId).ThenBy(o => o.Number),
        ["several partitions"] = q => q.Where(o => new[] { "C1", "C5", "C2" }.Contains(o.CustomerId)),
        ["several partitions, merged"] = q => q.Where(o => new[] { "C1", "C5", "C2" }.Contains(o.CustomerId)).OrderByDescending(o => o.Number).ThenBy(o => o.CustomerId),
        ["several partitions in order"] = q => q.Where(o => new[] { "C1", "C5", "C2" }.Contains(o.CustomerId)).OrderByDescending(o => o.CustomerId).ThenBy(o => o.Number),
        ["skip and take"] = q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).Skip(3).Take(15),
    };

    // A reader who turns pages at random, each in a context of its own, always sees the part of the whole that stands there.
    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Turning_pages_to_and_fro_shows_the_whole_as_it_is(string name)
    {
        var query = s_queries[name];
        List<(string, int)> whole;
        await using (var context = shop.Open())
        {
            whole = [.. query(context.Orders.AsNoTracking()).AsEnumerable().Select(Key)];
        }

        var random = new Random(shop.Seed);
        for (var round = 0; round < 6; round++)
        {
            var at = 0;
            var page = await Read(round + 1, null);
            Assert.Null(page.PreviousCursor);
            for (var turn = 0; turn < 30; turn++)
            {
                Assert.Equal(whole.Skip(at).Take(page.Items.Count), page.Items.Select(Key));
                Assert.Equal(at + page.Items.Count == whole.Count, page.NextCursor is null);
                Assert.Equal(at == 0, page.PreviousCursor is null);
                var size = random.Next(1, 12);
                if (page.PreviousCursor is not null && (page.NextCursor is null || random.Next(2) == 0))
                {
                    var expected = Math.Min(size, at);
                    page = await Read(size, page.PreviousCursor);
                    Assert.Equal(expected, page.Items.Count);
                    at -= expected;
                }
                else if (page.NextCursor is not null)
                {
                    at += page.Items.Count;
                    page = await Read(size, page.NextCursor);
                    Assert.Equal(Math.Min(size, whole.Count - at), page.Items.Count);
                }
            }
        }

        async Task<Page<Order>> Read(int size, string? cursor)
        {
            await using var context = shop.Open();
            return await query(context.Orders.AsNoTracking()).ToPageAsync(size, cursor);
        }
    }

    [Fact]
    public async Task A_page_reads_its_rows_and_one_in_either_direction()
    {
        await using var context = shop.Open();
        var query = context.Orders.AsNoTracking().Where(o => o.CustomerId == "C1").OrderBy(o => o.Number);
        var second = await query.ToPageAsync(4, (await query.ToPageAsync(4)).NextCursor);
        using var meter = context.Database.TrackCapacity();
        await query.ToPageAsync(4, second.NextCursor);
        await query.ToPageAsync(3, second.PreviousCursor);
        Assert.Equal([5, 4], meter.Requests.Select(r => r.ScannedCount));
    }

    // Rows that were there when the cursor was made may be gone; it says a place, not a row.
    [Fact]
    public async Task Cursors_stay_good_when_rows_come_and_go()
    {
        using var database = new TestDatabase();
        await using var context = new ShopContext(database.Options<ShopContext>());
        await context.Database.EnsureCreatedAsync();
        context.AddRange(Enumerable.Range(1, 9).Select(n => new Order { CustomerId = "c", Number = n, City = "Rome" }));
        await context.SaveChangesAsync();
        var query = context.Orders.Where(o => o.CustomerId == "c").OrderBy(o => o.Number);
        var first = await query.ToPageAsync(3);
        var second = await query.ToPageAsync(3, first.NextCursor);
        context.RemoveRange(first.Items);
        context.RemoveRange(second.Items);
        await context.SaveChangesAsync();
        Assert.Equal([7, 8, 9], (await query.ToPageAsync(3, first.NextCursor)).Items.Select(o => o.Number));
        var nothing = await query.ToPageAsync(3, second.PreviousCursor);
        Assert.Empty(nothing.Items);
        Assert.Null(nothing.PreviousCursor);
        Assert.Equal([7, 8], (await query.ToPageAsync(2, nothing.NextCursor)).Items.Select(o => o.Number));
        context.RemoveRange(query);
        await context.SaveChangesAsync();
        var end = await query.ToPageAsync(3, second.NextCursor);
        Assert.Null(end.NextCursor);
        context.Add(new Order { CustomerId = "c", Number = 5, City = "Rome" });
        await context.SaveChangesAsync();
        Assert.Equal([5], (await query.ToPageAsync(3, end.PreviousCursor)).Items.Select(o => o.Number));
    }

    [Fact]
    public async Task A_cursor_of_a_later_version_says_so()
    {
        await using var context = shop.Open();
        var query = context.Orders.Where(o => o.CustomerId == "C1");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars((await query.ToPageAsync(3)).NextCursor);
        bytes[0] = 2;
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(..^4)).AsSpan(..4).CopyTo(bytes.AsSpan(^4));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => query.ToPageAsync(3, System.Buffers.Text.Base64Url.EncodeToString(bytes)));
        Assert.Contains("another version", error.Message, StringComparison.Ordinal);
        string day = "2026", customer = "C1";
        var filtered = await context.Orders.Where(o => o.CustomerId == customer && o.City != day).ToPageAsync(3);
        day = "2027";
        Assert.Equal(4, (await context.Orders.Where(o => o.CustomerId == customer && o.City != day).ToPageAsync(3, filtered.NextCursor)).Items[0].Number);
    }

    [Fact]
    public async Task EvaluateAtMost_bounds_what_the_store_looks_at_and_a_page_goes_on_after_it()
    {
        await using var context = shop.Open();
        using var meter = context.Database.TrackCapacity();
        var gifts = context.Orders.AsNoTracking().Where(o => o.CustomerId == "C1" && o.IsGift).OrderBy(o => o.Number);
        var expected = shop.Orders.Where(o => o is { CustomerId: "C1", IsGift: true }).Select(o => o.Number).Order().ToList();
        Assert.Equal(expected.Where(n => n <= 10), (await gifts.EvaluateAtMost(10).ToListAsync()).Select(o => o.Number));
        Assert.Equal(10, meter.Requests.Sum(r => r.ScannedCount));

        var seen = new List<int>();
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = await gifts.EvaluateAtMost(4).ToPageAsync(50, cursor);
            seen.AddRange(page.Items.Select(o => o.Number));
            cursor = page.NextCursor;
            pages++;
        }
        while (cursor is not null);

        Assert.Equal(expected, seen);
        Assert.Equal(7, pages);
        var at = await gifts.EvaluateAtMost(0).ToListAsync();
        Assert.Empty(at);
        Assert.Equal(6, context.Orders.AllowScan().EvaluateAtMost(6).Count());
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Orders.AllowScan().OrderBy(o => o.Total).EvaluateAtMost(6).ToPageAsync(2));
    }

    // What DynamoDB charges for is what it looks at: a first match costs a few items, not a page of a megabyte.
    [Fact]
    public async Task Take_gives_as_many_matches_and_looks_at_few_items_more()
    {
        using var database = new TestDatabase();
        await using var context = new ShopContext(database.Options<ShopContext>());
        await context.Database.EnsureCreatedAsync();
        for (var i = 0; i < 3000; i += 100)
        {
            context.AddRange(Enumerable.Range(i, 100).Select(n => new Order { CustomerId = "c", Number = n, City = "Rome", Discount = n % 100 == 99 ? 1 : 2 }));
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }

        using var meter = context.Database.TrackCapacity();
        var query = context.Orders.AsNoTracking().Where(o => o.CustomerId == "c").OrderBy(o => o.Number);
        Assert.Equal(7, (await query.Take(7).ToListAsync()).Count);
        Assert.True(await query.AnyAsync());
        Assert.Equal([7, 1], meter.Requests.Select(r => r.ScannedCount));
        Assert.Equal([99, 199], (await query.Where(o => o.Discount == 1).Take(2).ToListAsync()).Select(o => o.Number));
        Assert.Equal(64 + 256, meter.Requests.Sum(r => r.ScannedCount) - 8);
        Assert.Equal(2999, (await query.OrderByDescending(o => o.Number).FirstAsync(o => o.Discount == 1)).Number);
        Assert.Equal(64, meter.Requests[^1].ScannedCount);
        Assert.Equal(30, (await query.Where(o => o.Discount == 1).Take(31).ToListAsync()).Count);
        Assert.InRange(meter.Requests.Count, 7, 10);
    }

    [Fact]
    public async Task A_table_is_scanned_in_parallel_by_segments_with_every_row_once_and_in_the_same_order_each_time()
    {
        await using var context = shop.Open();
        using var meter = context.Database.TrackCapacity();
        var query = context.Orders.AsNoTracking().Where(o => o.Total > 20).ScanInParallel(4);
        var rows = await query.ToListAsync();
        Assert.Equal(shop.Orders.Where(o => o.Total > 20).Select(Key).Order(), rows.Select(Key).Order());
        Assert.Equal(4, meter.Requests.Count);
        Assert.All(meter.Requests, r => Assert.Equal("Scan", r.Operation));
        Assert.Equal(rows.Select(Key), (await query.ToListAsync()).Select(Key));
        Assert.Equal(rows.Count, await query.CountAsync());
        Assert.Equal(rows.Count, query.AsEnumerable().Count());
        Assert.NotNull(await query.FirstOrDefaultAsync());
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Orders.ScanInParallel(0));

        var spans = await query.ToPageAsync(5);
        Assert.Equal(5, (await query.ToPageAsync(5, spans.NextCursor)).Items.Count);
    }

    [Fact]
    public async Task Explain_runs_the_query_and_tells_plan_requests_and_cost()
    {
        await using var context = shop.Open();
        var explained = await context.Orders.TagWith("why so slow?").Where(o => o.CustomerId == "C3" && o.Total > 30).ExplainAsync();
        Assert.StartsWith("-- why so slow?", explained.Plan, StringComparison.Ordinal);
        Assert.Contains("Query Orders", explained.Plan, StringComparison.Ordinal);
        Assert.Equal(shop.Orders.Count(o => o is { CustomerId: "C3", Total: > 30 }), explained.Rows);
        var request = Assert.Single(explained.Requests);
        Assert.Equal(25, request.ScannedCount);
        Assert.Equal(request.CapacityUnits, explained.CapacityUnits);
        Assert.Equal("Orders", Assert.Single(explained.Capacity).Table);
        Assert.Contains($"took: 1 requests, {explained.CapacityUnits} read units, 25 items looked at, {explained.Rows} rows", explained.ToString(), StringComparison.Ordinal);
        Assert.Empty(context.ChangeTracker.Entries());
        Assert.Equal(25, (await context.Orders.Where(o => o.CustomerId == "C3").Select(o => o.Number).ExplainAsync()).Rows);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new List<int> { 1 }.AsQueryable().ExplainAsync());
    }

    [Fact]
    public void Tags_stand_before_the_plan()
    {
        using var context = shop.Open();
        var plan = context.Orders.TagWith("one\ntwo").TagWith("three").Where(o => o.CustomerId == "C3").ToQueryString().ReplaceLineEndings("\n");
        Assert.StartsWith("-- one\n-- two\n-- three\nQuery Orders\n", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_of_the_provider_and_wasteful_reads_are_warned_of()
    {
        var log = new List<string>();
        using var database = new TestDatabase();
        await using var context = new ShopContext(database.Options<ShopContext>(b => b.LogTo(log.Add, [DynoEventId.ClientWorkWarning, DynoEventId.WastefulReadWarning])));
        await context.Database.EnsureCreatedAsync();
        await context.Orders.Where(o => o.CustomerId == "c").OrderBy(o => o.Total).ToListAsync();
        Assert.Contains("The query over Order leaves work to the provider, after reading from the store: sort", Assert.Single(log), StringComparison.Ordinal);
        log.Clear();
        await context.Orders.Where(o => o.CustomerId == "c").OrderBy(o => o.Number).Take(3).ToListAsync();
        Assert.Empty(log);
        for (var i = 0; i < 1200; i += 100)
        {
            context.AddRange(Enumerable.Range(i, 100).Select(n => new Order { CustomerId = "c", Number = n, City = "Rome", Discount = n }));
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }

        await context.Orders.Where(o => o.CustomerId == "c" && o.Discount == 77).ToListAsync();
        Assert.Contains("looked at 1200 items of Orders and dropped all but 1", Assert.Single(log), StringComparison.Ordinal);
        log.Clear();
        await context.Orders.AllowScan().Where(o => o.CustomerId == "c" && o.Discount == 77).ToListAsync();
        Assert.Empty(log);
        await using var strict = new ShopContext(database.Options<ShopContext>(b => b.ConfigureWarnings(w => w.Throw(DynoEventId.ClientWorkWarning))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => strict.Orders.Where(o => o.CustomerId == "c").OrderBy(o => o.Total).ToListAsync());
    }

    private static (string, int) Key(Order order) => (order.CustomerId, order.Number);
}
