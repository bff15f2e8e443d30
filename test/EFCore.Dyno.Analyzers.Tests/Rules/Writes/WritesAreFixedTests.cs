// What the rules about writes offer: batches, several transactions, a copy with the new key, no transaction, one token. The result compiles, and the rule is then silent.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Writes;

public class WritesAreFixedTests
{
    [Theory]
    [InlineData(
        "for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); } await cloud.{|SaveChangesAsync|}();",
        "for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); if (i % 100 == 99) { await cloud.SaveChangesAsync(); } } await cloud.SaveChangesAsync();")]
    [InlineData(
        "for (var i = 1; i <= 500; i++) { cloud.Add(new Coupon()); await cloud.Redemptions.AddAsync(new Redemption()); cloud.Remove(coupons[i]); } var n = 1; await cloud.{|SaveChangesAsync|}(token);",
        "for (var i = 1; i <= 500; i++) { cloud.Add(new Coupon()); await cloud.Redemptions.AddAsync(new Redemption()); cloud.Remove(coupons[i]); if (i % 33 == 0) { await cloud.SaveChangesAsync(token); } } var n = 1; await cloud.SaveChangesAsync(token);")]
    [InlineData(
        "var seats = Enumerable.Range(0, 500).Select(i => new Coupon()).ToList(); cloud.AddRange(seats); await cloud.{|SaveChangesAsync|}();",
        "var seats = Enumerable.Range(0, 500).Select(i => new Coupon()).ToList(); foreach (var batch in seats.Chunk(100)) { cloud.AddRange(batch); await cloud.SaveChangesAsync(); }")]
    [InlineData(
        "var batch = 1; await cloud.Coupons.AddRangeAsync(Enumerable.Repeat(new Coupon(), 101)); await cloud.{|SaveChangesAsync|}();",
        "var batch = 1; foreach (var batch2 in Enumerable.Repeat(new Coupon(), 101).Chunk(100)) { await cloud.Coupons.AddRangeAsync(batch2); await cloud.SaveChangesAsync(); }")]
    [InlineData(
        "var seats = Enumerable.Range(0, 500).Select(i => new Coupon()).ToList(); foreach (var seat in seats) { cloud.Coupons.Add(seat); } await cloud.{|SaveChangesAsync|}();",
        "var seats = Enumerable.Range(0, 500).Select(i => new Coupon()).ToList(); foreach (var batch in seats.Chunk(100)) { cloud.Coupons.AddRange(batch); await cloud.SaveChangesAsync(); }")]
    public Task A_large_transaction_is_saved_in_batches(string before, string after) => VerifyAsync("DYNO3001", before, after);

    [Theory]
    [InlineData("for (var i = 0; i < 500; i++) { seats.Add(new Seat()); ", "if (i % 25 == 24) { await seats.SaveChangesAsync(); } } await seats.SaveChangesAsync();")]
    [InlineData("for (var i = 0; i < 500; i++) { seats.Add(new Box()); seats.Add(new Coupon()); ", "if (i % 20 == 19) { await seats.SaveChangesAsync(); } } await seats.SaveChangesAsync();")]
    public Task Batches_leave_room_for_unique_values(string loop, string save)
    {
        const string Seats = """
            [Index(nameof(Code), IsUnique = true), Index(nameof(Row))]
            public class Seat
            {
                public string Id { get; set; } = "";
                public string Code { get; set; } = "";
                public string Row { get; set; } = "";
                public string Ticket { get; set; } = "";
            }

            public class Box : Seat;

            public sealed class SeatContext : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseDyno(o => o.Aws("eu-west-1"));

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Coupon>();
                    modelBuilder.Entity<Seat>().HasIndex(s => s.Ticket).IsUnique();
                    modelBuilder.Entity<Seat>().HasIndex(s => s.Id).IsUnique(false);
                    modelBuilder.Entity<Seat>().HasAlternateKey(s => s.Row);
                    modelBuilder.Entity<Box>();
                }
            }
            """;
        return FixHarness.VerifyAsync(
            "DYNO3001",
            "WriteWhatTheRuleSays",
            [.. Application.Sources($"var seats = new SeatContext(); {loop}}} await seats.{{|SaveChangesAsync|}}();"), Seats],
            [.. Application.Sources($"var seats = new SeatContext(); {loop}{save}"), Seats]);
    }

    [Fact]
    public Task Batches_keep_the_lines_and_their_comments() => VerifyAsync(
        "DYNO3001",
        """
        for (var i = 0; i < 500; i++)
                {
                    // one a seat
                    cloud.Add(new Coupon()); // new
                }

                // all of them
                await cloud.{|SaveChangesAsync|}();
        """,
        """
        for (var i = 0; i < 500; i++)
                {
                    // one a seat
                    cloud.Add(new Coupon()); // new
                    if (i % 100 == 99)
                    {
                        await cloud.SaveChangesAsync();
                    }
                }

                // all of them
                await cloud.SaveChangesAsync();
        """);

    [Theory]
    [InlineData(
        "for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); } await cloud.{|SaveChangesAsync|}();",
        "for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); } cloud.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; await cloud.SaveChangesAsync();")]
    [InlineData(
        "var far = cloud; for (var i = 0; i < 500; i++) { far.Add(new Coupon()); } var n = await far.{|SaveChangesAsync|}();",
        "var far = cloud; for (var i = 0; i < 500; i++) { far.Add(new Coupon()); } far.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; var n = await far.SaveChangesAsync();")]
    public Task A_large_transaction_is_let_be_several(string before, string after) => VerifyAsync("DYNO3001", before, after, "WriteTheOtherWay");

    [Theory]
    [InlineData("for (var i = 0; i < 300; i++) { for (var j = 0; j < 2; j++) { cloud.Add(new Coupon()); } } await cloud.{|SaveChangesAsync|}();")]
    [InlineData("for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); } var n = await cloud.{|SaveChangesAsync|}();")]
    [InlineData("for (var i = 7; i < 500; i++) { cloud.Add(new Coupon()); } await cloud.{|SaveChangesAsync|}();")]
    [InlineData("cloud.AddRange(Enumerable.Repeat(new Coupon(), 101)); cloud.Add(new Coupon()); await cloud.{|SaveChangesAsync|}();")]
    [InlineData("foreach (var seat in Enumerable.Repeat(new Coupon(), 101)) { seat.Id = id; cloud.Add(seat); } await cloud.{|SaveChangesAsync|}();")]
    public Task Batches_of_what_is_made_otherwise_are_not_offered(string statements) => VerifyNoneAsync("DYNO3001", statements);

    [Theory]
    [InlineData(
        "var r = await db.Redemptions.SingleAsync(r => r.CouponId == id && r.UserId == \"U1\"); {|r.UserId = \"U2\"|}; await db.SaveChangesAsync();",
        "var r = await db.Redemptions.SingleAsync(r => r.CouponId == id && r.UserId == \"U1\"); var copy = (Redemption)db.Entry(r).CurrentValues.ToObject(); copy.UserId = \"U2\"; db.Remove(r); db.Add(copy); await db.SaveChangesAsync();")]
    [InlineData(
        "var copy = 1; var r = await db.Redemptions.FindAsync(id, id); {|r!.UserId += \"-old\"|}; r.At = now; await db.SaveChangesAsync();",
        "var copy = 1; var r = await db.Redemptions.FindAsync(id, id); var copy2 = (Redemption)db.Entry(r!).CurrentValues.ToObject(); copy2.UserId += \"-old\"; db.Remove(r!); db.Add(copy2); copy2.At = now; await db.SaveChangesAsync();")]
    [InlineData(
        "foreach (var r in await db.Redemptions.Where(r => r.CouponId == id).ToListAsync()) { {|r.UserId = \"X\"|}; } await db.SaveChangesAsync();",
        "foreach (var r in await db.Redemptions.Where(r => r.CouponId == id).ToListAsync()) { var copy = (Redemption)db.Entry(r).CurrentValues.ToObject(); copy.UserId = \"X\"; db.Remove(r); db.Add(copy); } await db.SaveChangesAsync();")]
    [InlineData(
        "var found = from r in db.Redemptions where r.CouponId == id select r; foreach (var r in found) { {|r.CouponId = \"X\"|}; r.UserId = \"Y\"; } db.SaveChanges();",
        "var found = from r in db.Redemptions where r.CouponId == id select r; foreach (var r in found) { var copy = (Redemption)db.Entry(r).CurrentValues.ToObject(); copy.CouponId = \"X\"; db.Remove(r); db.Add(copy); copy.UserId = \"Y\"; } db.SaveChanges();")]
    public Task A_copy_gets_the_new_key(string before, string after) => VerifyAsync("DYNO3005", before.Replace("r.UserId = \"Y\"", "{|r.UserId = \"Y\"|}", StringComparison.Ordinal), after);

    [Fact]
    public Task A_copy_keeps_the_lines_and_their_comments() => VerifyAsync(
        "DYNO3005",
        """
        var r = await db.Redemptions.FirstAsync(r => r.CouponId == id);
                // they married
                {|r.UserId = "U2"|}; // the other
                r.At = now;
                await db.SaveChangesAsync();
        """,
        """
        var r = await db.Redemptions.FirstAsync(r => r.CouponId == id);
                // they married
                var copy = (Redemption)db.Entry(r).CurrentValues.ToObject();
                copy.UserId = "U2"; // the other
                db.Remove(r);
                db.Add(copy);
                copy.At = now;
                await db.SaveChangesAsync();
        """);

    [Theory]
    [InlineData("var c = await db.Coupons.FindAsync(id); {|c!.Id = \"C2\"|}; await db.SaveChangesAsync();")]
    [InlineData("var r = await db.Redemptions.FirstAsync(r => r.CouponId == id); if (now.Day == 1) { {|r.UserId = \"U2\"|}; } r.At = now; await db.SaveChangesAsync();")]
    [InlineData("var r = await db.Redemptions.FirstAsync(r => r.CouponId == id); foreach (var i in ids) { {|r.UserId = \"U2\"|}; } await db.SaveChangesAsync();")]
    [InlineData("var r = await db.Redemptions.FirstAsync(r => r.CouponId == id); var s = {|r.UserId = \"U2\"|}; await db.SaveChangesAsync();")]
    public Task A_copy_that_would_lack_something_is_not_offered(string statements) => VerifyNoneAsync("DYNO3005", statements);

    [Theory]
    [InlineData(
        "await using var t = await cloud.Database.{|BeginTransactionAsync|}(token); cloud.Add(new Coupon()); await cloud.SaveChangesAsync(); await t.CommitAsync();",
        "cloud.Add(new Coupon()); await cloud.SaveChangesAsync(); ")]
    [InlineData(
        "var database = cloud.Database; using (var t = database.{|BeginTransaction|}()) { cloud.Add(new Coupon()); await cloud.SaveChangesAsync(); t.Commit(); }",
        "var database = cloud.Database; { cloud.Add(new Coupon()); await cloud.SaveChangesAsync(); }")]
    [InlineData(
        "await cloud.Database.{|BeginTransactionAsync|}(); try { await cloud.SaveChangesAsync(); await cloud.Database.CommitTransactionAsync(); } catch { await cloud.Database.RollbackTransactionAsync(); throw; }",
        "try { await cloud.SaveChangesAsync(); } catch { throw; }")]
    [InlineData(
        "async Task Save(CloudContext c) { var t = await c.Database.{|BeginTransactionAsync|}().ConfigureAwait(false); await c.SaveChangesAsync(); await t.CommitAsync(); } await Save(cloud);",
        "async Task Save(CloudContext c) { await c.SaveChangesAsync(); } await Save(cloud);")]
    public Task A_transaction_of_one_save_is_left_out(string before, string after) => VerifyAsync("DYNO3006", before, after);

    [Fact]
    public Task Without_the_transaction_the_lines_and_their_comments_stay() => VerifyAsync(
        "DYNO3006",
        """
        // together
                await using var t = await cloud.Database.{|BeginTransactionAsync|}();
                cloud.Add(new Coupon());

                await cloud.SaveChangesAsync();
                await t.CommitAsync(); // done
        """,
        """
        // together
                cloud.Add(new Coupon());

                await cloud.SaveChangesAsync();
                // done
        """);

    [Theory]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); await cloud.SaveChangesAsync(); await cloud.SaveChangesAsync(); await t.CommitAsync();")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); foreach (var c in coupons) { await cloud.SaveChangesAsync(); await t.CommitAsync(); }")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); await cloud.SaveChangesAsync(); if (coupons.Count > 3) { await t.CommitAsync(); }")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); await cloud.SaveChangesAsync(); if (coupons.Count > 3) { await t.RollbackAsync(); return; } await t.CommitAsync();")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); await db.SaveChangesAsync(); await t.CommitAsync();")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); await cloud.Coupons.Where(c => c.Id == id).ExecuteDeleteAsync(); await cloud.SaveChangesAsync(); await t.CommitAsync();")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(); Console.WriteLine(t.TransactionId); await cloud.SaveChangesAsync(); await t.CommitAsync();")]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}();")]
    public Task A_transaction_that_holds_more_is_not_left_out(string statements) => VerifyNoneAsync("DYNO3006", statements);

    [Theory]
    [InlineData(
        "while (true) { try { await client.{|TransactWriteItemsAsync|}(new TransactWriteItemsRequest { TransactItems = [] }); break; } catch (Exception) { } }",
        "var clientRequestToken = Guid.NewGuid().ToString(); while (true) { try { await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [], ClientRequestToken = clientRequestToken }); break; } catch (Exception) { } }")]
    [InlineData(
        "var request = new TransactWriteItemsRequest { TransactItems = [], }; while (true) { try { await client.{|TransactWriteItemsAsync|}(request); break; } catch (Exception) { } }",
        "var request = new TransactWriteItemsRequest { TransactItems = [], ClientRequestToken = Guid.NewGuid().ToString(), }; while (true) { try { await client.TransactWriteItemsAsync(request); break; } catch (Exception) { } }")]
    [InlineData(
        "while (true) { try { await client.{|TransactWriteItemsAsync|}(new() { TransactItems = [], ClientRequestToken = Guid.NewGuid().ToString(\"N\") }); break; } catch (Exception) { } }",
        "var clientRequestToken = Guid.NewGuid().ToString(\"N\"); while (true) { try { await client.TransactWriteItemsAsync(new() { TransactItems = [], ClientRequestToken = clientRequestToken }); break; } catch (Exception) { } }")]
    [InlineData(
        "while (true) { var own = Guid.NewGuid().ToString(); var r = new ExecuteTransactionRequest { TransactStatements = [], ClientRequestToken = own }; try { await client.{|ExecuteTransactionAsync|}(r); break; } catch (Exception) { } }",
        "var clientRequestToken = Guid.NewGuid().ToString(); while (true) { var own = clientRequestToken; var r = new ExecuteTransactionRequest { TransactStatements = [], ClientRequestToken = own }; try { await client.ExecuteTransactionAsync(r); break; } catch (Exception) { } }")]
    [InlineData(
        "await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await client.{|TransactWriteItemsAsync|}(new TransactWriteItemsRequest { TransactItems = [] }));",
        "var clientRequestToken = Guid.NewGuid().ToString(); await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [], ClientRequestToken = clientRequestToken }));")]
    public Task A_retry_gets_one_token(string before, string after) => VerifyAsync("DYNO3007", Client + before, Client + after);

    [Fact]
    public Task A_token_stands_in_a_line_of_its_own() => VerifyAsync(
        "DYNO3007",
        Client + """
        // until it is done
                while (true)
                {
                    try
                    {
                        await client.{|TransactWriteItemsAsync|}(new TransactWriteItemsRequest
                        {
                            TransactItems = [] // all of them
                        });
                        break;
                    }
                    catch (Exception) { }
                }
        """,
        Client + """
        // until it is done
                var clientRequestToken = Guid.NewGuid().ToString();
                while (true)
                {
                    try
                    {
                        await client.TransactWriteItemsAsync(new TransactWriteItemsRequest
                        {
                            TransactItems = [], // all of them
                            ClientRequestToken = clientRequestToken
                        });
                        break;
                    }
                    catch (Exception) { }
                }
        """);

    [Theory]
    [InlineData("Func<Task> send = () => db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await client.{|TransactWriteItemsAsync|}(Make())); TransactWriteItemsRequest Make() => new() { TransactItems = [] };")]
    [InlineData("if (now.Day == 1) while (true) { try { await client.{|TransactWriteItemsAsync|}(new() { TransactItems = [] }); break; } catch (Exception) { } }")]
    public Task A_token_that_has_no_place_is_not_offered(string statements) =>
        statements.Contains("Make", StringComparison.Ordinal)
            ? Application.VerifyAsync("DYNO3007", Client + statements.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal))
            : VerifyNoneAsync("DYNO3007", Client + statements);

    [Fact]
    public Task All_retries_of_a_document_get_their_tokens() => FixHarness.VerifyAllAsync(
        "DYNO3007",
        "WriteWhatTheRuleSays",
        Application.Sources(Client + Twice("{|TransactWriteItemsAsync|}", "")),
        Application.Sources(Client + Twice("TransactWriteItemsAsync", ", ClientRequestToken = Guid.NewGuid().ToString()")));

    private const string Client = "IDynoClient client = db.Database.GetDynoClient(); ";

    private static string Twice(string call, string token) => string.Join(" ", new[] { "one", "two" }.Select(name =>
        $"var {name} = new TransactWriteItemsRequest {{ TransactItems = []{token} }}; while (true) {{ try {{ await client.{call}({name}); break; }} catch (Exception) {{ }} }}"));

    private static Task VerifyAsync(string rule, string before, string after, string fix = "WriteWhatTheRuleSays") =>
        FixHarness.VerifyAsync(rule, fix, Application.Sources(before), Application.Sources(after));

    private static Task VerifyNoneAsync(string rule, string statements) => FixHarness.VerifyNoneAsync(rule, "WriteWhatTheRuleSays", Application.Sources(statements));
}
