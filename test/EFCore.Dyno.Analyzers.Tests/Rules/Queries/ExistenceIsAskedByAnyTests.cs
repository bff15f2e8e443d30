// DYNO1010: Count compared with nothing but whether there is a row.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class ExistenceIsAskedByAnyTests
{
    [Theory]
    [InlineData("if ({|db.Coupons.Count() > 0|}) { }")]
    [InlineData("if ({|db.Coupons.Count(c => c.BusinessId == id) != 0|}) { }")]
    [InlineData("if ({|db.Coupons.Where(c => c.BusinessId == id).LongCount() >= 1|}) { }")]
    [InlineData("if ({|await db.Coupons.CountAsync() == 0|}) { }")]
    [InlineData("if ({|0 < await db.Coupons.CountAsync(c => c.BusinessId == id)|}) { }")]
    [InlineData("if ({|(await db.Coupons.LongCountAsync(token).ConfigureAwait(false)) < 1|}) { }")]
    [InlineData("if ({|await db.Coupons.CountAsync() is > 0|}) { }")]
    [InlineData("if ({|db.Coupons.Count() is not 0|}) { }")]
    [InlineData("var n = await db.Coupons.CountAsync(); if ({|n > 0|}) { }")]
    [InlineData("var q = db.Coupons.Where(c => c.BusinessId == id); var any = {|q.Count() > 0|};")]
    [InlineData("var any = {|(from c in db.Coupons where c.BusinessId == id select c).Count() != 0|};")]
    [InlineData("var any = {|db.Coupons.OfBusiness(id).Count() > 0|};")]
    [InlineData("bool Has(string b) => {|db.Coupons.Count(c => c.BusinessId == b) > 0|}; _ = Has(id);")]
    public Task A_count_that_asks_for_existence_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("if (db.Coupons.Any()) { }")]
    [InlineData("if (db.Coupons.Count() > 1) { }")]
    [InlineData("if (db.Coupons.Count() >= 10) { }")]
    [InlineData("if (await db.Coupons.CountAsync() == 1) { }")]
    [InlineData("if (ids.Count() > 0 || ids.Count > 0) { }")]
    [InlineData("var n = await db.Coupons.CountAsync(); if (n > 0) { Console.WriteLine(n); }")]
    [InlineData("var limit = 0; if (await db.Coupons.CountAsync() > limit) { }")]
    [InlineData("var found = db.Coupons.Where(c => c.Tags.Count() > 0).ToList();")]
    [InlineData("var found = db.Coupons.Where(c => db.Redemptions.Count(r => r.CouponId == c.Id) > 0).ToList();")]
    [InlineData("var list = await db.Coupons.ToListAsync(); if (list.Count() > 0) { }")]
    public Task A_count_that_is_one_is_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public async Task The_message_names_the_better_call()
    {
        Assert.Equal(
            "CountAsync reads every row that it counts, and is billed for them. !AnyAsync stops at the first.",
            Assert.Single(await VerifyAsync("if ({|await db.Coupons.CountAsync() == 0|}) { }")));
    }

    [Theory]
    [InlineData("if ({|db.Coupons.Count(c => c.Id == id) > 0|}) { }", "if (db.Coupons.Any(c => c.Id == id)) { }")]
    [InlineData("if ({|db.Coupons.Count() == 0|}) { }", "if (!db.Coupons.Any()) { }")]
    [InlineData("if ({|await db.Coupons.CountAsync(token) != 0|}) { }", "if (await db.Coupons.AnyAsync(token)) { }")]
    [InlineData("if ({|(await db.Coupons.CountAsync()) < 1|}) { }", "if (!await db.Coupons.AnyAsync()) { }")]
    public Task Any_is_asked(string before, string after) =>
        FixHarness.VerifyAsync("DYNO1010", "WriteWhatTheRuleSays", Application.Sources(before), Application.Sources(after));

    private static Task<IReadOnlyList<string>> VerifyAsync(string statements) =>
        Application.VerifyAsync("DYNO1010", statements, """
            }

            public static class Extensions
            {
                public static IQueryable<Coupon> OfBusiness(this IQueryable<Coupon> coupons, string business) => coupons.Where(c => c.BusinessId == business);
            """);
}
