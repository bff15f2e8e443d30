// DYNO1003: rows that are chosen after they were read.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class AFilterIsPartOfTheQueryTests
{
    [Theory]
    [InlineData("var hot = db.Coupons.ToList().{|Where|}(c => c.IsHot);")]
    [InlineData("var hot = db.Coupons.AsEnumerable().{|Where|}(c => c.BusinessId == id && c.IssuedAt > now).ToList();")]
    [InlineData("var hot = (await db.Coupons.ToListAsync()).{|Where|}(c => c.City.StartsWith(id)).ToList();")]
    [InlineData("var one = db.Coupons.Where(c => c.BusinessId == id).ToArray().{|FirstOrDefault|}(c => c.IsHot);")]
    [InlineData("var one = (await db.Coupons.ToListAsync(token)).{|Single|}(c => c.Id == id);")]
    [InlineData("var one = (await db.Coupons.ToListAsync(token)).{|Find|}(c => c.Id == id);")]
    [InlineData("var any = (await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()).{|Any|}();")]
    [InlineData("var n = (await db.Coupons.Where(c => c.BusinessId == id).ToListAsync()).{|Count|};")]
    [InlineData("var n = db.Coupons.ToArray().{|Length|};")]
    [InlineData("var n = db.Coupons.ToList().{|Count|}(c => ids.Contains(c.Id));")]
    [InlineData("var top = (await db.Coupons.OrderBy(c => c.IssuedAt).ToListAsync()).{|Take|}(10);")]
    [InlineData("var all = await db.Coupons.ToListAsync(); var hot = all.{|Where|}(c => !c.IsHot).ToList();")]
    [InlineData("var q = db.Coupons.Where(c => c.BusinessId == id); var all = q.AsEnumerable(); var hot = all.{|First|}(c => c.City == \"Lisbon\");")]
    [InlineData("var hot = (from c in db.Coupons where c.BusinessId == id select c).ToList().{|Where|}(c => c.Status == Status.Open);")]
    [InlineData("var hot = from c in db.Coupons.ToList() {|where c.IsHot|} select c;")]
    [InlineData("var hot = db.Coupons.OfBusiness(id).ToList().{|Where|}(c => c.IsHot);")]
    [InlineData("List<Coupon> Hot() => db.Coupons.ToList().{|Where|}(c => c.IsHot).ToList(); _ = Hot();")]
    public Task A_choice_after_the_read_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var hot = db.Coupons.Where(c => c.IsHot).ToList();")]
    [InlineData("var all = await db.Coupons.ToListAsync(); var hot = all.Where(c => c.IsHot).ToList(); var cold = all.Where(c => !c.IsHot).ToList();")]
    [InlineData("var all = await db.Coupons.ToListAsync(); foreach (var i in ids) { var c = all.First(c => c.Id == i); }")]
    [InlineData("var all = await db.Coupons.ToListAsync(); var found = ids.Select(i => all.First(c => c.Id == i)).ToList();")]
    [InlineData("var hot = db.Coupons.AsEnumerable().Where(c => IsGood(c)).ToList();")]
    [InlineData("var hot = db.Coupons.AsEnumerable().Where(IsGood).ToList();")]
    [InlineData("var hot = db.Coupons.AsEnumerable().Where(c => System.Text.RegularExpressions.Regex.IsMatch(c.Title, id)).ToList();")]
    [InlineData("var hot = db.Coupons.AsEnumerable().Where(c => c.Title.Split(' ').Length > 3).ToList();")]
    [InlineData("var hot = db.Coupons.Take(100).ToList().Where(c => c.IsHot);")]
    [InlineData("var hot = db.Coupons.Select(c => new { c.Id, Long = c.Title.Length > 3 }).ToList().Where(c => c.Long);")]
    [InlineData("var hot = db.Coupons.GroupBy(c => c.City).Select(g => new { g.Key, N = g.Count() }).AsEnumerable().Where(g => g.N > 3);")]
    [InlineData("var found = db.Coupons.FromPartiQL($\"SELECT * FROM Coupons\").ToList().Where(c => c.IsHot);")]
    [InlineData("var hot = coupons.ToList().Where(c => c.IsHot);")]
    [InlineData("var all = await db.Coupons.ToListAsync(); Console.WriteLine(all.Count); foreach (var c in all) { }")]
    [InlineData("var names = db.Coupons.ToList().Select(c => c.Title).ToList();")]
    [InlineData("var lines = db.Coupons.AsEnumerable().OrderBy(c => c.Title).ToList();")]
    [InlineData("var late = db.Coupons.AsEnumerable().Where(c => c.IssuedAt.AddDays(c.Tags.Count) > now).ToList();")]
    public Task What_must_be_chosen_in_memory_is_silent(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var hot = db.Coupons.ToList().{|Where|}(c => c.IsHot).Select(c => c.Title);", "var hot = db.Coupons.Where(c => c.IsHot).ToList().Select(c => c.Title);")]
    [InlineData("var hot = (await db.Coupons.ToListAsync(token)).{|Where|}(c => c.IsHot).ToList();", "var hot = (await db.Coupons.Where(c => c.IsHot).ToListAsync(token)).ToList();")]
    [InlineData("var one = (await db.Coupons.ToListAsync()).{|First|}(c => c.Id == id);", "var one = await db.Coupons.FirstAsync(c => c.Id == id);")]
    [InlineData("var n = (await db.Coupons.ToListAsync()).{|Count|};", "var n = await db.Coupons.CountAsync();")]
    [InlineData("var n = db.Coupons.ToArray().{|Length|};", "var n = db.Coupons.Count();")]
    public Task The_choice_becomes_part_of_the_query(string before, string after) =>
        FixHarness.VerifyAsync("DYNO1003", "WriteWhatTheRuleSays", Application.Sources(before), Application.Sources(after));

    private static Task<IReadOnlyList<string>> VerifyAsync(string statements) =>
        Application.VerifyAsync("DYNO1003", statements, """
                private static bool IsGood(Coupon coupon) => coupon.IsHot;
            }

            public static class Extensions
            {
                public static IQueryable<Coupon> OfBusiness(this IQueryable<Coupon> coupons, string business) => coupons.Where(c => c.BusinessId == business);
            """);
}
