// DYNO3001, DYNO3006 and DYNO3007: what a store over a network refuses, or may do twice.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Writes;

public class RemoteWritesTests
{
    [Theory]
    [InlineData("for (var i = 0; i < 500; i++) { cloud.Add(new Coupon { Id = id + i }); } await cloud.{|SaveChangesAsync|}();")]
    [InlineData("for (var i = 1; i <= 101; i++) { cloud.Coupons.Add(new Coupon { Id = id + i }); } cloud.{|SaveChanges|}();")]
    [InlineData("const int Count = 250; for (var i = 0; i < Count; i++) { await cloud.AddAsync(new Coupon()); } await cloud.{|SaveChangesAsync|}(token);")]
    [InlineData("foreach (var i in Enumerable.Range(0, 200)) { cloud.Remove(new Coupon { Id = id + i }); } await cloud.{|SaveChangesAsync|}();")]
    [InlineData("cloud.AddRange(Enumerable.Range(0, 150).Select(i => new Coupon { Id = id + i })); await cloud.{|SaveChangesAsync|}();")]
    [InlineData("var many = Enumerable.Range(0, 150).Select(i => new Coupon { Id = id + i }).ToList(); cloud.Coupons.AddRange(many); await cloud.{|SaveChangesAsync|}();")]
    [InlineData("for (var i = 0; i < 20; i++) { for (var j = 0; j < 10; j++) { cloud.Set<Coupon>().Add(new Coupon { Id = id + i + j }); } } await cloud.{|SaveChangesAsync|}();")]
    [InlineData("for (var i = 0; i < 60; i++) { cloud.Add(new Coupon()); } for (var i = 0; i < 60; i++) { cloud.Add(new Redemption()); } await cloud.{|SaveChangesAsync|}();")]
    public Task More_than_a_transaction_holds_is_reported(string statements) => Application.VerifyAsync("DYNO3001", statements);

    [Theory]
    [InlineData("for (var i = 0; i < 100; i++) { cloud.Add(new Coupon { Id = id + i }); } await cloud.SaveChangesAsync();")]
    [InlineData("for (var i = 0; i < 500; i++) { db.Add(new Coupon { Id = id + i }); } await db.SaveChangesAsync();")]
    [InlineData("for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); if (i % 100 == 99) { await cloud.SaveChangesAsync(); } }")]
    [InlineData("for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); if (i % 100 == 99) { await cloud.SaveChangesAsync(); } } await cloud.SaveChangesAsync();")]
    [InlineData("for (var i = 0; i < 500; i++) { if (i > 490) { cloud.Add(new Coupon()); } } await cloud.SaveChangesAsync();")]
    [InlineData("foreach (var c in coupons) { cloud.Add(c); } await cloud.SaveChangesAsync();")]
    [InlineData("foreach (var chunk in coupons.Chunk(100)) { cloud.AddRange(chunk); await cloud.SaveChangesAsync(); }")]
    [InlineData("for (var i = 0; i < 500; i++) { coupons.Add(new Coupon()); } await cloud.SaveChangesAsync();")]
    [InlineData("cloud.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); } await cloud.SaveChangesAsync();")]
    [InlineData("for (var i = 0; i < 500; i++) { cloud.Add(new Coupon()); await cloud.SaveChangesAsync(); }")]
    public Task What_a_transaction_holds_is_silent(string statements) => Application.VerifyAsync("DYNO3001", statements);

    [Theory]
    [InlineData("await using var t = await cloud.Database.{|BeginTransactionAsync|}(token);")]
    [InlineData("using var t = cloud.Database.{|BeginTransaction|}();")]
    [InlineData("var database = cloud.Database; var t = await database.{|BeginTransactionAsync|}();")]
    [InlineData("async Task Save(CloudContext c) { await using var t = await c.Database.{|BeginTransactionAsync|}(); } await Save(cloud);")]
    public Task A_transaction_that_stays_open_is_reported(string statements) => Application.VerifyAsync("DYNO3006", statements);

    [Fact]
    public Task A_context_of_an_endpoint_is_one_over_a_network() =>
        AnalyzerHarness.VerifyRuleAsync("DYNO3006", Shop.Entities, """
            public abstract class Base : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options)
                {
                    options.UseDyno(o => o.Endpoint("http://localhost:8000"));
                }
            }

            public sealed class FarContext : Base
            {
                public DbSet<Coupon> Coupons => Set<Coupon>();
                public void Begin() => Database.{|BeginTransaction|}();
            }
            """);

    [Theory]
    [InlineData("public FarContext(DbContextOptions<FarContext> options) : base(options) { }", "options.UseDyno(o => o.Aws());")]
    [InlineData("", "if (!options.IsConfigured) { options.UseDyno(o => o.Aws()); }")]
    [InlineData("", "options.UseDyno(\"shop.dyno\");")]
    [InlineData("", "options.UseDyno(o => o.InMemory(\"shop\"));")]
    [InlineData("", "options.UseDyno(o => _ = Environment.MachineName.Length > 3 ? o.Aws() : o.InMemory(\"shop\"));")]
    public Task A_context_whose_store_may_be_another_is_silent(string member, string configuring) =>
        AnalyzerHarness.VerifyRuleAsync("DYNO3006", Shop.Entities, $$"""
            public sealed class FarContext : DbContext
            {
                {{member}}
                public DbSet<Coupon> Coupons => Set<Coupon>();
                public void Begin() => Database.BeginTransaction();
                protected override void OnConfiguring(DbContextOptionsBuilder options) { {{configuring}} }
            }
            """);

    [Fact]
    public Task A_transaction_of_the_embedded_engine_is_silent() =>
        Application.VerifyAsync("DYNO3006", "await using var t = await db.Database.BeginTransactionAsync(token); await cloud.SaveChangesAsync();");

    [Theory]
    [InlineData("while (true) { try { await client.{|TransactWriteItemsAsync|}(new TransactWriteItemsRequest { TransactItems = [] }); break; } catch (Exception) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await client.{|TransactWriteItemsAsync|}(new TransactWriteItemsRequest { TransactItems = [] }, token); return; } catch (Exception) when (i < 2) { await Task.Delay(i); } }")]
    [InlineData("var request = new TransactWriteItemsRequest { TransactItems = [] }; while (true) { try { await client.{|TransactWriteItemsAsync|}(request); break; } catch (Exception) { } }")]
    [InlineData("while (true) { try { await client.{|TransactWriteItemsAsync|}(new() { TransactItems = [], ClientRequestToken = Guid.NewGuid().ToString() }); break; } catch (Exception) { } }")]
    [InlineData("await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await client.{|TransactWriteItemsAsync|}(new TransactWriteItemsRequest { TransactItems = [] }));")]
    [InlineData("while (true) { try { await client.{|ExecuteTransactionAsync|}(new ExecuteTransactionRequest { TransactStatements = [] }); break; } catch (Exception) { } }")]
    public Task A_retry_without_a_token_is_reported(string statements) => VerifyClientAsync(statements);

    [Theory]
    [InlineData("await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [] });")]
    [InlineData("var token1 = Guid.NewGuid().ToString(); while (true) { try { await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [], ClientRequestToken = token1 }); break; } catch (Exception) { } }")]
    [InlineData("var request = new TransactWriteItemsRequest { TransactItems = [], ClientRequestToken = Guid.NewGuid().ToString() }; while (true) { try { await client.TransactWriteItemsAsync(request); break; } catch (Exception) { } }")]
    [InlineData("while (!token.IsCancellationRequested) { try { await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [] }); } catch (Exception) { } await Task.Delay(1); }")]
    [InlineData("foreach (var i in ids) { try { await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [] }); } catch (Exception) { } }")]
    [InlineData("try { await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [] }); } catch (Exception) { }")]
    [InlineData("while (true) { try { await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [] }); break; } catch (Exception) { throw; } }")]
    public Task A_transaction_that_is_made_once_is_silent(string statements) => VerifyClientAsync(statements);

    private static Task<IReadOnlyList<string>> VerifyClientAsync(string statements) =>
        Application.VerifyAsync("DYNO3007", "IDynoClient client = db.Database.GetDynoClient(); " + statements);
}
