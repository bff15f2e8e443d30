// Trade data: a table for each type, related by keys.

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed partial class CatalogueTests
{
    [Fact]
    public void Trade_in_a_table_for_each_type() => Run("Trade", db =>
    {
        string[] skus = ["S01", "S07", "S09"];
        var limit = 10m;
        var day = new DateOnly(2026, 3, 2);

        Query("an article", db.Articles.Where(a => a.Sku == "S01"));
        Query("articles by a list", db.Articles.Where(a => skus.Contains(a.Sku)));
        Query("articles of a category", db.Articles.Where(a => a.Category == "tea"));
        Query("cheap articles of a category", db.Articles.Where(a => a.Category == "tea" && a.Price < limit).OrderBy(a => a.Price));
        Query("dearest article of a category", db.Articles.Where(a => a.Category == "cups").OrderByDescending(a => a.Price).Take(1));
        Query("articles by name", db.Articles.Where(a => a.Name.Contains("Article 1")));
        Query("articles by name, in any case", db.Articles.Where(a => a.Name.ToUpper() == "ARTICLE 3"));
        Query("articles of unknown stock", db.Articles.Where(a => a.Stock == null));
        Query("articles by stock", db.Articles.Where(a => a.Stock > 20 && a.Stock < 40));
        Query("articles in a colour", db.Articles.Where(a => a.Category == "books" && a.Colours.Contains("blue")));
        Query("articles by number of colours", db.Articles.Where(a => a.Category == "books" && a.Colours.Count == 2));
        Query("an article with its supplier", db.Articles.Where(a => a.Sku == "S02").Include(a => a.Supplier));
        Query("an article with supplier and region", db.Articles.Where(a => a.Sku == "S02").Include(a => a.Supplier.Region));
        Query("articles of a category with suppliers", db.Articles.Where(a => a.Category == "tea").Include(a => a.Supplier));
        Query("articles of a supplier by name", db.Articles.Where(a => a.Supplier.Name == "Supplier 1"));
        Query("an article, if its supplier has the name", db.Articles.Where(a => a.Supplier.Name == "Supplier 1" && a.Sku == "S02"));
        Query("articles of a category in order, by the region", db.Articles.Where(a => a.Supplier.Region!.Name != "North" && a.Category == "tea").OrderBy(a => a.Price));
        Query("articles and suppliers, product with a condition", from a in db.Articles from s in db.Suppliers where a.SupplierId == s.Id && a.Category == "tea" select new { a.Name, Supplier = s.Name });
        Query("a supplier with articles", db.Suppliers.Where(s => s.Id == 1).Include(s => s.Articles));
        Query("suppliers with articles", db.Suppliers.Include(s => s.Articles));
        Query("regions with suppliers and articles", db.Regions.Include(r => r.Suppliers).ThenInclude(s => s.Articles));
        Query("articles with labels", db.Articles.Where(a => a.Category == "tea").Include(a => a.Labels));
        Query("articles that have a label", db.Articles.Where(a => a.Labels.Any(l => l.Name == "eco")));
        Query("labels with articles", db.Set<Label>().Where(l => l.Name == "new").Include(l => l.Articles));
        Query("suppliers without a region", db.Suppliers.Where(s => s.Region == null));
        Query("suppliers with the region's name", db.Suppliers.Select(s => new { s.Name, Region = s.Region!.Name }));
        Query("suppliers and regions, left join",
            db.Suppliers.LeftJoin(db.Regions, s => s.RegionName, r => r.Name, (s, r) => new { s.Name, Region = r == null ? "-" : r.Name }));
        Query("regions and suppliers, right join",
            db.Suppliers.RightJoin(db.Regions, s => s.RegionName, r => r.Name, (s, r) => new { r.Name, Supplier = s == null ? "-" : s.Name }));
        Query("articles and suppliers, join", db.Articles.Join(db.Suppliers, a => a.SupplierId, s => s.Id, (a, s) => new { a.Name, Supplier = s.Name }));
        Query("pairs", from r in db.Regions from l in db.Set<Label>() select new { Region = r.Name, Label = l.Name });
        Query("articles by category", db.Articles.GroupBy(a => a.Category).Select(g => new { g.Key, N = g.Count(), Dearest = g.Max(a => a.Price) }));
        Query("categories with more than seven articles",
            db.Articles.GroupBy(a => a.Category).Where(g => g.Count() > 7).Select(g => g.Key).OrderBy(k => k));
        Query("the cheapest of each category", db.Articles.GroupBy(a => a.Category).Select(g => g.OrderBy(a => a.Price).First()));
        Query("groups as they are", db.Articles.Where(a => a.Category != "tea").GroupBy(a => a.Category));
        Query("average price by supplier", db.Articles.GroupBy(a => a.SupplierId).Select(g => new { g.Key, Average = g.Average(a => a.Price) }));
        Query("average price by region", db.Articles.GroupBy(a => a.Supplier.RegionName).Select(g => new { g.Key, Average = g.Average(a => a.Price) }));
        Query("union", db.Articles.Where(a => a.Category == "tea").Union(db.Articles.Where(a => a.Price < 5)));
        Query("concat", db.Articles.Where(a => a.Category == "tea").Concat(db.Articles.Where(a => a.Category == "cups")));
        Query("except", db.Articles.Where(a => a.Category == "tea").Except(db.Articles.Where(a => a.Price < 20)));
        Query("intersect", db.Articles.Where(a => a.Category == "tea").Intersect(db.Articles.Where(a => a.Price < 20)));
        Query("union of names", db.Articles.Select(a => a.Name).Union(db.Suppliers.Select(s => s.Name)));
        Query("different categories", db.Articles.Select(a => a.Category).Distinct());
        Query("articles in order of supplier and price", db.Articles.OrderBy(a => a.Supplier.Name).ThenByDescending(a => a.Price).Take(4));
        Query("articles dearer than the average", db.Articles.Where(a => a.Price > db.Articles.Average(b => b.Price)));
        Query("articles dearer than their category's average",
            db.Articles.Where(a => a.Price > db.Articles.Where(b => b.Category == a.Category).Average(b => b.Price)));
        Query("employees", db.Employees);
        Query("managers", db.Set<Manager>());
        Query("managers by type", db.Employees.OfType<Manager>().Where(m => m.Budget > 60));
        Query("who is no manager", db.Employees.Where(e => !(e is Manager)));
        Query("reports of a manager", db.Employees.Where(e => e.ManagerId == 1));
        int? boss = 1;
        Query("reports by their manager's key", db.Employees.Where(e => e.Manager!.Id == 1));
        Query("reports by their manager's key, which may be null", db.Employees.Where(e => e.Manager!.Id == boss));
        Query("employees with managers", db.Employees.Where(e => e.Id == 5).Include(e => e.Manager!.Manager));
        Query("managers with reports", db.Set<Manager>().Include(m => m.Reports));
        Query("shipments of a day", db.Shipments.Where(s => s.Day == day));
        Query("shipments of a day and carrier", db.Shipments.Where(s => s.Day == day && s.Carrier == "DHL"));
        Query("a shipment", db.Shipments.Where(s => s.Day == day && s.Carrier == "UPS" && s.Tracking == "T001"));
        Query("shipments of a carrier by tracking", db.Shipments.Where(s => s.Day == day && s.Carrier == "DHL" && s.Tracking.StartsWith("T01")));
        Query("heavy shipments of a day", db.Shipments.Where(s => s.Day == day && s.Weight > 3).OrderByDescending(s => s.Weight));
        Query("weight by carrier", db.Shipments.Where(s => s.Day == day).GroupBy(s => s.Carrier).Select(g => new { g.Key, Weight = g.Sum(s => s.Weight) }));
    });
}
