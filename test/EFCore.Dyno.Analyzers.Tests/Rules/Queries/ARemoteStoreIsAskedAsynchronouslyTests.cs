// DYNO1021: synchronous calls on a context that asks Amazon DynamoDB, and how they are made asynchronous.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class ARemoteStoreIsAskedAsynchronouslyTests
{
    [Theory]
    [InlineData("var all = cloud.Coupons.{|ToList|}();")]
    [InlineData("var one = cloud.Coupons.{|Find|}(id);")]
    [InlineData("var one = cloud.{|Find|}<Coupon>(id);")]
    [InlineData("cloud.{|SaveChanges|}();")]
    [InlineData("var one = cloud.Coupons.Where(c => c.Id == id).{|FirstOrDefault|}();")]
    [InlineData("var any = cloud.Set<Coupon>().{|Any|}(c => c.Id == id);")]
    [InlineData("cloud.Coupons.Where(c => c.Id == id).{|ExecuteDelete|}();")]
    [InlineData("var query = from c in cloud.Coupons where c.Id == id select c.Title; var titles = query.{|ToArray|}();")]
    [InlineData("foreach (var c in {|cloud.Coupons.Where(c => c.Id == id)|}) { }")]
    [InlineData("var all = cloud.Coupons.{|AsEnumerable|}().ToList();")]
    [InlineData("var context = cloud; var all = context.Coupons.{|ToList|}();")]
    [InlineData("List<Coupon> All() => cloud.Coupons.{|ToList|}(); _ = All();")]
    [InlineData("var found = cloud.Coupons.OfBusiness(id).{|ToList|}();")]
    public Task A_synchronous_call_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var all = await cloud.Coupons.ToListAsync();")]
    [InlineData("await cloud.SaveChangesAsync();")]
    [InlineData("var one = await cloud.Coupons.FindAsync(id);")]
    [InlineData("await foreach (var c in cloud.Coupons.AsAsyncEnumerable()) { }")]
    [InlineData("await foreach (var c in cloud.Coupons) { }")]
    [InlineData("var all = db.Coupons.ToList(); db.SaveChanges();")]
    [InlineData("cloud.Add(new Coupon()); cloud.RemoveRange(coupons);")]
    [InlineData("var query = cloud.Coupons.Where(c => c.Id == id);")]
    [InlineData("var found = await cloud.Coupons.Where(c => cloud.Redemptions.Any(r => r.CouponId == c.Id)).ToListAsync();")]
    public Task An_asynchronous_call_is_silent(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var all = cloud.Coupons.{|ToList|}();", "var all = await cloud.Coupons.ToListAsync();")]
    [InlineData("var n = cloud.Coupons.{|ToList|}().Count;", "var n = (await cloud.Coupons.ToListAsync()).Count;")]
    [InlineData("var one = cloud.{|Find|}<Coupon>(id);", "var one = await cloud.FindAsync<Coupon>(id);")]
    [InlineData("cloud.{|SaveChanges|}();", "await cloud.SaveChangesAsync();")]
    [InlineData("foreach (var c in {|cloud.Coupons|}) { }", "await foreach (var c in cloud.Coupons.AsAsyncEnumerable()) { }")]
    public Task The_call_is_awaited(string before, string after) =>
        FixHarness.VerifyAsync("DYNO1021", "WriteWhatTheRuleSays", Application.Sources(before), Application.Sources(after));

    private static Task<IReadOnlyList<string>> VerifyAsync(string statements) =>
        Application.VerifyAsync("DYNO1021", statements, """
            }

            public static class Extensions
            {
                public static IQueryable<Coupon> OfBusiness(this IQueryable<Coupon> coupons, string business) => coupons.Where(c => c.BusinessId == business);
            """);
}
