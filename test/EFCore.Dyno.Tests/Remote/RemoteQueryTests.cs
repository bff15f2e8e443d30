// Queries over the AWS SDK and a server: they give what the embedded engine gives, and read as little.
using System.Text.Json;
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Remote;

public abstract class RemoteQueryTests(RemoteFixture remote)
{
    private static readonly Dictionary<string, Func<ShopContext, Task<object?>>> s_queries = new()
    {
        ["item"] = async c => await c.Orders.AsNoTracking().SingleAsync(o => o.CustomerId == "A" && o.Number == 7),
        ["no item"] = async c => await c.Orders.FirstOrDefaultAsync(o => o.CustomerId == "A" && o.Number == 700),
        ["partition"] = async c => await c.Orders.AsNoTracking().Where(o => o.CustomerId == "A").ToListAsync(),
        ["range backwards"] = async c => await c.Orders.Where(o => o.CustomerId == "B" && o.Number > 5).OrderByDescending(o => o.Number).Take(4).Select(o => o.Number).ToListAsync(),
        ["filter"] = async c => await c.Orders.Where(o => o.CustomerId == "A" && o.Note != null && o.Total > 2.5m && o.Tags.Contains("all")).Select(o => new { o.Number, o.Note }).ToListAsync(),
        ["owned"] = async c => await c.Orders.Where(o => o.CustomerId == "A" && o.ShipTo!.Zip == "Z").Select(o => o.ShipTo!.Street).ToListAsync(),
        ["global index"] = async c => await c.Orders.Where(o => o.State == OrderState.Paid).OrderBy(o => o.PlacedAt).ThenBy(o => o.CustomerId).Select(o => o.CustomerId + o.Number).ToListAsync(),
        ["keys only index"] = async c => await c.Orders.Where(o => o.City == "Oslo" && o.Total < 3m).OrderBy(o => o.Total).ThenBy(o => o.CustomerId).Select(o => new { o.CustomerId, o.Number }).ToListAsync(),
        ["local index"] = async c => await c.Orders.Where(o => o.CustomerId == "A" && o.PlacedAt >= new DateTime(2026, 1, 20, 0, 0, 0, DateTimeKind.Utc)).Select(o => o.Number).ToListAsync(),
        ["count"] = async c => await c.Orders.CountAsync(o => o.CustomerId == "A" && o.IsGift),
        ["sum"] = async c => await c.Orders.Where(o => o.CustomerId == "B").SumAsync(o => o.Total),
        ["scan"] = async c => await c.Orders.AllowScan().Where(o => o.Number == 3).OrderBy(o => o.CustomerId).Select(o => o.CustomerId).ToListAsync(),
        ["several keys"] = async c => await c.Orders.Where(o => o.CustomerId == "A" && new[] { 3, 900, 4 }.Contains(o.Number)).Select(o => o.Number).OrderBy(n => n).ToListAsync(),
        ["inheritance"] = async c => await c.Parties.AsNoTracking().Where(p => p.Region == "EU").Select(p => p.Name).ToListAsync(),
        ["derived"] = async c => await c.Parties.OfType<Person>().Where(p => p.Region == "EU").Select(p => p.Age).ToListAsync(),
    };

    public static TheoryData<string> Names() => [.. s_queries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_query_gives_what_the_engine_gives(string name)
    {
        await using var over = remote.Open();
        await using var direct = remote.OpenReference();
        var expected = JsonSerializer.Serialize(await s_queries[name](direct));
        Assert.Equal(expected, JsonSerializer.Serialize(await s_queries[name](over)));
        Assert.NotEqual("[]", expected);
    }

    [Fact]
    public async Task Found_entities_are_tracked_and_complete()
    {
        await using var context = remote.Open();
        var order = await context.Orders.FindAsync("A", 8);
        Assert.Equal(JsonSerializer.Serialize(RemoteFixture.NewOrder("A", 8)), JsonSerializer.Serialize(order));
        Assert.Same(order, await context.Orders.FindAsync("A", 8));
        Assert.Null(await context.Orders.FindAsync("A", 800));
        Assert.False(context.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task Cursors_carry_from_page_to_page_and_between_client_and_engine()
    {
        await using var over = remote.Open();
        await using var direct = remote.OpenReference();
        var numbers = new List<int>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var context = pages++ % 2 == 0 ? over : direct;
            var page = await context.Orders.Where(o => o.CustomerId == "A").Select(o => o.Number).ToPageAsync(7, cursor);
            numbers.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 30), numbers);
        Assert.Equal(5, pages);
        var ofIndex = await over.Orders.Where(o => o.State == OrderState.Sent).OrderBy(o => o.PlacedAt).Select(o => o.CustomerId + o.Number).ToPageAsync(19);
        var rest = await over.Orders.Where(o => o.State == OrderState.Sent).OrderBy(o => o.PlacedAt).Select(o => o.CustomerId + o.Number).ToPageAsync(19, ofIndex.NextCursor);
        Assert.Equal(20, ofIndex.Items.Concat(rest.Items).Distinct().Count());
        Assert.Null(rest.NextCursor);
    }

    // A batch answers with about 1 MB of a table and leaves the rest to the next request.
    [Fact]
    public async Task Unprocessed_keys_are_asked_for_again()
    {
        var ids = Enumerable.Range(1, 12).Select(i => new Guid(i, 1, 0, new byte[8])).ToList();
        foreach (var part in ids.Chunk(6))
        {
            await using var writer = remote.Open();
            writer.AddRange(part.Select(id => new Product { Id = id, Name = new string('x', 300_000), Stock = 1 }));
            await writer.SaveChangesAsync();
        }

        var requests = new List<string>();
        await using var context = remote.Open(requests.Add);
        var found = await context.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync();
        Assert.Equal(ids.Order(), found.Select(p => p.Id).Order());
        Assert.All(found, p => Assert.Equal(300_000, p.Name.Length));
        Assert.True(requests.Count(r => r.Contains("BatchGetItem", StringComparison.Ordinal)) > 1, string.Join('\n', requests));
    }

    [Fact]
    public async Task Synchronous_queries_name_the_way_out()
    {
        await using var context = remote.Open();
        foreach (var call in new Action[]
        {
            () => context.Orders.Where(o => o.CustomerId == "A").ToList(),
            () => context.Orders.Find("A", 1),
            () => context.Orders.Count(o => o.CustomerId == "A"),
        })
        {
            Assert.Contains("ToListAsync", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
        }
    }
}
