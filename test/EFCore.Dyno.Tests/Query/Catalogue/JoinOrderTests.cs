// Conditions and orders on rows that joins follow are asked before these: the same rows as LINQ to objects gives, for no more than what they cost.

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed class JoinOrderTests(RetailFixture retail) : IClassFixture<RetailFixture>
{
    // Suppliers lead from articles to regions and back; LINQ's half runs over the same objects.
    private void Same<T>(Func<IQueryable<Article>, IQueryable<Supplier>, IQueryable<T>> query, int requests, bool ordered = false)
    {
        using var whole = retail.Open();
        var articles = whole.Articles.Include(a => a.Supplier.Region).Include(a => a.Labels).ToList();
        var suppliers = whole.Suppliers.Include(s => s.Region).ToList();
        var expected = query(articles.AsQueryable(), suppliers.AsQueryable()).ToList();
        Assert.NotEmpty(expected);

        using var context = retail.Open();
        using var meter = context.Database.TrackCapacity();
        var actual = query(context.Articles, context.Suppliers).ToList();
        Assert.Equal<IEnumerable<T>>(ordered ? expected : [.. expected.Order()], ordered ? actual : [.. actual.Order()]);
        Assert.Equal(requests, meter.Requests.Count);
    }

    [Fact]
    public void A_key_is_asked_for_before_what_a_navigation_leads_to()
    {
        Same((a, _) => a.Where(x => x.Supplier.Name != "nobody" && x.Sku == "S02").Select(x => x.Name), requests: 2);
        Same((a, _) => a.Where(x => x.Supplier.Region == null || x.Supplier.Region.Name != "x").Where(x => x.Sku == "S02").Select(x => x.Name), requests: 3);
        Same((a, _) => a.OrderBy(x => x.Supplier.Name).ThenBy(x => x.Sku).Where(x => x.Category == "tea").Select(x => x.Sku), requests: 1 + 4, ordered: true);
    }

    [Fact]
    public void An_order_of_the_first_rows_stays_through_joins()
    {
        Same((a, _) => a.Where(x => x.Category == "tea" && x.Supplier.Name != "nobody").OrderBy(x => x.Sku).Select(x => x.Sku), requests: 1 + 4, ordered: true);
        Same(
            (a, _) => a.Where(x => x.Category == "tea" && x.Supplier.Name != "nobody").OrderByDescending(x => x.Category).ThenBy(x => x.Supplier.Name)
                .ThenByDescending(x => x.Sku).Select(x => x.Sku),
            requests: 1 + 4, ordered: true);
        Same(
            (a, _) => a.Where(x => x.Supplier.Name != "nobody").OrderBy(x => x.Supplier.Name).ThenBy(x => x.Sku).Select(x => x.Sku).Take(5),
            requests: 1 + 4, ordered: true);
    }

    [Fact]
    public void A_product_with_an_equality_is_a_join()
    {
        Same((a, s) => from x in a from y in s where x.SupplierId == y.Id && x.Sku == "S02" select x.Sku + y.Name, requests: 2);
        Same((a, s) => from x in a from y in s where x.Category == "tea" where y.Id == x.SupplierId && y.Name != "Supplier 1" select x.Sku + y.Name, requests: 1 + 4);
        Same((a, s) => from x in a from y in s where x.Category == "tea" && x.SupplierId < y.Id && y.RegionName == x.Supplier.RegionName select x.Sku + y.Name, requests: 6);
        Same((a, s) => from x in s from y in s where x.RegionName == y.RegionName select x.Name + y.Name, requests: 2);
    }

    [Fact]
    public void Rows_kept_for_a_query_inside_are_found_by_what_it_compares()
    {
        Same(
            (a, s) => s.Select(x => x.Name + a.GroupBy(y => y.SupplierId).Select(g => new { g.Key, Dearest = g.Max(y => y.Price) }).Where(g => g.Key == x.Id)
                .Select(g => g.Dearest).FirstOrDefault()),
            requests: 2);
        Same(
            (a, s) => s.Where(x => a.Where(y => y.Category == "tea").Select(y => y.SupplierId).Distinct().Contains(x.Id)).Select(x => x.Name), requests: 2);
        Same((a, s) => s.Select(x => x.Name + a.Count(y => y.Category == "tea" && y.SupplierId == x.Id)), requests: 2);
    }
}
