// What a query lends the engine to read its pages into is its own while it reads: other executions, also within a row, never see it, and what a query
// gave stays as it was.

namespace EFCore.Dyno.Tests.Query;

public sealed class LentPageTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly Func<ShopContext, string, IEnumerable<Order>> s_ofCustomer =
        EF.CompileQuery((ShopContext c, string customer) => c.Orders.AsNoTracking().Where(o => o.CustomerId == customer));

    private static readonly Func<ShopContext, string, int, Order?> s_find =
        EF.CompileQuery((ShopContext c, string customer, int number) =>
            c.Orders.AsNoTracking().FirstOrDefault(o => o.CustomerId == customer && o.Number == number));

    [Fact]
    public void Executions_within_executions_do_not_disturb_each_other()
    {
        using var context = shop.Open();
        using var other = shop.Open();
        var seen = new List<(Order Outer, Order Inner, Order? Single)>();
        using (var inner = s_ofCustomer(other, "C2").GetEnumerator())
        {
            foreach (var outer in s_ofCustomer(context, "C1"))
            {
                Assert.True(inner.MoveNext());
                seen.Add((outer, inner.Current, s_find(context, "C3", outer.Number)));
                Assert.Equal("C4", s_ofCustomer(context, "C4").First().CustomerId);
            }

            Assert.False(inner.MoveNext());
        }

        Assert.Equal(25, seen.Count);
        foreach (var (outer, inner, single) in seen)
        {
            Same(outer, "C1");
            Same(inner, "C2");
            Same(single!, "C3");
            Assert.Equal(outer.Number, single!.Number);
        }
    }

    [Fact]
    public async Task Threads_have_buffers_of_their_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            using var context = shop.Open();
            for (var i = 0; i < 200; i++)
            {
                var customer = $"C{1 + ((thread + i) % 4)}";
                var orders = s_ofCustomer(context, customer).Take(1 + (i % 25)).ToList();
                orders.ForEach(order => Same(order, customer));
                Same(s_find(context, customer, 1 + (i % 25)) ?? orders[0], customer);
            }
        })));
    }

    [Fact]
    public void An_execution_that_is_left_early_and_twice_gives_back_once()
    {
        using var context = shop.Open();
        var left = s_ofCustomer(context, "C1").GetEnumerator();
        Assert.True(left.MoveNext());
        left.Dispose();
        left.Dispose();
        using var one = s_ofCustomer(context, "C2").GetEnumerator();
        using var two = s_ofCustomer(context, "C3").GetEnumerator();
        while (one.MoveNext() && two.MoveNext())
        {
            Same(one.Current, "C2");
            Same(two.Current, "C3");
        }
    }

    private void Same(Order order, string customer)
    {
        Assert.Equal(customer, order.CustomerId);
        var expected = shop.Orders.Single(o => o.CustomerId == customer && o.Number == order.Number);
        Assert.Equal((expected.Note, expected.City, expected.Total, expected.PlacedAt), (order.Note, order.City, order.Total, order.PlacedAt));
        Assert.Equal(expected.Lines.Select(l => (l.Sku, l.Quantity)), order.Lines.Select(l => (l.Sku, l.Quantity)));
    }
}
