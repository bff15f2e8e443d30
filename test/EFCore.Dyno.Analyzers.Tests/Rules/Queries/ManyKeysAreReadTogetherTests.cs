// DYNO1015: a Find for each element of a collection; silent where keys are few, found early, or known already.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class ManyKeysAreReadTogetherTests
{
    [Theory]
    [InlineData("foreach (var i in ids) { var c = await db.Coupons.{|FindAsync|}(i); }")]
    [InlineData("foreach (var i in ids) { var c = db.Coupons.{|Find|}(i); }")]
    [InlineData("foreach (var i in ids) { var c = await db.{|FindAsync|}<Coupon>(i); }")]
    [InlineData("foreach (var i in ids) { var c = await _shop.Set<Coupon>().{|FindAsync|}(i); }")]
    [InlineData("var set = db.Coupons; foreach (var coupon in coupons) { var key = coupon.Id; var c = await set.{|FindAsync|}(key); }")]
    [InlineData("foreach (var coupon in coupons.Where(c => c.IsHot)) { var r = await db.Redemptions.{|FindAsync|}(coupon.Id, id); }")]
    [InlineData("for (var i = 0; i < ids.Count; i++) { var c = await db.Coupons.{|FindAsync|}(ids[i]); }")]
    [InlineData("for (var i = 0; i < ids.Count; i++) { var key = ids[i]; var c = await db.Coupons.{|FindAsync|}([key], token); }")]
    [InlineData("ids.ForEach(i => db.Coupons.{|Find|}(i));")]
    [InlineData("var found = ids.Select(i => db.Coupons.{|Find|}(i)).ToList();")]
    [InlineData("var found = await Task.WhenAll(ids.Select(i => db.Coupons.{|FindAsync|}(i).AsTask()));")]
    [InlineData("var found = await Task.WhenAll(ids.Select(async i => { return await db.Coupons.{|FindAsync|}(i); }));")]
    [InlineData("foreach (var coupon in coupons) { if (await db.Coupons.{|FindAsync|}(coupon.Id) is null) { return; } coupon.IsHot = true; }")]
    [InlineData("foreach (var coupon in coupons) { var c = await db.Coupons.{|FindAsync|}(coupon.Id); if (c is null) { throw new InvalidOperationException(); } }")]
    [InlineData("foreach (var i in ids) { await {|ReadAsync|}(i); } async Task ReadAsync(string key) { var c = await db.Coupons.FindAsync(key); }")]
    [InlineData("foreach (var i in ids) { await {|OneAsync|}(i); }")]
    [InlineData("foreach (var i in ids) { await {|OfAsync|}(db, i); }")]
    [InlineData("foreach (var chunk in ids.Chunk(100)) { foreach (var i in chunk) { var c = await db.Coupons.{|FindAsync|}(i); } }")]
    [InlineData("foreach (var i in ids) { var c = await db.Coupons.{|FirstOrDefaultAsync|}(c => c.Id == i); }")]
    [InlineData("foreach (var i in ids) { var c = await db.Coupons.Where(c => c.Id == i).{|SingleAsync|}(); }")]
    [InlineData("foreach (var i in new[] { id }.Concat(ids)) { var c = await db.Coupons.{|FindAsync|}(i); }")]
    [InlineData("foreach (var i in new[] { ids }.SelectMany(i => i)) { var c = await db.Coupons.{|FindAsync|}(i); }")]
    [InlineData("string[] all = [id, .. ids]; foreach (var i in all) { var c = await db.Coupons.{|FindAsync|}(i); }")]
    [InlineData("foreach (var i in new List<string>(ids) { id }) { var c = await db.Coupons.{|FindAsync|}(i); }")]
    [InlineData("foreach (var i in ids) { if (!await db.Redemptions.{|AnyAsync|}(r => r.CouponId == i && r.UserId == id)) { } }")]
    public Task A_read_by_key_for_each_element_is_reported(string statements) =>
        Application.VerifyAsync("DYNO1015", statements, """
            private async Task<Coupon?> OneAsync(string key) => await _shop.Coupons.FindAsync(key);
            private static async Task<Coupon?> OfAsync(ShopContext context, string key) { return await context.Coupons.FindAsync(key); }
            """);

    [Theory]
    [InlineData("var c = await db.Coupons.FindAsync(id);")]
    [InlineData("foreach (var i in ids) { var c = await db.Coupons.FindAsync(id); }")]
    [InlineData("var found = await db.Coupons.Where(c => ids.Contains(c.Id)).ToListAsync();")]
    [InlineData("foreach (var chunk in ids.Chunk(100)) { var found = await db.Coupons.Where(c => chunk.Contains(c.Id)).ToListAsync(); }")]
    [InlineData("foreach (var i in ids) { using var own = factory(); var c = await own.Coupons.FindAsync(i); }")]
    [InlineData("foreach (var i in ids) { using (var own = factory()) { var c = await own.Coupons.FindAsync(i); } }")]
    [InlineData("await Parallel.ForEachAsync(ids, async (i, t) => { await using var own = factory(); var c = await own.Coupons.FindAsync([i], t); });")]
    [InlineData("foreach (var i in ids) { var c = await db.Coupons.FindAsync(i); if (c is not null) { break; } }")]
    [InlineData("foreach (var i in ids) { if (await db.Coupons.FindAsync(i) is { } hit) { return; } }")]
    [InlineData("foreach (var i in new[] { \"A\", \"B\" }) { var c = await db.Coupons.FindAsync(i); }")]
    [InlineData("foreach (var i in new[] { id }.Concat([\"A\"]).Append(\"B\")) { var c = await db.Coupons.FindAsync(i); }")]
    [InlineData("string[] two = [id, \"A\"]; string[] all = [.. two, \"B\"]; foreach (var i in all) { var c = await db.Coupons.FindAsync(i); }")]
    [InlineData("foreach (var i in new List<string>(2) { id, \"A\" }) { var c = await db.Coupons.FindAsync(i); }")]
    [InlineData("foreach (var i in Enumerable.Range(0, 10)) { var c = await db.Coupons.FindAsync(\"shard\" + i); }")]
    [InlineData("foreach (var s in Enum.GetValues<Status>()) { var c = await db.Coupons.FindAsync(s.ToString()); }")]
    [InlineData("for (var i = 0; ; i++) { if (await db.Coupons.FindAsync(id + i) is null) { break; } }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { var c = await db.Coupons.FindAsync(id); if (c is not null) { return; } await Task.Delay(attempt); }")]
    [InlineData("await db.Coupons.Where(c => ids.Contains(c.Id)).LoadAsync(); foreach (var i in ids) { var c = await db.Coupons.FindAsync(i); }")]
    [InlineData("while (!token.IsCancellationRequested) { var c = await db.Coupons.FindAsync(id); await Task.Delay(1000, token); }")]
    [InlineData("var next = id; while (next is not null) { var c = await db.Coupons.FindAsync(next); next = c?.BusinessId; }")]
    [InlineData("var channel = System.Threading.Channels.Channel.CreateUnbounded<string>(); await foreach (var m in channel.Reader.ReadAllAsync(token)) { var c = await db.Coupons.FindAsync(m); }")]
    [InlineData("foreach (var i in ids) { var c = coupons.Find(x => x.Id == i); }")]
    [InlineData("foreach (var i in ids) { db.Coupons.Remove(new Coupon { Id = i }); }")]
    [InlineData("foreach (var i in ids) { _ = new Lazy<Coupon?>(() => db.Coupons.Find(i)); }")]
    [InlineData("foreach (var i in ids) { await OwnAsync(i); }")]
    [InlineData("foreach (var i in ids) { await SometimesAsync(id); }")]
    public Task What_is_no_read_for_each_element_is_silent(string statements) =>
        Application.VerifyAsync("DYNO1015", statements, """
            private async Task<Coupon?> OwnAsync(string key) { using var own = factory(); return await own.Coupons.FindAsync(key); }
            private async Task<Coupon?> SometimesAsync(string key) => await _shop.Coupons.FindAsync(key);
            """);

    [Fact]
    public Task Statements_at_the_top_of_a_program_are_judged() =>
        Application.VerifyProgramAsync("DYNO1015", """
            using var db = new ShopContext();
            foreach (var key in args)
            {
                Console.WriteLine((await db.Coupons.{|FindAsync|}(key))?.Title);
            }
            """);

    [Fact]
    public async Task The_message_says_what_to_do()
    {
        var message = Assert.Single(await Application.VerifyAsync("DYNO1015", "foreach (var i in ids) { var c = await db.Coupons.{|FindAsync|}(i); }"));
        Assert.StartsWith("FindAsync asks for one 'Coupon' in each iteration", message, StringComparison.Ordinal);
        Assert.Contains("Where(x => keys.Contains(x.Key))", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foreach (var i in ids) { var c = await db.Coupons.{|FindAsync|}(i); }", "await db.Coupons.Where(x => ids.Contains(x.Id)).LoadAsync();")]
    [InlineData("foreach (var c in coupons) { var x = await db.Coupons.{|FindAsync|}(c.Id); }", "await db.Coupons.Where(x => coupons.Select(x => x.Id).Contains(x.Id)).LoadAsync();")]
    public Task The_items_are_read_before_the_loop(string before, string line) =>
        FixHarness.VerifyAsync(
            "DYNO1015",
            "WriteWhatTheRuleSays",
            Application.Sources(before),
            Application.Sources(line + "\n        " + before.Replace("{|", "").Replace("|}", "")));
}
