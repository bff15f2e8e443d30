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
