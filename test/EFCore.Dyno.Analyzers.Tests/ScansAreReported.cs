// Queries that read the whole table, and where and how each is reported.

namespace EFCore.Dyno.Analyzers.Tests;

public class ScansAreReported
{
    [Theory]
    [InlineData("var all = db.Coupons.{|DYNO1002:ToList|}();")]
    [InlineData("var all = await db.Coupons.{|DYNO1002:ToListAsync|}();")]
    [InlineData("var all = db.Set<Coupon>().{|DYNO1002:ToArray|}();")]
    [InlineData("var hot = await db.Coupons.Where(c => c.Title == id).{|ToListAsync|}();")]
    [InlineData("var hot = await db.Coupons.AsNoTracking().Where(c => c.IsHot).TagWith(\"hot\").{|ToListAsync|}();")]
    [InlineData("var one = await db.Coupons.{|FirstOrDefaultAsync|}(c => c.Title == id);")]
    [InlineData("var one = db.Coupons.{|Single|}(c => c.Place.Street == id);")]
    [InlineData("var any = db.Coupons.{|Any|}(c => c.ExpiresAt < now);")]
    [InlineData("var all = db.Coupons.{|All|}(c => c.Id == id);")]
    [InlineData("var count = await db.Coupons.{|DYNO1002:CountAsync|}();")]
    [InlineData("var count = db.Coupons.{|LongCount|}(c => c.Tags.Contains(id));")]
    [InlineData("var last = db.Coupons.{|DYNO1002:Max|}(c => c.ExpiresAt);")]
    [InlineData("await db.Coupons.Where(c => c.ExpiresAt < now).{|ExecuteDeleteAsync|}();")]
    [InlineData("foreach (var c in {|DYNO1002:db.Coupons|}) { }")]
    [InlineData("foreach (var c in {|db.Coupons.Where(c => c.IsHot)|}) { }")]
    [InlineData("await foreach (var c in db.Coupons.Where(c => c.IsHot).{|AsAsyncEnumerable|}()) { }")]
    [InlineData("await foreach (var c in {|DYNO1002:db.Coupons|}) { }")]
    [InlineData("await foreach (var c in db.Coupons.{|DYNO1002:AsAsyncEnumerable|}()) { }")]
    [InlineData("var local = db.Coupons.{|DYNO1002:AsEnumerable|}().Where(c => c.Id == id).ToList();")]
    [InlineData("var page = await db.Coupons.Where(c => c.IsHot).{|ToPageAsync|}(10);")]
    [InlineData("var page = await db.Coupons.OrderBy(c => c.Title).Take(10).{|DYNO1002:ToListAsync|}();")]
    [InlineData("var titles = await db.Coupons.Where(c => c.IsHot).Select(c => c.Title).Distinct().{|ToListAsync|}();")]
    [InlineData("var groups = db.Coupons.GroupBy(c => c.City).Select(g => new { g.Key, Count = g.Count() }).{|DYNO1002:ToList|}();")]
    [InlineData("var found = Own(db.Coupons).{|DYNO1002:ToList|}(); IQueryable<Coupon> Own(IQueryable<Coupon> q) => q;")]
    [InlineData("var found = db.Coupons.Concat({|DYNO1002:db.Coupons|}).{|DYNO1002:ToList|}();")]
    [InlineData("var found = db.Coupons.Join(db.Redemptions, c => c.Id, r => r.CouponId, (c, r) => c).{|DYNO1002:ToList|}();")]
    [InlineData("var byId = await db.Coupons.{|DYNO1002:ToDictionaryAsync|}(c => c.Id);")]
    public Task A_query_without_a_key_is_reported_on_the_call_that_runs_it(string statement) => Shop.VerifyAsync(statement);

    [Theory]
    [InlineData("c.Id != id")]
    [InlineData("c.Id == id || c.Title == id")]
    [InlineData("c.Id == id || c.City == id")]
    [InlineData("!(c.Id == id)")]
    [InlineData("c.Id == c.BusinessId")]
    [InlineData("c.Id.StartsWith(id)")]
    [InlineData("c.Id.Contains(id)")]
    [InlineData("c.Id.CompareTo(id) > 0")]
    [InlineData("!ids.Contains(c.Id)")]
    [InlineData("c.Id.ToUpper() == id")]
    [InlineData("c.City == id")]
    [InlineData("c.Status == Status.Open && c.ExpiresAt > now")]
    [InlineData("c.Place.Street == id && c.IsHot")]
    [InlineData("c.Cell > 3")]
    [InlineData("!(c.Id == id && c.IsHot)")]
    [InlineData("(c.Id == id && c.IsHot) || (c.Id == ids[0] && !c.IsHot)")]
    public Task A_condition_that_fixes_no_key_is_reported(string condition) =>
        Shop.VerifyAsync($"var found = db.Coupons.Where(c => {condition}).{{|ToList|}}();");

    [Fact]
    public Task The_sort_key_alone_names_no_partition() =>
        Shop.VerifyAsync("var mine = db.Redemptions.Where(r => r.UserId == id).{|ToList|}();");

    [Fact]
    public Task Query_syntax_is_a_query() =>
        Shop.VerifyAsync("var found = (from c in db.Coupons where c.Title == id orderby c.IssuedAt select c.Title).{|ToList|}();");

    [Fact]
    public Task A_local_that_is_assigned_once_is_followed() =>
        Shop.VerifyAsync("""
            var all = db.Coupons.AsNoTracking();
            var hot = all.Where(c => c.IsHot);
            var found = await hot.{|ToListAsync|}();
            var count = await hot.{|CountAsync|}();
            """);

    [Fact]
    public Task Chained_conditions_are_read_together() =>
        Shop.VerifyAsync("var found = db.Coupons.Where(c => c.City == id).Where(c => c.IsHot).{|Count|}(c => c.Cell > 1);");

    [Fact]
    public Task An_index_that_is_demanded_must_be_fixed_itself() =>
        Shop.VerifyAsync("var found = db.Coupons.WithIndex(\"ByBusiness\").Where(c => c.Id == id).{|ToList|}();");

    [Fact]
    public Task A_query_within_the_context_is_judged() =>
        AnalyzerHarness.VerifyRuleAsync("DYNO1001 DYNO1002", Shop.Entities, Shop.Context.Replace("sealed class", "sealed partial class"), """
            public sealed partial class ShopContext
            {
                public int CountHot() => Coupons.{|Count|}(c => c.IsHot);
            }
            """);

    [Fact]
    public Task A_compiled_query_is_judged_in_its_lambda() =>
        AnalyzerHarness.VerifyRuleAsync("DYNO1001 DYNO1002", Shop.Entities, Shop.Context, """
            public static class Compiled
            {
                public static readonly Func<ShopContext, string, Coupon?> One =
                    EF.CompileQuery((ShopContext db, string title) => db.Coupons.{|FirstOrDefault|}(c => c.Title == title));
                public static readonly Func<ShopContext, string, IAsyncEnumerable<Coupon>> Many =
                    EF.CompileAsyncQuery((ShopContext db, string title) => db.Coupons.{|Where|}(c => c.Title == title));
                public static readonly Func<ShopContext, IEnumerable<Coupon>> All = EF.CompileQuery((ShopContext db) => {|DYNO1002:db.Coupons|});
                public static readonly Func<ShopContext, string, Coupon?> ById =
                    EF.CompileQuery((ShopContext db, string id) => db.Coupons.FirstOrDefault(c => c.Id == id));
                public static readonly Func<ShopContext, string, IAsyncEnumerable<Coupon>> OfBusiness =
                    EF.CompileAsyncQuery((ShopContext db, string id) => db.Coupons.Where(c => c.BusinessId == id));
            }
            """);

    [Fact]
    public async Task The_message_names_the_table_the_key_and_the_nearest_index()
    {
        var messages = await Shop.VerifyAsync("var found = db.Coupons.Where(c => c.ExpiresAt > now && c.City == id).{|ToList|}();");
        Assert.Equal(
            "This query reads the whole table 'Coupons': nothing fixes the partition key 'Id'. Fixing 'Status' would make it a Query on 'ByStatus'. "
            + "Fix a key, or say AllowScan().",
            Assert.Single(messages));
    }

    [Theory]
    [InlineData("c.IsHot", "Fixing 'BusinessId' would make it a Query on 'ByBusiness'.")]
    [InlineData("c.IsHot && c.City == id", "Fixing 'Status' would make it a Query on 'ByStatus'.")]
    [InlineData("c.IssuedAt > now", "Fixing 'BusinessId' would make it a Query on 'ByBusiness'.")]
    public async Task The_nearest_index_needs_the_fewest_more_properties(string condition, string nearest)
    {
        var messages = await Shop.VerifyAsync($"var found = db.Coupons.Where(c => {condition}).{{|ToList|}}();");
        Assert.Contains(nearest, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_says_nothing_of_indexes_where_there_are_none()
    {
        var messages = await Shop.VerifyAsync("var found = db.Redemptions.Where(r => r.UserId == id).{|ToList|}();");
        Assert.Equal(
            "This query reads the whole table 'Redemptions': nothing fixes the partition key 'CouponId'. Fix a key, or say AllowScan().",
            Assert.Single(messages));
    }

    [Fact]
    public async Task The_message_names_the_index_that_was_demanded()
    {
        var messages = await Shop.VerifyAsync("var found = db.Coupons.WithIndex(\"ByStatus\").{|ToList|}();");
        Assert.Equal(
            "This query reads the whole index 'ByStatus': nothing fixes the partition key 'City', 'Status'. Fix a key, or say AllowScan().",
            Assert.Single(messages));
    }
}
