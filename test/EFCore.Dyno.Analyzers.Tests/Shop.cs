// The model that most tests query: coupons with a plain key and three indexes, and redemptions with a composite key.

namespace EFCore.Dyno.Analyzers.Tests;

internal static class Shop
{
    public const string Entities = """
        public enum Status { Open, Redeemed }

        public class Place
        {
            public string Street { get; set; } = "";
        }

        public class Coupon
        {
            public string Id { get; set; } = "";
            public string BusinessId { get; set; } = "";
            public string City { get; set; } = "";
            public string Title { get; set; } = "";
            public bool IsHot { get; set; }
            public int? Cell { get; set; }
            public Status Status { get; set; }
            public DateTime IssuedAt { get; set; }
            public DateTime ExpiresAt { get; set; }
            public List<string> Tags { get; set; } = [];
            public Place Place { get; set; } = new();
        }

        public class Redemption
        {
            public string CouponId { get; set; } = "";
            public string UserId { get; set; } = "";
            public DateTime At { get; set; }
        }
        """;

    public const string Context = """
        public sealed class ShopContext : DbContext
        {
            public DbSet<Coupon> Coupons => Set<Coupon>();
            public DbSet<Redemption> Redemptions { get; set; } = null!;

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Coupon>(coupon =>
                {
                    coupon.HasKey(c => c.Id);
                    coupon.HasGlobalSecondaryIndex("ByBusiness", c => c.BusinessId, c => c.IssuedAt);
                    coupon.HasGlobalSecondaryIndex("ByStatus", c => $"{c.City}#{c.Status}", c => c.ExpiresAt);
                    coupon.HasGlobalSecondaryIndex("ByCell", c => c.Cell);
                    coupon.OwnsOne(c => c.Place);
                });
                modelBuilder.Entity<Redemption>().HasKey(r => new { r.CouponId, r.UserId });
            }
        }
        """;

    /// <summary>Verifies statements in an asynchronous method that has a context <c>db</c> and values to compare with.</summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(string statements) => AnalyzerHarness.VerifyRuleAsync("DYNO1001 DYNO1002", Entities, Context, Method(statements));

    /// <summary>Verifies statements over a model of the test's own; its context is <c>ShopContext</c>.</summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(string statements, params string[] model) =>
        AnalyzerHarness.VerifyRuleAsync("DYNO1001 DYNO1002", [.. model, Method(statements)]);

    /// <summary>Verifies that a fix turns statements with one mark into others; the method stands in the third source.</summary>
    public static Task VerifyFixAsync(string rule, string fix, string before, string after) =>
        FixHarness.VerifyAsync(rule, fix, [Entities, Context, Method(before)], [Entities, Context, Method(after)]);

    /// <summary>The same of Fix All in the document, with any number of marks.</summary>
    public static Task VerifyFixAllAsync(string rule, string fix, string before, string after) =>
        FixHarness.VerifyAllAsync(rule, fix, [Entities, Context, Method(before)], [Entities, Context, Method(after)]);

    public static string Method(string statements) => $$"""
        public class Queries
        {
            private readonly string _id = "C1";

            public async Task RunAsync(ShopContext db, string id, string[] ids, DateTime now)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """;
}
