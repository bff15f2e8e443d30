// The single-table shop.

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed partial class CatalogueTests
{
    [Fact]
    public void Shop_in_one_table() => Run("Shop", db =>
    {
        var id = "C2";
        string[] ids = ["C1", "C4"];
        int[] numbers = [2, 5];
        var from = new DateTime(2026, 3, 5, 0, 0, 0, DateTimeKind.Utc);
        var state = PurchaseState.Paid;

        Query("a customer", db.Customers.Where(c => c.Id == "C1"));
        Query("a customer by a parameter", db.Customers.Where(c => c.Id == id));
        Query("customers by a list", db.Customers.Where(c => ids.Contains(c.Id)));
        Query("customers by alternatives", db.Customers.Where(c => c.Id == "C1" || c.Id == "C2"));
        Query("a customer by e-mail", db.Customers.Where(c => c.Email == "c3@example.com"));
        Query("a customer's name", db.Customers.Where(c => c.Id == id).Select(c => c.Name));
        Query("a customer's address", db.Customers.Where(c => c.Id == id).Select(c => c.Address!.City));
        Query("all customers", db.Customers.AllowScan());
        Query("customers of a city", db.Customers.Where(c => c.Address!.City == "Rome"));
        Query("customers without an address", db.Customers.Where(c => c.Address == null));
        Query("customers in order", db.Customers.OrderBy(c => c.Name).Take(3));
        Query("a customer's purchases", db.Purchases.Where(p => p.CustomerId == id));
        Query("a customer's purchase", db.Purchases.Where(p => p.CustomerId == id && p.Number == 3));
        Query("a customer's purchases by numbers", db.Purchases.Where(p => p.CustomerId == id && numbers.Contains(p.Number)));
        Query("a customer's last purchases", db.Purchases.Where(p => p.CustomerId == id).OrderByDescending(p => p.Number).Take(3));
        Query("a customer's purchases from a number on", db.Purchases.Where(p => p.CustomerId == id && p.Number >= 7));
        Query("a customer's purchases between numbers", db.Purchases.Where(p => p.CustomerId == id && p.Number > 2 && p.Number <= 6));
        Query("a customer's purchases in a state", db.Purchases.Where(p => p.CustomerId == id && p.State == state));
        Query("purchases in a state", db.Purchases.Where(p => p.State == state));
        Query("purchases in a state since", db.Purchases.Where(p => p.State == state && p.PlacedAt >= from).OrderBy(p => p.PlacedAt));
        Query("newest purchases in a state", db.Purchases.Where(p => p.State == state).OrderByDescending(p => p.PlacedAt).Take(5));
        Query("purchases in two states", db.Purchases.Where(p => p.State == PurchaseState.Open || p.State == PurchaseState.Paid));
        Query("purchases of two customers", db.Purchases.Where(p => ids.Contains(p.CustomerId)));
        Query("purchases with a note", db.Purchases.Where(p => p.CustomerId == id && p.Note != null));
        Query("purchases whose note begins", db.Purchases.Where(p => p.CustomerId == id && p.Note!.StartsWith("gift")));
        Query("purchases above a total, dearest first", db.Purchases.Where(p => p.CustomerId == id && p.Total > 5).OrderByDescending(p => p.Total));
        Query("second page of purchases", db.Purchases.Where(p => p.CustomerId == id).OrderBy(p => p.Number).Skip(3).Take(3));
        Query("lines of a purchase", db.Lines.Where(l => l.CustomerId == id && l.Number == 4));
        Query("a line", db.Lines.Where(l => l.CustomerId == id && l.Number == 4 && l.LineNumber == 1));
        Query("all lines of a customer", db.Lines.Where(l => l.CustomerId == id));
        Query("a customer with purchases", db.Customers.Where(c => c.Id == id).Include(c => c.Purchases));
        Query("a customer with the last purchases", db.Customers.Where(c => c.Id == id).Include(c => c.Purchases.OrderByDescending(p => p.Number).Take(2)));
        Query("a customer with purchases and lines", db.Customers.Where(c => c.Id == id).Include(c => c.Purchases).ThenInclude(p => p.Lines));
        Query("a customer's items of several types", db.Customers.Where(c => c.Id == id).Select(c => new
        {
            c.Name,
            Purchases = db.Purchases.Where(p => p.CustomerId == c.Id).ToList(),
            Lines = db.Lines.Where(l => l.CustomerId == c.Id).ToList(),
        }));
        Query("a customer's purchases with lines", db.Purchases.Where(p => p.CustomerId == id).Include(p => p.Lines));
        Query("a purchase with its customer", db.Purchases.Where(p => p.CustomerId == id && p.Number == 3).Include(p => p.Customer));
        Query("a purchase with lines and articles",
            db.Purchases.Where(p => p.CustomerId == id && p.Number == 3).Include(p => p.Lines).ThenInclude(l => l.Article));
        Query("purchases in a state with customers", db.Purchases.Where(p => p.State == state).Include(p => p.Customer));
        Query("names of customers with open purchases", db.Purchases.Where(p => p.State == PurchaseState.Open).Select(p => p.Customer.Name).Distinct());
        Query("how many purchases each of a customer's states has",
            db.Purchases.Where(p => p.CustomerId == id).GroupBy(p => p.State).Select(g => new { g.Key, N = g.Count(), Sum = g.Sum(p => p.Total) }));
        Query("customers with the number of purchases", db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Name, N = c.Purchases.Count() }));
        Query("customers with a sum", db.Customers.Where(c => c.Id == id).Select(c => new { c.Name, Sum = c.Purchases.Sum(p => p.Total) }));
        Query("customers with their dearest purchase",
            db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Name, Best = c.Purchases.OrderByDescending(p => p.Total).FirstOrDefault() }));
        Query("customers with any sent purchase", db.Customers.Where(c => c.Purchases.Any(p => p.State == PurchaseState.Sent)));
        Query("customers whose purchases are all above", db.Customers.Where(c => c.Purchases.All(p => p.Total > 2)));
        Query("lines joined with articles",
            db.Lines.Where(l => l.CustomerId == id).Join(db.Articles, l => l.Sku, a => a.Sku, (l, a) => new { l.Quantity, a.Name }));
        Query("what a customer bought", db.Lines.Where(l => l.CustomerId == id).Select(l => l.Article.Category).Distinct().OrderBy(c => c));
        Query("units by category",
            db.Lines.Where(l => l.CustomerId == id).GroupBy(l => l.Article.Category).Select(g => new { g.Key, Units = g.Sum(l => l.Quantity) }));
        Query("purchases of customers of a city", db.Purchases.Where(p => p.CustomerId == id && p.Customer.Address!.City == "Oslo"));
        Query("a partition's two types in one result",
            db.Purchases.Where(p => p.CustomerId == id).Select(p => p.Number).Concat(db.Lines.Where(l => l.CustomerId == id).Select(l => l.Number)));
        Query("purchases without lines", db.Purchases.Where(p => p.CustomerId == id && !p.Lines.Any()));
        Query("a flat list of lines", db.Customers.Where(c => c.Id == id).SelectMany(c => c.Purchases).SelectMany(p => p.Lines).Select(l => l.Sku));

        // What is asked of a joined row's key is asked of the row's own.
        var customer = new Customer { Id = id };
        List<Customer> customers = [customer, new() { Id = "C2" }];
        Query("purchases of a customer that is at hand", db.Purchases.Where(p => p.Customer == customer));
        Query("the last of them", db.Purchases.Where(p => p.Customer == customer).OrderByDescending(p => p.Number).Take(2));
        Query("purchases of customers that are at hand", db.Purchases.Where(p => customers.Contains(p.Customer)));
        Query("purchases by their customer's key", db.Purchases.Where(p => p.Customer.Id == id && p.Number > 3));
        Query("lines by the key of their purchase's customer", db.Lines.Where(l => l.Purchase.Customer.Id == id));
        Query("purchases joined with one customer",
            from p in db.Purchases join c in db.Customers.Where(c => c.Id == id) on p.CustomerId equals c.Id select new { p.Number, c.Name });
        Query("customers joined with the purchases of one", from c in db.Customers join p in db.Purchases on c.Id equals p.CustomerId where p.CustomerId == id select new { c.Name, p.Number });
        Query("purchases of all customers, of one", db.Customers.SelectMany(c => c.Purchases).Where(p => p.CustomerId == id));
    });
}
