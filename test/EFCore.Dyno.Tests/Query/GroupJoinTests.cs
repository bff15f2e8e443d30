// GroupJoin with its groups in every place, and DefaultIfEmpty with a value of its own, against LINQ to objects over the same data.

using System.Text.Json;

namespace EFCore.Dyno.Tests.Query;

public sealed class GroupJoinTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly int[] s_numbers = [1, 1, 2, 30];

    private void Same<T>(Func<IQueryable<Order>, IQueryable<T>> query)
    {
        using var context = shop.Open();
        var expected = query(shop.Orders.AsQueryable()).AsEnumerable().Select(r => JsonSerializer.Serialize(r)).Order().ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, query(context.Orders.AsNoTracking()).AsEnumerable().Select(r => JsonSerializer.Serialize(r)).Order());
    }

    private static IQueryable<Order> Few(IQueryable<Order> orders) => orders.Where(o => o.CustomerId == "C1" && o.Number < 8);

    private static IQueryable<Order> None(IQueryable<Order> orders) => orders.Where(o => o.CustomerId == "C1" && o.Number > 1000);

    [Fact]
    public void Groups_are_used_as_they_are()
    {
        Same(q => Few(q).GroupJoin(q.OrderBy(i => i.CustomerId).ThenBy(i => i.Number), o => o.City, i => i.City, (o, g) => new { o, g }));
        Same(q => Few(q).GroupJoin(q, o => o.Note, i => i.Note, (o, g) => new { o.Number, N = g.Count(), Most = g.Max(i => (decimal?)i.Total) }));
        Same(q => Few(q).GroupJoin(q.OrderBy(i => i.Number), o => o.CustomerId, i => i.CustomerId, (o, g) => g.Where(i => i.Number < o.Number).ToList()));
        Same(q => Few(q).GroupJoin(q.OrderBy(i => i.Number), o => o.CustomerId, i => i.CustomerId, (o, g) => g.Select(i => i.Total)));
        Same(q => Few(q).GroupJoin(
            q, o => new { o.City, o.State }, i => new { i.City, i.State }, (o, g) => new { o.Number, All = g.All(i => i.IsGift), Any = g.Any(i => i.Number > 20) }));
        Same(q => q.GroupJoin(q, o => o.Note, i => i.Note, (o, g) => new { o, g }).Where(t => t.g.Count() > 4 && t.o.Number == 3)
            .Select(t => new { t.o.CustomerId, Sum = t.g.Sum(i => i.Number) }));
        Same(q => Few(q).GroupJoin(q, o => o.City, i => i.City, (o, g) => new { o.City, N = g.Count() }).GroupBy(t => t.City)
            .Select(t => new { t.Key, N = t.Sum(x => x.N) }));
    }

    [Fact]
    public void A_group_join_takes_the_rows_of_another()
    {
        Same(q => Few(q).GroupJoin(q, o => o.City, i => i.City, (o, g) => new { o, g })
            .GroupJoin(q, t => t.o.Note, i => i.Note, (t, h) => new { t.o.Number, A = t.g.Count(), B = h.Count() }));
        Same(q =>
            from o in Few(q)
            join i in q on o.City equals i.City into g
            from i in g.Where(i => i.CustomerId == "C2" && i.Number > o.Number).DefaultIfEmpty()
            join l in q on o.Note equals l.Note into h
            select new { o.Number, Other = i == null ? 0 : i.Number, N = h.Count() });
    }

    [Fact]
    public void A_group_by_gives_its_group_with_the_key()
    {
        Same(q => q.GroupBy(o => o.City, (k, g) => new { k, g }).Select(t => new { t.k, Average = t.g.Average(o => o.Number) }));
        Same(q => q.GroupBy(o => o.City, o => o.Number).Select(g => new { g.Key, Most = g.Max() }));

        using var context = shop.Open();
        var refusal = Assert.Throws<InvalidOperationException>(
            () => context.Orders.GroupBy(o => o.City, o => o.Number, (k, g) => new { k, g }).Select(t => t.g.Max()).ToList());
        Assert.Contains("The elements 'g' of a group are a part of its result as they are. Aggregate them", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_the_program_is_joined()
    {
        Same(q => Few(q).GroupJoin(s_numbers, o => o.Number, n => n, (o, g) => new { o.Number, g }));
        Same(q => Few(q).Select(o => new { o.Number, Less = s_numbers.Where(n => n < o.Number) }));
    }

    [Fact]
    public void What_is_empty_has_the_value_given()
    {
        Same(q => None(q).Select(o => o.Number).DefaultIfEmpty(7));
        Same(q => Few(q).Select(o => o.Number).DefaultIfEmpty(7));
        Same(q => None(q).Select(o => o.Note).DefaultIfEmpty("none"));
        Same(q => Few(q).Where(o => o.Note == null).Select(o => o.Note).DefaultIfEmpty("none"));
        Same(q => None(q).Select(o => new { o.Number, o.City }).DefaultIfEmpty(new { Number = 3, City = "Bonn" }).Select(o => o.City));
        Same(q => None(q).Select(o => o.Number).DefaultIfEmpty(3).Where(n => n > 5).DefaultIfEmpty(9));
        Same(q => Few(q).Select(o => new
        {
            o.Number,
            Most = q.Where(i => i.CustomerId == o.CustomerId && i.Number < o.Number).Select(i => i.Number).DefaultIfEmpty(o.Number * -1).Max(),
            Tags = o.Tags.Where(t => t == "t3").DefaultIfEmpty("no tag").ToList(),
        }));
        Same(q => q.GroupBy(o => o.City).Select(g => new { g.Key, Most = g.Where(o => o.Total > 124).Select(o => o.Number).DefaultIfEmpty(-1).Max() }));
        Same(q =>
            from o in Few(q)
            join i in q.Where(i => i.IsGift) on new { o.CustomerId, Number = o.Number + 1 } equals new { i.CustomerId, i.Number } into g
            from total in g.Select(i => i.Total).DefaultIfEmpty(-1)
            select new { o.Number, total });
    }

    [Fact]
    public void An_entity_of_the_program_stands_where_there_is_none()
    {
        var nobody = new Order { CustomerId = "nobody", Number = 4, City = "Bonn", Total = 3 };
        Same(q => None(q).DefaultIfEmpty(nobody));
        Same(q => Few(q).DefaultIfEmpty(nobody));
        Same(q => None(q).DefaultIfEmpty(nobody).Where(o => o.City == "Bonn" && o.Number > 3).OrderBy(o => o.Total).Select(o => new { o.CustomerId, o.Total }));
        Same(q => None(q).DefaultIfEmpty(nobody).GroupBy(o => o.City).Select(g => new { g.Key, N = g.Count() }));

        using var context = shop.Open();
        Assert.Same(nobody, None(context.Orders).DefaultIfEmpty(nobody).Single());
        Assert.Empty(context.ChangeTracker.Entries());
        Assert.Equal(7, Few(context.Orders).DefaultIfEmpty(nobody).ToList().Count);
        Assert.Equal(7, context.ChangeTracker.Entries<Order>().Count());
    }
}
