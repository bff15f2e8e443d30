// The entity that most tests of model rules configure, its context, and the ways of writing a configuration: in OnModelCreating, in a class of another file,
// in a helper.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

internal static class ModelSource
{
    public const string Order = """
        public enum Status { Open, Paid, Sent }
        [Flags] public enum Marks { None, One, Two, Four = 4 }
        public enum Stage_Of { Not_Begun, Done }

        public class Order
        {
            public string Id { get; set; } = "";
            public string CustomerId { get; set; } = "";
            public string? Category { get; set; }
            public string City { get; set; } = "";
            public string Name { get; set; } = "";
            public Status Status { get; set; }
            public Status? Maybe { get; set; }
            public Marks Marks { get; set; }
            public Stage_Of Stage { get; set; }
            public bool IsHot { get; set; }
            public bool? IsCold { get; set; }
            public int Number { get; set; }
            public int Month { get; set; }
            public decimal Amount { get; set; }
            public DateTime PlacedAt { get; set; }
            public DateOnly Day { get; set; }
            public DateOnly Birthday { get; set; }
            public Guid Code { get; set; }
            public List<string> Tags { get; set; } = [];
        }
        """;

    /// <summary>A context that configures orders as <c>o</c>.</summary>
    public static string Context(string configuration) => $$"""
        public sealed class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                var o = modelBuilder.Entity<Order>();
                {{configuration}}
            }
        }
        """;

    /// <summary>Verifies a configuration of orders, with marks.</summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(string rule, string configuration) => AnalyzerHarness.VerifyRuleAsync(rule, Order, Context(configuration));

    /// <summary>The same configuration in an <c>IEntityTypeConfiguration</c> of another file.</summary>
    public static Task<IReadOnlyList<string>> VerifyInOtherFileAsync(string rule, string configuration) => AnalyzerHarness.VerifyRuleAsync(
        rule,
        Order,
        Context("modelBuilder.ApplyConfiguration(new OrderConfiguration());"),
        $$"""
        public sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order> o)
            {
                {{configuration}}
            }
        }
        """);

    /// <summary>Verifies entity classes, with marks; each has a set.</summary>
    public static Task<IReadOnlyList<string>> VerifyClassesAsync(string rule, string classes, params string[] sets) => AnalyzerHarness.VerifyRuleAsync(
        rule,
        Order,
        classes,
        $"public sealed class ClassContext : DbContext {{ {string.Concat(sets.Select(s => $"public DbSet<{s}> {s}Set => Set<{s}>(); "))} }}");

    /// <summary>What the rule says of a configuration, with its severity, in the order of the places.</summary>
    public static async Task<IReadOnlyList<Microsoft.CodeAnalysis.DiagnosticSeverity>> SeveritiesAsync(string rule, string configuration) =>
        [.. (await AnalyzerHarness.DiagnosticsAsync(AnalyzerHarness.Compile(Order, Context(configuration)))).Where(d => d.Id == rule)
            .OrderBy(d => d.Location.SourceSpan.Start).Select(d => d.Severity)];
}
