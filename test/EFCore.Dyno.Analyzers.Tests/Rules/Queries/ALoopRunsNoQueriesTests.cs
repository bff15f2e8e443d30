// DYNO1016: a query, or the load of a navigation, for each element; silent where one query for each is the least that can be asked.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class ALoopRunsNoQueriesTests
{
    [Theory]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = db.Redemptions.Where(r => r.CouponId == c.Id).{|ToList|}(); }")]
    [InlineData("foreach (var c in coupons) { var q = db.Redemptions.Where(r => r.CouponId == c.Id); var r = await q.{|ToArrayAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = (from x in db.Redemptions where x.CouponId == c.Id select x.UserId).{|ToList|}(); }")]
    [InlineData("foreach (var c in coupons) { foreach (var r in {|db.Redemptions.Where(r => r.CouponId == c.Id)|}) { } }")]
    [InlineData("foreach (var c in coupons) { await foreach (var r in db.Redemptions.Where(r => r.CouponId == c.Id).{|AsAsyncEnumerable|}()) { } }")]
    [InlineData("foreach (var c in await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); }")]
    [InlineData("await foreach (var c in db.Coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); }")]
    [InlineData("for (var i = 0; i < coupons.Count; i++) { var c = coupons[i]; var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); }")]
    [InlineData("var all = coupons.Select(c => db.Redemptions.Where(r => r.CouponId == c.Id).{|ToList|}()).ToList();")]
    [InlineData("coupons.ForEach(c => c.Tags.AddRange(db.Redemptions.Where(r => r.CouponId == c.Id).Select(r => r.UserId).{|ToList|}()));")]
    [InlineData("foreach (var group in coupons.GroupBy(c => c.BusinessId)) { var r = await db.Coupons.Where(c => c.BusinessId == group.Key).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await {|Of|}(c.Id); } Task<List<Redemption>> Of(string key) => db.Redemptions.Where(r => r.CouponId == key).ToListAsync();")]
    [InlineData("foreach (var c in coupons) { var r = await OfCoupon(c.Id).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await Extensions.OfCoupon(db.Redemptions, c.Id).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.OfCoupon(c.Id).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = Compiled.{|ByCoupon|}(db, c.Id).ToList(); }")]
    [InlineData("foreach (var c in coupons) { await db.Entry(c).Collection(x => x.Tags).{|LoadAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var entry = db.Entry(c); db.Entry(c).Reference(x => x.Place).{|Load|}(); }")]
    public Task A_query_for_each_element_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("foreach (var c in await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()) { }")]
    [InlineData("foreach (var c in db.Coupons.Where(c => c.BusinessId == id)) { c.IsHot = true; }")]
    [InlineData("foreach (var c in coupons) { var r = coupons.Where(x => x.Id == c.Id).ToList(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).OrderByDescending(r => r.UserId).FirstOrDefaultAsync(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).Take(3).ToListAsync(); }")]
    [InlineData("foreach (var c in coupons) { var n = await db.Redemptions.CountAsync(r => r.CouponId == c.Id); }")]
    [InlineData("foreach (var chunk in ids.Chunk(50)) { var found = await db.Coupons.Where(c => chunk.Contains(c.Id)).ToListAsync(); }")]
    [InlineData("foreach (var city in new[] { \"Lisbon\", \"Porto\" }) { var r = await db.Coupons.Where(c => c.City == city).ToListAsync(); }")]
    [InlineData("foreach (var s in Enum.GetValues<Status>()) { var r = await db.Coupons.Where(c => c.Status == s).ToListAsync(); }")]
    [InlineData("for (var day = now; day < now.AddDays(7); day = day.AddDays(1)) { var r = await db.Coupons.Where(c => c.IssuedAt == day).ToListAsync(); }")]
    [InlineData("for (var page = 0; page < 10; page++) { var r = await db.Coupons.Where(c => c.BusinessId == id).Skip(page * 10).Take(10).ToListAsync(); }")]
    [InlineData("string? cursor = null; do { var page = await db.Coupons.Where(c => c.BusinessId == id).ToPageAsync(100, cursor); cursor = page.NextCursor; } while (cursor is not null);")]
    [InlineData("while (!token.IsCancellationRequested) { var due = await db.Coupons.Where(c => c.BusinessId == id).ToListAsync(); }")]
    [InlineData("var timer = new PeriodicTimer(TimeSpan.FromMinutes(1)); while (await timer.WaitForNextTickAsync()) { var due = await db.Coupons.Where(c => c.BusinessId == id).ToListAsync(); }")]
    [InlineData("foreach (var c in coupons) { using var own = factory(); var r = await own.Redemptions.Where(r => r.CouponId == c.Id).ToListAsync(); }")]
    [InlineData("foreach (var c in coupons) { var r = db.Redemptions.Where(r => r.CouponId == c.Id); _ = r; }")]
    [InlineData("foreach (var c in coupons) { var q = db.Redemptions.Where(r => r.CouponId == id); var r = await q.ToListAsync(); }")]
    [InlineData("foreach (var c in coupons) { await db.Entry(c).ReloadAsync(); }")]
    [InlineData("var found = await db.Coupons.Where(c => c.BusinessId == id).Select(c => db.Redemptions.Where(r => r.CouponId == c.Id).ToList()).ToListAsync();")]
    [InlineData("await db.Entry(coupons[0]).Collection(x => x.Tags).LoadAsync();")]
    public Task What_is_no_query_for_each_element_is_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public Task A_context_of_each_element_is_silent() =>
        VerifyAsync("var tenants = new List<ShopContext>(); foreach (var tenant in tenants) { var r = await tenant.Redemptions.Where(r => r.CouponId == id).ToListAsync(); }");

    [Theory]
    [InlineData(
        "foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); }",
        "var byCouponId = (await db.Redemptions.Where(r => coupons.Select(c => c.Id).Contains(r.CouponId)).ToListAsync()).ToLookup(r => r.CouponId); foreach (var c in coupons) { var r = byCouponId[c.Id].ToList(); }")]
    [InlineData(
        "foreach (var key in ids) { var r = db.Redemptions.AsNoTracking().Where(r => key == r.CouponId && r.At < now).{|ToArray|}(); }",
        "var byCouponId = db.Redemptions.AsNoTracking().Where(r => ids.Contains(r.CouponId) && r.At < now).ToLookup(r => r.CouponId); foreach (var key in ids) { var r = byCouponId[key].ToArray(); }")]
    [InlineData(
        "var byCouponId = 1; foreach (var c in coupons) { var key = c.Id; var q = db.Redemptions.Where(r => r.CouponId == key); var r = await q.{|ToListAsync|}(token); }",
        "var byCouponId = 1; var byCouponId2 = (await db.Redemptions.Where(r => coupons.Select(c => c.Id).Contains(r.CouponId)).ToListAsync(token)).ToLookup(r => r.CouponId); foreach (var c in coupons) { var key = c.Id; var r = byCouponId2[key].ToList(); }")]
    [InlineData(
        "var set = db.Redemptions.AsNoTracking(); foreach (var c in coupons) { var r = (from x in set where x.CouponId == c.Id select x).{|ToList|}(); }",
        "var set = db.Redemptions.AsNoTracking(); var byCouponId = (from x in set where coupons.Select(c => c.Id).Contains(x.CouponId) select x).ToLookup(x => x.CouponId); foreach (var c in coupons) { var r = byCouponId[c.Id].ToList(); }")]
    [InlineData(
        "foreach (var c in coupons) { foreach (var r in {|db.Redemptions.Where(r => r.CouponId == c.Id)|}) { } }",
        "var byCouponId = db.Redemptions.Where(r => coupons.Select(c => c.Id).Contains(r.CouponId)).ToLookup(r => r.CouponId); foreach (var c in coupons) { foreach (var r in byCouponId[c.Id]) { } }")]
    [InlineData(
        "foreach (var coupon in await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()) { var n = (await db.Redemptions.Where(r => r.CouponId == coupon.Id).{|ToListAsync|}().ConfigureAwait(false)).Count; }",
        "var coupons2 = await db.Coupons.Where(c => c.BusinessId == id).ToListAsync(); var byCouponId = (await db.Redemptions.Where(r => coupons2.Select(coupon => coupon.Id).Contains(r.CouponId)).ToListAsync().ConfigureAwait(false)).ToLookup(r => r.CouponId); foreach (var coupon in coupons2) { var n = (byCouponId[coupon.Id].ToList()).Count; }")]
    public Task A_query_is_asked_once(string before, string after) => VerifyFixAsync(before, after);

    [Fact]
    public Task A_query_that_is_asked_once_leaves_the_lines_and_their_comments() => VerifyFixAsync(
        """
        // of each
                foreach (var c in coupons)
                {
                    // its own
                    var q = db.Redemptions.Where(r => r.CouponId == c.Id);
                    var r = await q.{|ToListAsync|}(); // read
                }
        """,
        """
        // of each
                var byCouponId = (await db.Redemptions.Where(r => coupons.Select(c => c.Id).Contains(r.CouponId)).ToListAsync()).ToLookup(r => r.CouponId);
                foreach (var c in coupons)
                {
                    // its own
                    var r = byCouponId[c.Id].ToList(); // read
                }
        """);

    [Theory]
    [InlineData(
        "foreach (var c in await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()) { await db.Entry(c).Reference(x => x.Place).{|LoadAsync|}(); c.IsHot = true; }",
        "foreach (var c in await db.Coupons.Where(c => c.BusinessId == id).Include(x => x.Place).ToListAsync()) { c.IsHot = true; }")]
    [InlineData(
        "var all = db.Coupons.Where(c => c.BusinessId == id); foreach (var c in all) { db.Entry(c).Reference(x => x.Place).{|Load|}(); }",
        "var all = db.Coupons.Where(c => c.BusinessId == id).Include(x => x.Place); foreach (var c in all) { }")]
    [InlineData(
        "var all = from c in db.Coupons where c.BusinessId == id select c; foreach (var c in await all.ToListAsync()) { await db.Entry(c).Reference(x => x.Place).{|LoadAsync|}(); }",
        "var all = (from c in db.Coupons where c.BusinessId == id select c).Include(x => x.Place); foreach (var c in await all.ToListAsync()) { }")]
    [InlineData(
        "var all = await (from c in db.Coupons where c.BusinessId == id select c).ToListAsync(); foreach (var c in all) { await db.Entry(c).Navigation(\"Place\").{|LoadAsync|}(); }",
        "var all = await (from c in db.Coupons where c.BusinessId == id select c).Include(\"Place\").ToListAsync(); foreach (var c in all) { }")]
    public Task A_navigation_is_included(string before, string after) => VerifyFixAsync(before, after);

    [Theory]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id || r.UserId == c.Id).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id && r.UserId == c.Title).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).Select(r => r.UserId).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|FirstAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); await r; }")]
    [InlineData("foreach (var c in coupons) { var until = now; var r = await db.Redemptions.Where(r => r.CouponId == c.Id && r.At < until).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id && r.At < now).{|ToListAsync|}(); now = now.AddDays(1); }")]
    [InlineData("foreach (var c in coupons.Where(c => c.IsHot)) { var r = await db.Redemptions.Where(r => r.CouponId == c.Id).{|ToListAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { if (c.IsHot) { await db.Entry(c).Reference(x => x.Place).{|LoadAsync|}(); } }")]
    [InlineData("foreach (var c in coupons) { await db.Entry(c).Reference(x => x.Place).{|LoadAsync|}(); }")]
    [InlineData("var all = coupons.Select(c => db.Redemptions.Where(r => r.CouponId == c.Id).{|ToList|}()).ToList();")]
    public Task A_query_that_is_more_than_a_key_is_left_alone(string statements) =>
        FixHarness.VerifyNoneAsync("DYNO1016", "WriteWhatTheRuleSays", Application.Sources(statements));

    private static Task VerifyFixAsync(string before, string after) =>
        FixHarness.VerifyAsync("DYNO1016 DYNO1001", "WriteWhatTheRuleSays", Application.Sources("_ = id; " + before.Replace("{|", "{|DYNO1016:", StringComparison.Ordinal)), Application.Sources("_ = id; " + after));

    private static Task<IReadOnlyList<string>> VerifyAsync(string statements) =>
        Application.VerifyAsync("DYNO1016", statements, """
                private IQueryable<Redemption> OfCoupon(string key) => _shop.Redemptions.Where(r => r.CouponId == key);
            }

            public static class Extensions
            {
                public static IQueryable<Redemption> OfCoupon(this IQueryable<Redemption> redemptions, string key) => redemptions.Where(r => r.CouponId == key);
            }

            public static class Compiled
            {
                public static readonly Func<ShopContext, string, IEnumerable<Redemption>> ByCoupon =
                    EF.CompileQuery((ShopContext db, string key) => db.Redemptions.Where(r => r.CouponId == key));
            """);
}
