// Queries over several partitions: merged in the order of their sort keys, read at the same time over a network, and as little of each as is needed.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Query;

public sealed class SeveralPartitionsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly string[] s_customers = ["C5", "C1", "C7", "none", "C2"];
    private static readonly OrderState[] s_states = [OrderState.Sent, OrderState.Open];

    private static readonly Dictionary<string, Func<IQueryable<Order>, IQueryable<Order>>> s_queries = new()
    {
        ["merge by number"] = q => q.Where(o => s_customers.Contains(o.CustomerId)).OrderBy(o => o.Number),
        ["merge by number, descending"] = q => q.Where(o => s_customers.Contains(o.CustomerId)).OrderByDescending(o => o.Number).ThenBy(o => o.CustomerId),
        ["merge a range"] = q => q.Where(o => s_customers.Contains(o.CustomerId) && o.Number > 4 && o.Number <= 9).OrderBy(o => o.Number).ThenByDescending(o => o.CustomerId),
        ["merge what a filter leaves"] = q => q.Where(o => s_customers.Contains(o.CustomerId) && o.IsGift).OrderBy(o => o.Number),
        ["merge what the provider's filter leaves"] = q => q.Where(o => s_customers.Contains(o.CustomerId) && o.Number % 3 == 0).OrderBy(o => o.Number),
        ["merge of an index"] = q => q.Where(o => s_states.Contains(o.State)).OrderByDescending(o => o.PlacedAt),
        ["merge with skip"] = q => q.Where(o => s_customers.Contains(o.CustomerId)).OrderBy(o => o.Number).Skip(3),
        ["in order of partitions"] = q => q.Where(o => s_customers.Contains(o.CustomerId)).OrderByDescending(o => o.CustomerId).ThenBy(o => o.Number),
        ["in order of partitions, descending"] = q => q.Where(o => s_customers.Contains(o.CustomerId)).OrderBy(o => o.CustomerId).ThenByDescending(o => o.Number),
    };

    public static TheoryData<string> Names => [.. s_queries.Keys];

    // LINQ to objects is the measure: its sort is stable, over the orders in the order of the list of keys.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Rows_come_in_the_order_asked_for(string name)
    {
        var query = s_queries[name];
        var objects = shop.Orders.OrderBy(o => name.Contains("index", StringComparison.Ordinal) ? 0 : Array.IndexOf(s_customers, o.CustomerId)).AsQueryable();
        using var context = shop.Open();
        await using var over = Over(new DelayedClient(Client(context)), context);
        foreach (var take in new[] { 1000, 1, 7, 30 })
        {
            var expected = query(objects).Take(take).Select(Key).ToList();
            var asked = query(context.Orders.AsNoTracking()).Take(take);
            Assert.DoesNotContain("client: sort", asked.ToQueryString(), StringComparison.Ordinal);
            Assert.DoesNotContain("client: top", asked.ToQueryString(), StringComparison.Ordinal);
            Assert.Equal(expected, asked.AsEnumerable().Select(Key));
            Assert.Equal(expected, (await query(over.Orders.AsNoTracking()).Take(take).ToListAsync()).Select(Key));
            Assert.Equal(expected.Take(1), new[] { (await query(over.Orders.AsNoTracking()).FirstOrDefaultAsync())! }.Select(Key));
        }

        Assert.Equal(query(objects).Count(), await query(over.Orders).CountAsync());
    }

    [Fact]
    public void Each_partition_is_asked_for_no_more_rows_than_are_wanted()
    {
        var requests = new Requests();
        using var context = shop.Open(b => b.AddInterceptors(requests));
        Assert.Equal([1, 1, 1, 2], context.Orders.Where(o => s_customers.Contains(o.CustomerId)).OrderBy(o => o.Number).Skip(1).Take(4).Select(o => o.Number));
        Assert.Equal([5, 5, 5, 5, 5], requests.Queries.Select(q => q.Limit));

        // One page of each, and the next only of the partition whose rows are used up.
        requests.Queries.Clear();
        Assert.Equal(4, context.Orders.Where(o => s_customers.Contains(o.CustomerId)).OrderBy(o => o.Number).AsEnumerable().TakeWhile(o => o.Number < 2).Count());
        Assert.Equal(5, requests.Queries.Count);
    }

    [Fact]
    public async Task Partitions_are_read_at_the_same_time_over_a_network_and_one_after_another_elsewhere()
    {
        using var context = shop.Open();
        var all = Enumerable.Range(0, 8).Select(i => "C" + i).ToArray();
        var expected = await context.Orders.Where(o => all.Contains(o.CustomerId)).Select(o => o.CustomerId + "/" + o.Number).ToListAsync();
        Assert.Equal(200, expected.Count);
        foreach (var (atOnce, most) in new[] { (1, 1), (3, 3), (8, 8) })
        {
            foreach (var inOrder in new[] { false, true })
            {
                var client = new DelayedClient(Client(context)) { Delay = TimeSpan.FromMilliseconds(100) };
                await using var over = Over(client, context, atOnce);
                var query = over.Orders.Where(o => all.Contains(o.CustomerId));
                var rows = await (inOrder ? query.OrderBy(o => o.CustomerId).ThenBy(o => o.Number) : query).Select(o => o.CustomerId + "/" + o.Number).ToListAsync();
                Assert.Equal(expected, rows);
                Assert.Equal(most, client.MostAtOnce);
            }

            var merging = new DelayedClient(Client(context)) { Delay = TimeSpan.FromMilliseconds(100) };
            await using var merge = Over(merging, context, atOnce);
            Assert.Equal(16, (await merge.Orders.Where(o => all.Contains(o.CustomerId)).OrderBy(o => o.Number).Take(16).ToListAsync()).Count(o => o.Number <= 2));
            Assert.Equal(most, merging.MostAtOnce);
        }

        // Some rows in any order are found in the first partition: no other is asked.
        var counting = new DelayedClient(Client(context)) { Delay = TimeSpan.FromMilliseconds(10) };
        await using var few = Over(counting, context);
        Assert.True(await few.Orders.AnyAsync(o => all.Contains(o.CustomerId)));
        Assert.Equal(5, (await few.Orders.Where(o => all.Contains(o.CustomerId)).Take(5).ToListAsync()).Count);
        Assert.Equal(1, counting.MostAtOnce);
    }

    [Fact]
    public async Task A_failure_of_one_partition_is_the_querys()
    {
        using var context = shop.Open();
        var client = new DelayedClient(Client(context));
        await using var over = Over(client, context, 8, new Refusal("C1"));
        await Assert.ThrowsAsync<NotSupportedException>(() => over.Orders.Where(o => s_customers.Contains(o.CustomerId)).ToListAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => over.Orders.Where(o => s_customers.Contains(o.CustomerId)).OrderBy(o => o.Number).ToListAsync());
    }

    private static IDynoClient Client(ShopContext context) => context.GetService<IDynoClientSource>().Client;

    private static ShopContext Over(IDynoClient client, ShopContext context, int atOnce = 8, IDynoRequestInterceptor? interceptor = null)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>()
            .UseDyno(o => o.Client(client, context.GetService<IDynoClientSource>().Tables).MaxParallelReads(atOnce));
        return new((interceptor is null ? builder : builder.AddInterceptors(interceptor)).Options);
    }

    private static (string, int) Key(Order order) => (order.CustomerId, order.Number);

    private sealed class Requests : IDynoRequestInterceptor
    {
        public List<QueryRequest> Queries { get; } = [];

        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
        {
            Queries.Add((QueryRequest)request);
            return new(request);
        }
    }

    private sealed class Refusal(string customer) : IDynoRequestInterceptor
    {
        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken) =>
            ((QueryRequest)request).KeyConditionExpression!.ToString().Contains(customer, StringComparison.Ordinal) ? throw new NotSupportedException() : new(request);
    }
}
