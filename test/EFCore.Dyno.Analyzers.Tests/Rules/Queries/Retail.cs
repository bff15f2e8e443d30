// The model that the tests of query rules ask: a table with a composite key and every kind of index, one with templates, one with a sort key of several parts,
// and sessions that expire.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

internal static class Retail
{
    private const string Entities = """
        public enum OrderState { Open, Paid, Sent, Closed }

        public class Order
        {
            public string CustomerId { get; set; } = "";
            public int Number { get; set; }
            public OrderState State { get; set; }
            public string Email { get; set; } = "";
            public string City { get; set; } = "";
            public string? Carrier { get; set; }
            public decimal Total { get; set; }
            public DateTime PlacedAt { get; set; }
            public string Note { get; set; } = "";
        }

        public class Line
        {
            public string CustomerId { get; set; } = "";
            public int Number { get; set; }
            public int Position { get; set; }
            public string Sku { get; set; } = "";
            public int Quantity { get; set; }
        }

        public class Session
        {
            public string Id { get; set; } = "";
            public string UserId { get; set; } = "";
            public DateTimeOffset ExpiresAt { get; set; }
        }
        """;

    private const string Context = """
        public sealed class RetailContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Line> Lines => Set<Line>();
            public DbSet<Session> Sessions => Set<Session>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>(order =>
                {
                    order.HasKey(o => new { o.CustomerId, o.Number });
                    order.HasLocalSecondaryIndex("ByTotal", o => o.Total);
                    order.HasGlobalSecondaryIndex("ByEmail", o => o.Email, o => o.PlacedAt);
                    order.HasGlobalSecondaryIndex("ByCity", o => o.City).Projects(o => new { o.Total });
                    order.HasGlobalSecondaryIndex("ByCarrier", o => o.Carrier);
                });
                modelBuilder.Entity<Line>(line =>
                {
                    line.HasKey(l => new { l.CustomerId, l.Number, l.Position });
                    line.HasPartitionKey(l => $"CUSTOMER#{l.CustomerId}");
                    line.HasSortKey(l => $"LINE#{l.Number:D6}#{l.Position:D3}");
                });
                modelBuilder.Entity<Session>().HasTimeToLive(s => s.ExpiresAt);
                modelBuilder.Entity<Session>().HasGlobalSecondaryIndex("ByUser", s => s.UserId);
            }
        }
        """;

    private const string Extensions = """
        public static class RetailQueries
        {
            public static IQueryable<Order> Of(this IQueryable<Order> orders, string customer) => orders.Where(o => o.CustomerId == customer);
            public static IQueryable<Order> OpenOnes(this IQueryable<Order> orders) => orders.Where(o => o.State == OrderState.Open);
            public static IQueryable<Order> Everything(RetailContext db) => db.Orders.AsNoTracking();
        }
        """;

    /// <summary>Verifies one rule on statements in an asynchronous method that has a context <c>db</c> and values to compare with.</summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(string rule, string statements, string members = "") =>
        AnalyzerHarness.VerifyRuleAsync(rule, Sources(statements, members));

    /// <summary>The sources of an application with these statements; the context is the second.</summary>
    public static string[] Sources(string statements, string members = "", string configured = "") =>
    [
        Entities,
        Context.Replace("o => o.Carrier);\n", $"o => o.Carrier);\n{configured}", StringComparison.Ordinal),
        Extensions,
        $$"""
        public class Queries
        {
            {{members}}

            public async Task RunAsync(RetailContext db, string id, string city, string email, string[] ids, int number, decimal total, DateTime now, string? cursor)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """,
    ];
}
