// DYNO3002: SaveChanges for each element; silent for batches, retries, workers and failures that are kept apart.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Writes;

public class ALoopSavesOnceTests
{
    [Theory]
    [InlineData("foreach (var c in coupons) { db.Add(c); await db.{|SaveChangesAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { db.Coupons.Add(c); db.{|SaveChanges|}(); }")]
    [InlineData("foreach (var c in coupons) { _shop.Add(c); await _shop.{|SaveChangesAsync|}(token).ConfigureAwait(false); }")]
    [InlineData("for (var i = 0; i < 10; i++) { db.Add(new Coupon { Id = id + i }); await db.{|SaveChangesAsync|}(); }")]
    [InlineData("var n = 0; while (n < coupons.Count) { db.Add(coupons[n++]); await db.{|SaveChangesAsync|}(); }")]
    [InlineData("var n = 0; do { db.Add(coupons[n++]); db.{|SaveChanges|}(); } while (n < coupons.Count);")]
    [InlineData("await foreach (var c in db.Coupons.AsAsyncEnumerable()) { c.IsHot = true; await db.{|SaveChangesAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { if (c.IsHot) { db.Remove(c); await db.{|SaveChangesAsync|}(); } }")]
    [InlineData("coupons.ForEach(c => { db.Add(c); db.{|SaveChanges|}(); });")]
    [InlineData("var saved = coupons.Select(c => { db.Add(c); return db.{|SaveChanges|}(); }).Sum();")]
    [InlineData("await Parallel.ForEachAsync(coupons, async (c, t) => { db.Add(c); await db.{|SaveChangesAsync|}(t); });")]
    [InlineData("var context = db; foreach (var c in coupons) { context.Add(c); await context.{|SaveChangesAsync|}(); }")]
    [InlineData("foreach (var c in coupons) { await {|AddAsync|}(c); } async Task AddAsync(Coupon c) { db.Add(c); await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var c in coupons) { await {|StoreAsync|}(c); }")]
    [InlineData("foreach (var c in coupons) { await {|StoreInAsync|}(db, c); }")]
    public Task A_save_for_each_element_is_reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("foreach (var c in coupons) { db.Add(c); } await db.SaveChangesAsync();")]
    [InlineData("foreach (var chunk in coupons.Chunk(100)) { db.AddRange(chunk); await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var chunk in coupons.Chunk(100)) { foreach (var c in chunk) { db.Add(c); } await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var group in coupons.GroupBy(c => c.BusinessId)) { foreach (var c in group) { c.IsHot = true; } await db.SaveChangesAsync(); }")]
    [InlineData("for (var i = 0; i < coupons.Count; i++) { db.Add(coupons[i]); if (i % 100 == 0) { await db.SaveChangesAsync(); } }")]
    [InlineData("var n = 0; foreach (var c in coupons) { db.Add(c); if (++n == 100) { await db.SaveChangesAsync(); n = 0; } }")]
    [InlineData("for (var i = 0; i < coupons.Count; i += 100) { db.AddRange(coupons.Skip(i).Take(100)); await db.SaveChangesAsync(); }")]
    [InlineData("while (true) { try { await db.SaveChangesAsync(); break; } catch (DbUpdateConcurrencyException) { } }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { await db.SaveChangesAsync(); return; } catch (DbUpdateException) { } }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { db.Add(new Coupon()); await db.SaveChangesAsync(); return; }")]
    [InlineData("foreach (var c in coupons) { try { db.Add(c); await db.SaveChangesAsync(); } catch (DbUpdateException) { db.Entry(c).State = EntityState.Detached; } }")]
    [InlineData("foreach (var c in coupons) { using var own = factory(); own.Add(c); await own.SaveChangesAsync(); }")]
    [InlineData("foreach (var c in coupons) { await using (var own = factory()) { own.Add(c); await own.SaveChangesAsync(); } }")]
    [InlineData("await Parallel.ForEachAsync(coupons, async (c, t) => { await using var own = factory(); own.Add(c); await own.SaveChangesAsync(t); });")]
    [InlineData("while (!token.IsCancellationRequested) { db.Add(new Coupon()); await db.SaveChangesAsync(token); await Task.Delay(1000, token); }")]
    [InlineData("var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(token)) { db.Add(new Coupon()); await db.SaveChangesAsync(token); }")]
    [InlineData("var queue = System.Threading.Channels.Channel.CreateUnbounded<Coupon>(); await foreach (var c in queue.Reader.ReadAllAsync(token)) { db.Add(c); await db.SaveChangesAsync(token); }")]
    [InlineData("var queue = new System.Collections.Concurrent.BlockingCollection<Coupon>(); foreach (var c in queue.GetConsumingEnumerable()) { db.Add(c); await db.SaveChangesAsync(token); }")]
    [InlineData("string? cursor = null; do { var page = await db.Coupons.ToPageAsync(100, cursor); foreach (var c in page.Items) { c.IsHot = true; } await db.SaveChangesAsync(); cursor = page.NextCursor; } while (cursor is not null);")]
    [InlineData("foreach (var c in coupons) { await using var transaction = await db.Database.BeginTransactionAsync(); db.Add(c); await db.SaveChangesAsync(); await transaction.CommitAsync(); }")]
    [InlineData("using var transaction = db.Database.BeginTransaction(); foreach (var c in coupons) { db.Add(c); db.SaveChanges(); } transaction.Commit();")]
    [InlineData("foreach (var c in coupons) { await MaybeAsync(c); }")]
    [InlineData("foreach (var c in coupons) { await OwnAsync(c); }")]
    [InlineData("foreach (var context in new List<ShopContext>()) { await context.SaveChangesAsync(); }")]
    [InlineData("foreach (var c in coupons) { Action save = () => db.SaveChanges(); _ = save; }")]
    public Task A_save_that_belongs_into_the_loop_is_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Statements_at_the_top_of_a_program_are_judged() =>
        Application.VerifyProgramAsync("DYNO3002", """
            using var db = new ShopContext();
            foreach (var key in args)
            {
                db.Add(new Coupon { Id = key });
                db.{|SaveChanges|}();
            }
            """);

    [Theory]
    [InlineData("foreach (var c in coupons) { db.Add(c); await db.{|SaveChangesAsync|}(); }", "foreach (var c in coupons) { db.Add(c); } await db.SaveChangesAsync();")]
    [InlineData(
        "for (var i = 0; i < 9; i++)\n        {\n            db.Remove(coupons[i]);\n            db.{|SaveChanges|}();\n        }",
        "for (var i = 0; i < 9; i++)\n        {\n            db.Remove(coupons[i]);\n        }\n        db.SaveChanges();")]
    public Task The_save_moves_behind_the_loop(string before, string after) =>
        FixHarness.VerifyAsync("DYNO3002", "WriteWhatTheRuleSays", Application.Sources(before), Application.Sources(after));

    private static Task<IReadOnlyList<string>> VerifyAsync(string statements) =>
        Application.VerifyAsync("DYNO3002", statements, """
            private async Task StoreAsync(Coupon coupon) { _shop.Add(coupon); await _shop.SaveChangesAsync(); }
            private static async Task StoreInAsync(ShopContext context, Coupon coupon) { context.Add(coupon); await context.SaveChangesAsync(); }
            private async Task MaybeAsync(Coupon coupon) { if (coupon.IsHot) { _shop.Add(coupon); await _shop.SaveChangesAsync(); } }
            private async Task OwnAsync(Coupon coupon) { using var own = factory(); own.Add(coupon); await own.SaveChangesAsync(); }
            """);
}
