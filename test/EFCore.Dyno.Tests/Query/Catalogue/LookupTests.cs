// Lookups by key for many rows: over a network in batches, with what a batch leaves unprocessed asked for again, and Queries several at a time; over the embedded
// engine one by one.

using System.Text.Json;
using System.Text.Json.Serialization;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed class LookupTests(RetailFixture retail) : IClassFixture<RetailFixture>
{
    private static readonly JsonSerializerOptions s_json = new() { ReferenceHandler = ReferenceHandler.Preserve };

    // With the numbers of GetItem and BatchGetItem over a network.
    private static readonly Dictionary<string, (Func<RetailContext, IQueryable<object>> Query, int Gets, int Batches)> s_queries = new()
    {
        ["include"] = (db => db.Articles.Include(a => a.Supplier), 0, 1),
        ["include twice"] = (db => db.Articles.Include(a => a.Supplier.Region), 0, 2),
        ["include within a collection"] = (db => db.Purchases.Where(p => p.CustomerId == "C2" && p.Number == 2).Include(p => p.Lines).ThenInclude(l => l.Article), 1, 1),
        ["join"] = (db => db.Lines.Where(l => l.CustomerId == "C3").Join(db.Articles, l => l.Sku, a => a.Sku, (l, a) => new { l.Number, a.Name }), 0, 1),
        ["left join"] = (db => db.Suppliers.LeftJoin(db.Regions, s => s.RegionName, r => r.Name, (s, r) => new { s.Name, Region = r == null ? "-" : r.Name }), 0, 1),
        ["a member of another"] = (db => db.Redemptions.Where(r => r.Business == "B1").Select(r => new { r.Person, r.Coupon.Percent }), 0, 1),
        ["a member that a filter reads"] = (db => db.Articles.Where(a => a.Supplier.Name == "Supplier 1").Select(a => a.Name), 0, 1),
        ["sorted by what is looked up"] = (db => db.Articles.OrderBy(a => a.Supplier.Name).ThenByDescending(a => a.Price).Take(4), 0, 1),
        ["one row"] = (db => db.Articles.Where(a => a.Sku == "S02").Include(a => a.Supplier.Region), 3, 0),
        ["the same item for every row"] = (db => db.Employees.Where(e => e.ManagerId == 2).Include(e => e.Manager), 1, 0),
        ["more rows than a window"] = (db => db.Lines.AllowScan().Join(db.Customers, l => l.CustomerId + "", c => c.Id, (l, c) => new { l.CustomerId, l.Number, l.LineNumber, c.Name }), 0, 2),
    };

    private static readonly string[] s_ids = ["C1", "C2", "C3", "C4", "C5", "C6"];

    // A Query for each row.
    private static readonly Dictionary<string, Func<RetailContext, IQueryable<object>>> s_partitions = new()
    {
        ["include of collections"] = db => db.Customers.AllowScan().Include(c => c.Purchases),
        ["and of theirs"] = db => db.Customers.AllowScan().Include(c => c.Purchases).ThenInclude(p => p.Lines),
        ["first of each"] = db => db.Customers.AllowScan().Select(c => new { c.Id, Last = c.Purchases.OrderByDescending(p => p.Number).Select(p => p.Total).FirstOrDefault() }),
        ["count of each"] = db => db.Customers.AllowScan().Select(c => new { c.Id, Count = c.Purchases.Count() }),
        ["filtered"] = db => db.Customers.AllowScan().Where(c => c.Purchases.Any(p => p.Total > 10)).Select(c => new { c.Id, c.Name }),
        ["rows of each"] = db => db.Customers.AllowScan().SelectMany(c => c.Purchases.Where(p => p.Total > 20), (c, p) => new { c.Name, p.Number }),
        ["rows of each and none"] = db => db.Customers.AllowScan().SelectMany(c => c.Purchases.Where(p => p.Total > 50).DefaultIfEmpty(), (c, p) => new { c.Name, Number = p == null ? -1 : p.Number }),
        ["of a list of partitions"] = db => db.Purchases.Where(p => s_ids.Contains(p.CustomerId)).Include(p => p.Lines),
        ["lists of partitions within rows"] = db => db.Customers.AllowScan().Select(c => new
        {
            c.Id,
            Numbers = db.Purchases.Where(p => p.CustomerId == c.Id || p.CustomerId == "C1" || p.CustomerId == "C2" || p.CustomerId == "C3").Select(p => p.Number).ToList(),
        }),
        ["merged partitions within rows of a list"] = db => db.Purchases.Where(p => s_ids.Contains(p.CustomerId)).Select(c => new
        {
            c.Number,
            Others = db.Purchases.Where(p => p.CustomerId == c.CustomerId || p.CustomerId == "C1" || p.CustomerId == "C2").OrderByDescending(p => p.Number).Select(p => p.Number).ToList(),
        }),
        ["by an index"] = db => db.Customers.AllowScan().Select(c => new { c.Id, Same = db.Customers.Where(o => o.Email == c.Email).Select(o => o.Id).ToList() }),
    };

    public static TheoryData<string> Names => [.. s_queries.Keys];

    public static TheoryData<string> Partitions => [.. s_partitions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Rows_are_what_the_engine_gives_and_keys_go_together(string name)
    {
        var (query, gets, batches) = s_queries[name];
        using var context = retail.Open();
        var expected = JsonSerializer.Serialize(query(context).ToList(), s_json);
        var requests = new Requests();
        await using var over = Over(context, requests);
        Assert.Equal(expected, JsonSerializer.Serialize(await query(over).ToListAsync(), s_json));
        Assert.Equal((gets, batches), (requests.Sent.Count(r => r is GetItemRequest), requests.Sent.Count(r => r is BatchGetItemRequest)));
        Assert.True(expected.Length > 50, expected);
    }

    [Theory]
    [MemberData(nameof(Partitions))]
    public async Task Queries_for_several_rows_are_under_way_at_a_time(string name)
    {
        var query = s_partitions[name];
        using var context = retail.Open();
        var expected = JsonSerializer.Serialize(query(context).ToList(), s_json);
        var single = new Requests();
        await using var alone = Over(context, single, atOnce: 1);
        Assert.Equal(expected, JsonSerializer.Serialize(await query(alone).ToListAsync(), s_json));
        Assert.Equal(1, single.MostQueries);

        var requests = new Requests { Awaits = 2 };
        await using var over = Over(context, requests, atOnce: 4);
        Assert.Equal(expected, JsonSerializer.Serialize(await query(over).ToListAsync(), s_json));
        Assert.InRange(requests.MostQueries, 2, 4);
        Assert.Equal(single.Sent.Count, requests.Sent.Count);
        Assert.True(expected.Length > 50, expected);

        // They wait for one more than are allowed: so many would come together, rows of rows included.
        var crowd = new Requests { Awaits = 5 };
        await using var crowded = Over(context, crowd, atOnce: 4);
        Assert.Equal(expected, JsonSerializer.Serialize(await query(crowded).ToListAsync(), s_json));
        Assert.InRange(crowd.MostQueries, 2, 4);
    }

    [Fact]
    public async Task Who_asks_for_a_first_row_starts_nothing_for_others()
    {
        using var context = retail.Open();
        var requests = new Requests();
        await using var over = Over(context, requests);
        Assert.NotEmpty((await over.Customers.AllowScan().Include(c => c.Purchases).FirstAsync()).Purchases);
        Assert.Single(requests.Sent.OfType<QueryRequest>());
    }

    [Fact]
    public async Task What_a_batch_leaves_is_asked_for_again()
    {
        using var context = retail.Open();
        var expected = context.Articles.Include(a => a.Supplier).ToDictionary(a => a.Sku, a => a.Supplier.Name);
        var requests = new Requests { LeavesUnprocessed = true };
        await using var over = Over(context, requests);
        Assert.Equal(expected, (await over.Articles.Include(a => a.Supplier).ToListAsync()).ToDictionary(a => a.Sku, a => a.Supplier.Name));
        Assert.Equal([4, 3, 2, 1], requests.Sent.OfType<BatchGetItemRequest>().Select(r => r.RequestItems["Suppliers"].Keys.Count));

        requests.Sent.Clear();
        string[] skus = ["S01", "S05", "S07"];
        over.ChangeTracker.Clear();
        Assert.Equal(skus, (await over.Articles.Where(a => skus.Contains(a.Sku)).Select(a => a.Sku).ToListAsync()).Order());
        Assert.Equal([3, 2, 1], requests.Sent.OfType<BatchGetItemRequest>().Select(r => r.RequestItems["Articles"].Keys.Count));
    }

    // Rows are read ahead of the one that is given: a cursor must be of the one that is given.
    [Fact]
    public async Task Pages_of_rows_that_are_read_ahead_follow_each_other()
    {
        using var context = retail.Open();
        var requests = new Requests();
        await using var over = Over(context, requests);
        var expected = context.Lines.Where(l => l.CustomerId == "C3").Select(l => l.Number * 100 + l.LineNumber).ToList();
        var found = new List<int>();
        string? cursor = null;
        do
        {
            var page = await over.Lines.AsNoTracking().Include(l => l.Article).Where(l => l.CustomerId == "C3").ToPageAsync(7, cursor);
            Assert.All(page.Items, l => Assert.Equal(l.Sku, l.Article.Sku));
            found.AddRange(page.Items.Select(l => l.Number * 100 + l.LineNumber));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(expected, found);
        Assert.Equal((found.Count + 6) / 7, requests.Sent.OfType<QueryRequest>().Count());
    }

    [Fact]
    public async Task A_page_reads_nothing_for_the_rows_behind_it()
    {
        using var context = retail.Open();
        var requests = new List<int>();
        var pages = new List<string>();
        foreach (var atOnce in new[] { 1, 8 })
        {
            var sent = new Requests();
            await using var over = Over(context, sent, atOnce);
            var page = await over.Customers.AsNoTracking().AllowScan().Include(c => c.Purchases).ToPageAsync(2);
            page = await over.Customers.AsNoTracking().AllowScan().Include(c => c.Purchases).ToPageAsync(2, page.NextCursor);
            pages.Add(JsonSerializer.Serialize(page.Items, s_json));
            requests.Add(sent.Sent.Count);
        }

        Assert.Equal(pages[0], pages[1]);
        Assert.Equal(requests[0], requests[1]);
    }

    private static RetailContext Over(RetailContext context, Requests requests, int atOnce = 8)
    {
        var source = context.GetService<IDynoClientSource>();
        return new(new DbContextOptionsBuilder<RetailContext>().UseDyno(new DelayedClient(source.Client), source.Tables).UseDyno(o => o.MaxParallelReads(atOnce)).AddInterceptors(requests)
            .ConfigureWarnings(w => w.Ignore(DynoEventId.ScanWarning, DynoEventId.ClientWorkWarning)).Options);
    }

    private sealed class Requests : IDynoRequestInterceptor
    {
        private readonly TaskCompletionSource _together = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _queries;

        public List<object> Sent { get; } = [];

        // How many Queries were under way at a time.
        public int MostQueries { get; private set; }

        // All but the first Query wait a while, some longer than others, until so many are under way.
        public int Awaits { get; init; }

        // A batch gives its first item and leaves the other keys.
        public bool LeavesUnprocessed { get; init; }

        public async ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
        {
            var (isFirst, number) = (false, 0);
            lock (Sent)
            {
                Sent.Add(request);
                if (request is QueryRequest)
                {
                    number = Sent.OfType<QueryRequest>().Count();
                    isFirst = number == 1;
                    MostQueries = Math.Max(MostQueries, ++_queries);
                    if (_queries == Awaits)
                    {
                        _together.TrySetResult();
                    }
                }
            }

            if (Awaits > 0 && request is QueryRequest && !isFirst)
            {
                await Task.WhenAny(_together.Task, Task.Delay(TimeSpan.FromMilliseconds(Awaits == 2 ? 300 : 15 * (number % 7)), cancellationToken));
            }

            return request;
        }

        public ValueTask<object> RequestExecutedAsync(DynoRequestEventData eventData, object result, CancellationToken cancellationToken)
        {
            if (result is QueryResult)
            {
                lock (Sent)
                {
                    _queries--;
                }
            }

            if (!LeavesUnprocessed || result is not BatchGetItemResult batch || Sent[^1] is not BatchGetItemRequest request)
            {
                return new(result);
            }

            var (table, keys) = request.RequestItems.Single();
            var first = batch.Responses[table].First(i => keys.Keys[0].All(k => i[k.Key]!.Equals(k.Value)));
            return new(batch with
            {
                Responses = new Dictionary<string, IReadOnlyList<Item>> { [table] = [first] },
                UnprocessedKeys = keys.Keys.Count == 1 ? new Dictionary<string, KeysAndAttributes>()
                    : new Dictionary<string, KeysAndAttributes> { [table] = keys with { Keys = [.. keys.Keys.Skip(1)] } },
            });
        }
    }
}
