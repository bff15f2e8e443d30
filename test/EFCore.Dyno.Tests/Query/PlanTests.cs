// Plans as ToQueryString prints them, in a golden file that is reviewed as a diff: DYNO_GOLDENS=write rewrites it.

using System.Runtime.CompilerServices;
using System.Text;
using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Tests.Query;

public sealed class PlanTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public void Plans_are_as_reviewed()
    {
        using var context = shop.Open();
        var day = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        var later = day.AddDays(9);
        string[] customers = ["C1", "C2"];
        int[] numbers = [1, 2];
        var text = new StringBuilder();

        Plan("whole key", context.Orders.Where(o => o.CustomerId == "C1" && o.Number == 3));
        Plan("whole key and more", context.Orders.Where(o => o.CustomerId == "C1" && o.Number == 3 && o.IsGift));
        Plan("whole keys by a list", context.Orders.Where(o => o.CustomerId == "C1" && numbers.Contains(o.Number)));
        Plan("whole key by what it is not", context.Orders.Where(o => !(o.CustomerId != "C1") && !(o.Number != 3)));
        Plan("partition", context.Orders.Where(o => o.CustomerId == "C1"));
        Plan("partitions by a list", context.Orders.Where(o => customers.Contains(o.CustomerId)));
        Plan("partitions by a list, merged", context.Orders.Where(o => customers.Contains(o.CustomerId)).OrderByDescending(o => o.Number).Take(4));
        Plan("partitions by a list, merged, partition last", context.Orders.Where(o => customers.Contains(o.CustomerId)).OrderBy(o => o.Number).ThenByDescending(o => o.CustomerId));
        Plan("partitions by a list, in order", context.Orders.Where(o => customers.Contains(o.CustomerId)).OrderByDescending(o => o.CustomerId).ThenBy(o => o.Number));
        Plan("partitions by a list, some rows", context.Orders.Where(o => customers.Contains(o.CustomerId)).Take(4));
        Plan("partitions by a list, sorted", context.Orders.Where(o => customers.Contains(o.CustomerId)).OrderBy(o => o.Number).ThenBy(o => o.Total));
        Plan("global index, merged", context.Orders.Where(o => o.State == OrderState.Paid || o.State == OrderState.Open).OrderBy(o => o.PlacedAt));
        Plan("range", context.Orders.Where(o => o.CustomerId == "C1" && o.Number >= 3 && o.Number <= 9));
        Plan("strict range", context.Orders.Where(o => o.CustomerId == "C1" && o.Number > 3 && o.Number < 9));
        Plan("last four", context.Orders.Where(o => o.CustomerId == "C1").OrderByDescending(o => o.Number).Take(4));
        Plan("top four by another property", context.Orders.Where(o => o.CustomerId == "C1").OrderBy(o => o.Total).Take(4));
        Plan("order by an index", context.Orders.Where(o => o.CustomerId == "C1").OrderBy(o => o.PlacedAt));
        Plan("filter and limit", context.Orders.Where(o => o.CustomerId == "C1" && o.Note == "x").Take(4));
        Plan("global index", context.Orders.Where(o => o.State == OrderState.Paid && o.PlacedAt > day).OrderByDescending(o => o.PlacedAt));
        Plan("local index", context.Orders.Where(o => o.CustomerId == "C1" && o.PlacedAt > day));
        Plan("local index, consistent", context.Orders.Where(o => o.CustomerId == "C1" && o.PlacedAt > day).ConsistentRead());
        Plan("an index with keys only does not make entities", context.Orders.Where(o => o.City == "Rome" && o.Total > 60));
        Plan("an index with keys only is enough for keys", context.Orders.Where(o => o.City == "Rome").Select(o => new { o.CustomerId, o.Total }));
        Plan("asked-for index", context.Orders.WithIndex("ByState").Where(o => o.State == OrderState.Open && o.CustomerId == "C1"));
        Plan("scan", context.Orders.Where(o => o.Note == "x" || (o.Total < 3 && !o.IsGift)));
        Plan("scan that is meant", context.Orders.AllowScan());
        Plan("functions", context.Orders.Where(o => o.Note!.StartsWith("a") && o.Note.Contains("b") && o.Tags.Contains("t") && o.ShipTo!.Zip != null));
        Plan("a filter of the client", context.Orders.Where(o => o.CustomerId == "C1" && o.Number % 2 == 0));
        Plan("owned elements", context.Orders.Where(o => o.CustomerId == "C1" && o.Lines.Any(l => l.Quantity > 3)));
        Plan("distinct", context.Orders.Where(o => o.CustomerId == "C1").Select(o => o.City).Distinct());
        Plan("skip", context.Orders.Where(o => o.CustomerId == "C1").Skip(5).Take(5));
        Plan("template", context.Visits.Where(v => v.Shop == "A"));
        Plan("template, whole key", context.Visits.Where(v => v.Shop == "A" && v.At == day));
        Plan("template, range", context.Visits.Where(v => v.Shop == "A" && v.At >= day && v.At < later).OrderByDescending(v => v.At).Take(3));
        Plan("template, filters ignored", context.Visits.IgnoreQueryFilters().Where(v => v.Shop == "A").OrderBy(v => v.At).Take(3));
        Plan("derived type", context.Set<Person>().Where(p => p.Region == "EU"));
        Plan("nothing", context.Products.Where(p => p.Stock > 3 && p.Stock < 1));

        var writes = new Writes();
        using var writer = shop.Open(b => b.AddInterceptors(writes));
        Bulk("update of a whole key", () => writer.Orders.Where(o => o.CustomerId == "C1" && o.Number == 3 && o.IsGift).ExecuteUpdate(s => s.SetProperty(o => o.Note, "x").SetProperty(o => o.Total, o => o.Total + 1)));
        Bulk("update of rows", () => writer.Orders.Where(o => o.CustomerId == "C1" && o.Number > 3 && o.Note != null).ExecuteUpdate(s => s.SetProperty(o => o.Note, o => o.City).SetProperty(o => o.Paid.Currency, "EUR")));
        Bulk("update of elements", () => writer.Orders.Where(o => o.CustomerId == "C1").SelectMany(o => o.Lines).Where(l => l.Quantity > 3).ExecuteUpdate(s => s.SetProperty(l => l.Quantity, 3)));
        Bulk("delete of a whole key", () => writer.Visits.Where(v => v.Shop == "A" && v.At == day).ExecuteDelete());
        Bulk("delete of rows of an index", () => writer.Orders.Where(o => o.City == "Rome" && o.Total > 60).ExecuteDelete());

        var path = Path.Combine(Folder(), "Plans.golden.txt");
        if (Environment.GetEnvironmentVariable("DYNO_GOLDENS") == "write")
        {
            File.WriteAllText(path, text.ToString());
        }

        Assert.Equal(File.ReadAllText(path), text.ToString());

        void Plan<T>(string title, IQueryable<T> query) =>
            text.Append("# ").Append(title).Append('\n').Append(query.ToQueryString().ReplaceLineEndings("\n")).Append("\n\n");

        // What writes has no ToQueryString: the plan stands with its first request, which is not sent.
        void Bulk(string title, Action write)
        {
            Assert.Throws<NotSupportedException>(write);
            text.Append("# ").Append(title).Append('\n').Append(writes.Plan!.Replace(";", "\n", StringComparison.Ordinal)).Append("\n\n");
        }
    }

    private sealed class Writes : IDynoRequestInterceptor
    {
        public string? Plan { get; private set; }

        public ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
        {
            if (request is QueryRequest or ScanRequest)
            {
                return new(request);
            }

            Plan = eventData.Request.Plan;
            throw new NotSupportedException();
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
