// Coupons: local and global indexes, a query filter, redemptions under three key properties.

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed partial class CatalogueTests
{
    [Fact]
    public void Coupons_with_indexes_and_a_filter() => Run("Coupons", db =>
    {
        var now = new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);
        var soon = now.AddDays(5);
        string[] businesses = ["B0", "B2"];
        string[] codes = ["K000", "K003", "K006"];
        string? nothing = null;

        Query("a coupon", db.Coupons.Where(c => c.Business == "B0" && c.Code == "K003"));
        Query("a coupon, withdrawn or not", db.Coupons.IgnoreQueryFilters().Where(c => c.Business == "B0" && c.Code == "K006"));
        Query("a business's coupons", db.Coupons.Where(c => c.Business == "B0"));
        Query("a business's coupons, withdrawn or not", db.Coupons.IgnoreQueryFilters().Where(c => c.Business == "B0"));
        Query("a business's coupons by codes", db.Coupons.Where(c => c.Business == "B0" && codes.Contains(c.Code)));
        Query("a business's coupons by a beginning", db.Coupons.Where(c => c.Business == "B0" && c.Code.StartsWith("K00")));
        Query("coupons of two businesses", db.Coupons.Where(c => businesses.Contains(c.Business)));
        Query("a business's live coupons", db.Coupons.Where(c => c.Business == "B0" && c.EndsAt >= now));
        Query("a business's coupons that end soon", db.Coupons.Where(c => c.Business == "B0" && c.EndsAt >= now && c.EndsAt < soon).OrderBy(c => c.EndsAt));
        Query("a business's last coupons", db.Coupons.Where(c => c.Business == "B0").OrderByDescending(c => c.EndsAt).Take(2));
        Query("live coupons in a town", db.Coupons.Where(c => c.Town == "Rome" && c.EndsAt >= now));
        Query("best live coupons in a town", db.Coupons.Where(c => c.Town == "Rome" && c.EndsAt >= now).OrderByDescending(c => c.Percent).Take(3));
        Query("coupons in two towns", db.Coupons.Where(c => c.Town == "Rome" || c.Town == "Oslo"));
        Query("coupons in a town of a business", db.Coupons.Where(c => c.Town == "Rome" && c.Business == "B1"));
        Query("coupons in a town, this index", db.Coupons.WithIndex("ByTown").Where(c => c.Town == "Rome" && c.Business == "B1"));
        Query("coupons above a percentage", db.Coupons.Where(c => c.Percent > 20));
        Query("coupons read consistently", db.Coupons.Where(c => c.Business == "B1").ConsistentRead());
        Query("coupons whose town is null", db.Coupons.Where(c => c.Town == nothing));
        Query("codes only", db.Coupons.Where(c => c.Business == "B0").Select(c => c.Code));
        Query("codes and ends in a town", db.Coupons.Where(c => c.Town == "Oslo").Select(c => new { c.Code, c.EndsAt }));
        Query("towns of a business", db.Coupons.Where(c => c.Business == "B0").Select(c => c.Town).Distinct());
        Query("coupons by town", db.Coupons.GroupBy(c => c.Town).Select(g => new { g.Key, N = g.Count(), Best = g.Max(c => c.Percent) }));
        Query("coupons by month", db.Coupons.GroupBy(c => new { c.EndsAt.Year, c.EndsAt.Month }).Select(g => new { g.Key.Year, g.Key.Month, N = g.Count() }));
        Query("a business's coupons by even percentages", db.Coupons.Where(c => c.Business == "B0" && c.Percent % 2 == 0));
        var coupon = new Coupon { Business = "B0", Code = "K003" };
        Query("redemptions of a coupon that is at hand", db.Redemptions.Where(r => r.Coupon == coupon));
        Query("redemptions of a coupon", db.Redemptions.Where(r => r.Business == "B0" && r.Code == "K003"));
        Query("a redemption", db.Redemptions.Where(r => r.Business == "B0" && r.Code == "K003" && r.Person == "P3"));
        Query("redemptions at a business", db.Redemptions.Where(r => r.Business == "B0"));
        Query("redemptions of a person", db.Redemptions.Where(r => r.Person == "P1"));
        Query("a coupon with redemptions", db.Coupons.Where(c => c.Business == "B0" && c.Code == "K003").Include(c => c.Redemptions));
        Query("a business's coupons with redemptions", db.Coupons.Where(c => c.Business == "B0").Include(c => c.Redemptions));
        Query("a redemption with its coupon", db.Redemptions.Where(r => r.Business == "B0" && r.Code == "K003").Include(r => r.Coupon));
        Query("redemptions with coupons, of a business", db.Redemptions.Where(r => r.Business == "B0").Include(r => r.Coupon));
        Query("coupons never redeemed", db.Coupons.Where(c => c.Business == "B0" && !c.Redemptions.Any()));
        Query("coupons by redemptions",
            db.Coupons.Where(c => c.Business == "B0").Select(c => new { c.Code, N = c.Redemptions.Count }).OrderByDescending(c => c.N).ThenBy(c => c.Code));
        Query("people who redeemed in a town", db.Redemptions.Where(r => r.Business == "B0" && r.Coupon.Town == "Rome").Select(r => r.Person).Distinct());
        Query("percentages redeemed", db.Redemptions.Where(r => r.Business == "B1").Select(r => r.Coupon.Percent));
        Query("coupons somebody redeemed",
            db.Coupons.Where(c => db.Redemptions.Where(r => r.Person == "P2").Select(r => r.Code).Contains(c.Code)));
        Query("last redemption of each coupon",
            db.Coupons.Where(c => c.Business == "B2").Select(c => new { c.Code, Last = c.Redemptions.Max(r => (DateTime?)r.At) }));
        Query("page three of a town", db.Coupons.Where(c => c.Town == "Rome").OrderBy(c => c.EndsAt).Skip(4).Take(2));
        Query("five coupons, any", db.Coupons.Take(5));
        Query("coupons in order of business and code", db.Coupons.OrderBy(c => c.Business).ThenBy(c => c.Code).Take(5));
        Query("coupons of a business in order of code", db.Coupons.Where(c => c.Business == "B0").OrderBy(c => c.Business).ThenBy(c => c.Code));
        Query("nothing", db.Coupons.Where(c => c.Business == "B0" && c.Percent < 0));
        Query("never true", db.Coupons.Where(c => false));
        Query("tagged", db.Coupons.TagWith("the front page").Where(c => c.Business == "B0"));
        Query("computed",
            db.Coupons.Where(c => c.Business == "B0").Select(c => new { Text = c.Code + ": " + c.Percent + " %", Left = (c.EndsAt - now).TotalDays }));
    });
}
