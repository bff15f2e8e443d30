// The application around the statements that a test of a rule is about: the shop, a method with its context, and members of the class.

namespace EFCore.Dyno.Analyzers.Tests.Rules;

internal static class Application
{
    /// <summary>A context that only asks Amazon DynamoDB.</summary>
    public const string Remote = """
        public sealed class CloudContext : DbContext
        {
            public DbSet<Coupon> Coupons => Set<Coupon>();
            public DbSet<Redemption> Redemptions => Set<Redemption>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseDyno(o => o.Aws("eu-west-1"));
            protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                modelBuilder.Entity<Redemption>().HasKey(r => new { r.CouponId, r.UserId });
        }
        """;

    /// <summary>Verifies statements in an asynchronous method that has a context <c>db</c>, one of Amazon DynamoDB <c>cloud</c>, and values.</summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(string rule, string statements, string members = "") =>
        AnalyzerHarness.VerifyRuleAsync(rule, Shop.Entities, Shop.Context, Remote, Method(statements, members));

    /// <summary>The sources of an application with these statements.</summary>
    public static string[] Sources(string statements) => [Shop.Entities, Shop.Context, Remote, Method(statements, "")];

    /// <summary>Verifies statements at the top of a program.</summary>
    public static Task<IReadOnlyList<string>> VerifyProgramAsync(string rule, string statements) =>
        AnalyzerHarness.VerifyProgramAsync(rule, statements, Shop.Entities, Shop.Context, Remote);

    private static string Method(string statements, string members) => $$"""
        using System.Threading;
        using Dyno;

        public class Application(ShopContext shop, Func<ShopContext> factory)
        {
            private readonly ShopContext _shop = shop;

            public async Task RunAsync(ShopContext db, CloudContext cloud, string id, List<string> ids, List<Coupon> coupons, DateTime now, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            {{members}}
        }
        """;
}
