// DYNO1017 and DYNO1018: loops over pages that end by their rows, and pages whose cursor nobody keeps.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class PagesTests
{
    private const string Query = "db.Coupons.Where(c => c.BusinessId == id)";

    [Theory]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|}) { break; } cursor = page.NextCursor; }")]
    [InlineData("string? cursor = null; Page<Coupon> page; do { page = await Q.ToPageAsync(100, cursor); cursor = page.NextCursor; } while ({|page.Items.Count > 0|});")]
    [InlineData("string? cursor = null; Page<Coupon> page; do { page = await Q.ToPageAsync(100, cursor); cursor = page.NextCursor; } while ({|page.Items.Count == 100|});")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|!page.Items.Any()|}) { return; } cursor = page.NextCursor; }")]
    [InlineData("var page = await Q.ToPageAsync(100); while ({|page.Items.Any()|}) { page = await Q.ToPageAsync(100, page.NextCursor); }")]
    [InlineData("string? cursor = null; for (;;) { var page = await Q.ToPageAsync(100, cursor); var rows = page.Items; if ({|rows.Count is 0|}) break; cursor = page.NextCursor; }")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count < 100|}) { break; } cursor = page.NextCursor; }")]
    [InlineData("var client = db.Database.GetDynoClient(); Item? start = null; while (true) { var r = await client.ScanAsync(new ScanRequest { TableName = id, ExclusiveStartKey = start }); if ({|r.Items.Count == 0|}) { break; } start = r.LastEvaluatedKey; }")]
    public Task An_end_by_rows_is_reported(string statements) => Application.VerifyAsync("DYNO1017", statements.Replace("Q.", Query + "."));

    [Theory]
    [InlineData("string? cursor = null; do { var page = await Q.ToPageAsync(100, cursor); cursor = page.NextCursor; } while (cursor is not null);")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if (page.Items.Count == 0 || page.NextCursor is null) { break; } cursor = page.NextCursor; }")]
    [InlineData("string? cursor = null; do { var page = await Q.ToPageAsync(100, cursor); if (page.Items.Count == 0) { break; } cursor = page.NextCursor; } while (cursor != null);")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); cursor = page.NextCursor; if (string.IsNullOrEmpty(cursor)) { break; } if (page.Items.Count == 0) { continue; } }")]
    [InlineData("var page = await Q.ToPageAsync(100); if (page.Items.Count == 0) { return; }")]
    [InlineData("while (true) { var page = await Q.ToPageAsync(100); if (page.Items.Count == 0) { break; } db.RemoveRange(page.Items); await db.SaveChangesAsync(); }")]
    [InlineData("var found = new List<Coupon>(); string? cursor = null; do { var page = await Q.ToPageAsync(100, cursor); found.AddRange(page.Items); if (found.Count >= 500) { break; } cursor = page.NextCursor; } while (cursor is not null);")]
    public Task An_end_by_the_cursor_is_silent(string statements) => Application.VerifyAsync("DYNO1017", statements.Replace("Q.", Query + "."));

    [Theory]
    [InlineData("var rows = (await Q.{|ToPageAsync|}(10)).Items;")]
    [InlineData("var page = await Q.{|ToPageAsync|}(10); foreach (var c in page.Items) { }")]
    [InlineData("var page = await Q.{|ToPageAsync|}(10, null, token); var n = page.Items.Count; var first = page.Items[0];")]
    [InlineData("async Task<IReadOnlyList<Coupon>> FirstAsync() => (await Q.{|ToPageAsync|}(10)).Items; _ = await FirstAsync();")]
    [InlineData("var page = await (from c in db.Coupons where c.BusinessId == id select c).{|ToPageAsync|}(10); Console.WriteLine(page.Items.Count);")]
    public Task A_cursor_that_is_dropped_is_reported(string statements) => Application.VerifyAsync("DYNO1018", statements.Replace("Q.", Query + "."));

    [Theory]
    [InlineData("var page = await Q.ToPageAsync(10); Console.WriteLine(page.NextCursor + page.Items.Count);")]
    [InlineData("var page = await Q.ToPageAsync(10, id); Console.WriteLine(page.Items.Count);")]
    [InlineData("async Task<Page<Coupon>> PageAsync() => await Q.ToPageAsync(10); _ = await PageAsync();")]
    [InlineData("var page = await Q.ToPageAsync(10); Show(page); void Show(Page<Coupon> p) { }")]
    [InlineData("var (rows, next, _) = await Q.ToPageAsync(10); Console.WriteLine(next + rows.Count);")]
    [InlineData("while (true) { var page = await Q.ToPageAsync(100); if (page.Items.Count == 0) { break; } db.RemoveRange(page.Items); await db.SaveChangesAsync(); }")]
    [InlineData("while (!token.IsCancellationRequested) { var page = await Q.ToPageAsync(100); foreach (var c in page.Items) { } await Task.Delay(1000); }")]
    [InlineData("var rows = await Q.Take(10).ToListAsync();")]
    public Task A_cursor_that_is_kept_is_silent(string statements) => Application.VerifyAsync("DYNO1018", statements.Replace("Q.", Query + "."));

    [Fact]
    public Task The_first_rows_are_taken() =>
        FixHarness.VerifyAsync(
            "DYNO1018",
            "WriteWhatTheRuleSays",
            Application.Sources($"var rows = (await {Query}.{{|ToPageAsync|}}(10)).Items;"),
            Application.Sources($"var rows = await {Query}.Take(10).ToListAsync();"));

    [Theory]
    [InlineData(
        "string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|}) { break; } cursor = page.NextCursor; }",
        "string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if (page.NextCursor is null) { break; } cursor = page.NextCursor; }")]
    [InlineData(
        "string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|}) { break; } db.RemoveRange(page.Items); cursor = page.NextCursor; }",
        "string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); db.RemoveRange(page.Items); cursor = page.NextCursor; if (page.NextCursor is null) { break; } }")]
    [InlineData(
        "string? cursor = null; for (;;) { var page = await Q.ToPageAsync(100, cursor); var rows = page.Items; if ({|rows.Count is 0|}) return; foreach (var c in rows) { } cursor = page.NextCursor; }",
        "string? cursor = null; for (;;) { var page = await Q.ToPageAsync(100, cursor); var rows = page.Items; foreach (var c in rows) { } cursor = page.NextCursor; if (page.NextCursor is null) { return; } }")]
    [InlineData(
        "string? cursor = null; Page<Coupon> page; do { page = await Q.ToPageAsync(100, cursor); cursor = page.NextCursor; } while (ids.Count < 5 && {|page.Items.Count == 100|});",
        "string? cursor = null; Page<Coupon> page; do { page = await Q.ToPageAsync(100, cursor); cursor = page.NextCursor; } while (ids.Count < 5 && page.NextCursor is not null);")]
    [InlineData(
        "string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); db.RemoveRange(page.Items); if ({|page.Items.Count < 100|} || ids.Count > 5) { break; } cursor = page.NextCursor; }",
        "string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); db.RemoveRange(page.Items); if (page.NextCursor is null || ids.Count > 5) { break; } cursor = page.NextCursor; }")]
    [InlineData(
        "var page = await Q.ToPageAsync(100); while ({|page.Items.Any()|}) { db.RemoveRange(page.Items); page = await Q.ToPageAsync(100, page.NextCursor); }",
        "var page = await Q.ToPageAsync(100); while (true) { db.RemoveRange(page.Items); if (page.NextCursor is null) { break; } page = await Q.ToPageAsync(100, page.NextCursor); }")]
    [InlineData(
        "var client = db.Database.GetDynoClient(); Item? start = null; while (true) { var r = await client.ScanAsync(new ScanRequest { TableName = id, ExclusiveStartKey = start }); if ({|r.Items.Count == 0|}) { break; } start = r.LastEvaluatedKey; }",
        "var client = db.Database.GetDynoClient(); Item? start = null; while (true) { var r = await client.ScanAsync(new ScanRequest { TableName = id, ExclusiveStartKey = start }); if (r.LastEvaluatedKey is null) { break; } start = r.LastEvaluatedKey; }")]
    public Task A_loop_ends_by_the_cursor(string before, string after) => FixHarness.VerifyAsync(
        "DYNO1017", "WriteWhatTheRuleSays", Application.Sources(before.Replace("Q.", Query + ".")), Application.Sources(after.Replace("Q.", Query + ".")));

    [Fact]
    public Task A_test_that_moves_leaves_the_lines_and_their_comments() => FixHarness.VerifyAsync(
        "DYNO1017",
        "WriteWhatTheRuleSays",
        Application.Sources("""
            string? cursor = null;
                    while (true)
                    {
                        // one page
                        var page = await db.Coupons.Where(c => c.BusinessId == id).ToPageAsync(100, cursor);
                        if ({|page.Items.Count == 0|})
                        {
                            break;
                        }

                        db.RemoveRange(page.Items); // all
                        cursor = page.NextCursor; // on
                    }
            """),
        Application.Sources("""
            string? cursor = null;
                    while (true)
                    {
                        // one page
                        var page = await db.Coupons.Where(c => c.BusinessId == id).ToPageAsync(100, cursor);

                        db.RemoveRange(page.Items); // all
                        cursor = page.NextCursor; // on
                        if (page.NextCursor is null)
                        {
                            break;
                        }
                    }
            """));

    [Theory]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|}) { break; } cursor = page.NextCursor; if (page.Items[0].IsHot) { continue; } db.RemoveRange(page.Items); }")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|}) { break; } var first = page.Items[0]; cursor = page.NextCursor; Console.WriteLine(first.Id); }")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|}) { Console.WriteLine(id); break; } db.RemoveRange(page.Items); cursor = page.NextCursor; }")]
    [InlineData("string? cursor = null; while (true) { var page = await Q.ToPageAsync(100, cursor); if ({|page.Items.Count == 0|} && ids.Count > 3) { break; } cursor = page.NextCursor; }")]
    public Task An_end_that_needs_thought_is_not_written(string statements) =>
        FixHarness.VerifyNoneAsync("DYNO1017", "WriteWhatTheRuleSays", Application.Sources(statements.Replace("Q.", Query + ".")));
}
