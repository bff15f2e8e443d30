// What was read of a context is kept while it is true and no longer: after each edit the findings are those of a project that was just opened.

using System.Globalization;
using System.Text.RegularExpressions;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace EFCore.Dyno.Analyzers.Tests.Model;

public partial class ModelsAreRememberedTests(ITestOutputHelper output)
{
    private const int Edits = 60;

    private static readonly (string Name, string Text)[] Files =
    [
        ("Usings.cs", """
            global using System;
            global using System.Collections.Generic;
            global using System.Linq;
            global using System.Threading.Tasks;
            global using Microsoft.EntityFrameworkCore;
            global using Microsoft.EntityFrameworkCore.Metadata.Builders;
            """),
        ("Program.cs", """
            using var db = new ShopContext();
            var open = db.Orders.Where(o => o.State == State.Open).ToList();
            var mine = db.Orders.Where(o => o.Id == Names.First).ToList();
            Console.WriteLine(open.Count + mine.Count);
            """),
        ("Names.cs", """
            public static class Names
            {
                public const string Delimiter = "#";
                public const string ByCity = "ByCity";
                public static readonly string First = "A";
            }
            """),
        ("Base.cs", """
            public abstract class Thing
            {
                public string Id { get; set; } = "";
                public string City { get; set; } = "";
                public DateTime CreatedAt { get; set; }
            }

            [Owned]
            public class Place
            {
                public string Street { get; set; } = "";
            }
            """),
        ("Order.cs", """
            public enum State { Open, Paid }

            public class Order : Thing
            {
                public State State { get; set; }
                public string CustomerId { get; set; } = "";
                public bool IsDeleted { get; set; }
                public Place Place { get; set; } = new();
                public List<string> Tags { get; set; } = [];
                public string Describe() => Id + City;
            }

            [EntityTypeConfiguration(typeof(LineConfiguration)), GlobalSecondaryIndex("ByPaid", "IsPaid")]
            public class Line
            {
                public bool IsPaid { get; set; }
                public string OrderId { get; set; } = "";
                public int Number { get; set; }
                public string Text { get; set; } = "";
            }
            """),
        ("Customer.cs", """
            [DynoTable("Customers")]
            public class Customer : Thing
            {
                [PartitionKey]
                public string Email { get; set; } = "";
                [TimeToLive]
                public DateTime? ExpiresAt { get; set; }
                public decimal Balance { get; set; }
            }

            public class Company : Customer
            {
                public string Name { get; set; } = "";
            }
            """),
        ("BaseContext.cs", """
            public abstract class BaseContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Company>();
                    Index(modelBuilder.Entity<Order>());
                }

                private static void Index(EntityTypeBuilder<Order> order) => order.HasGlobalSecondaryIndex(Names.ByCity, o => o.City, o => o.CreatedAt);
            }
            """),
        ("ShopContext.cs", """
            public partial class ShopContext : BaseContext
            {
                public DbSet<Order> Orders => Set<Order>();
                public DbSet<Line> Lines => Set<Line>();

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.ApplyConfiguration(new OrderConfiguration());
                    modelBuilder.Entity<Customer>().HasGlobalSecondaryIndex("ByBalance", c => c.Id, c => c.Balance);
                    base.OnModelCreating(modelBuilder);
                }
            }
            """),
        ("ShopContext.Options.cs", """
            public partial class ShopContext
            {
                public DbSet<Customer> Customers { get; set; } = null!;

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseDyno(o => o.Endpoint("http://localhost:8000"));

                protected override void ConfigureConventions(ModelConfigurationBuilder builder) => builder.Properties<decimal>().HaveConversion<string>();
            }
            """),
        ("OrderConfiguration.cs", """
            public sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
            {
                public void Configure(EntityTypeBuilder<Order> builder)
                {
                    builder.HasPartitionKey(o => o.Id);
                    builder.HasKey(o => o.Id);
                    builder.HasGlobalSecondaryIndex("ByState", o => o.State, o => $"{o.CustomerId}{Names.Delimiter}{o.Id}").When(o => o.State == State.Open);
                    builder.HasQueryFilter(o => !o.IsDeleted);
                    builder.Property(o => o.State).HasConversion<string>();
                }
            }
            """),
        ("LineConfiguration.cs", """
            public sealed class LineConfiguration : IEntityTypeConfiguration<Line>
            {
                public void Configure(EntityTypeBuilder<Line> builder)
                {
                    builder.HasKey(l => new { l.OrderId, l.Number });
                    builder.HasOne<Order>().WithMany().HasForeignKey(l => l.Text).OnDelete(DeleteBehavior.Cascade);
                }
            }
            """),
        ("StockContext.cs", """
            public class StockContext : DbContext
            {
                public DbSet<Customer> Buyers => Set<Customer>();
                public DbSet<Part> Parts => Set<Part>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseDyno("stock");

                protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                    modelBuilder.Entity<Part>().HasGlobalSecondaryIndex("ByText", p => p.IsNew, p => p.Text).Projects(p => p.Text);
            }

            public class Part
            {
                public bool IsNew { get; set; }
                public string Text { get; set; } = "";
            }
            """),
        ("Service.cs", """
            public record Summary(string Id, int Count);

            public class Service(ShopContext db)
            {
                public async Task<List<Order>> OfCustomerAsync(string customer, string city)
                {
                    var all = await db.Orders.Where(o => o.CustomerId == customer).ToListAsync();
                    var near = await db.Orders.Where(o => o.City == city && o.CreatedAt > DateTime.UtcNow).ToListAsync();
                    var paid = await db.Orders.Where(o => o.State == State.Open).ToListAsync();
                    foreach (var order in all)
                    {
                        order.Tags.Add("x");
                        var found = await db.Orders.FindAsync(order.Id);
                        var lines = await db.Lines.Where(l => l.OrderId == order.Id).ToListAsync();
                        await db.SaveChangesAsync();
                    }

                    return all;
                }

                public int Expired() => db.Customers.Where(c => c.Id == "a" && c.Balance > 10).ToList().Count;
            }
            """),
    ];

    public static TheoryData<string, string, string> SingleEdits => new()
    {
        { "a property is renamed in the file of its entity", "Base.cs", "City|Town" },
        { "a key has another property", "OrderConfiguration.cs", "HasPartitionKey(o => o.Id)|HasPartitionKey(o => o.CustomerId)" },
        { "an index is gone", "OrderConfiguration.cs", "builder.HasGlobalSecondaryIndex(\"ByState\"|builder.HasGlobalSecondaryIndex(\"ByOther\"" },
        { "a configuration is applied no more", "ShopContext.cs", "modelBuilder.ApplyConfiguration(new OrderConfiguration());|" },
        { "a filter compares otherwise", "OrderConfiguration.cs", "!o.IsDeleted|o.CustomerId == \"x\"" },
        { "a constant of a template is another", "Names.cs", "Delimiter = \"#\"|Delimiter = \"\"" },
        { "a constant that names an index is another", "Names.cs", "\"ByCity\"|\"ByTown\"" },
        { "a base class of the entities has a key attribute", "Base.cs", "public string City|[PartitionKey] public string City" },
        { "the base class of a context configures something else", "BaseContext.cs", "Index(modelBuilder.Entity<Order>());|" },
        { "a helper in the base class reads nothing", "BaseContext.cs", "order.HasGlobalSecondaryIndex(Names.ByCity, o => o.City, o => o.CreatedAt)|order.HasKey(o => o.City)" },
        { "a part of the context says that the store is local", "ShopContext.Options.cs", "o => o.Endpoint(\"http://localhost:8000\")|\"data\"" },
        { "a convention stores what was converted", "ShopContext.Options.cs", "builder.Properties<decimal>().HaveConversion<string>()|builder.Properties<decimal>()" },
        { "a configuration that an attribute names has another key", "LineConfiguration.cs", "l => new { l.OrderId, l.Number }|l => l.Text" },
        { "a relationship has another foreign key", "LineConfiguration.cs", "HasForeignKey(l => l.Text)|HasForeignKey(l => l.OrderId)" },
        { "a relationship leaves alone", "LineConfiguration.cs", "DeleteBehavior.Cascade|DeleteBehavior.ClientCascade" },
        { "an attribute is gone", "Customer.cs", "[PartitionKey]|" },
        { "an enum is renamed", "Order.cs", "enum State { Open, Paid }|enum State { Opened, Paid }" },
        { "a property of a record makes its file larger", "Service.cs", "string Id, int Count|string Id, int Count, int More" },
        { "a statement before queries moves them", "Service.cs", "var all = |var before = 1;\n        var all = " },
        { "an entity's own method moves its properties", "Order.cs", "Id + City|Id + City + Id + City + Id" },
        { "a context derives from the context", "Names.cs", "public static class Names|public class Special : ShopContext { protected override void OnModelCreating(ModelBuilder b) { } }\npublic static class Names" },
        { "a program's statement is another", "Program.cs", "o.State == State.Open|o.City == \"x\"" },
    };

    [Theory]
    [MemberData(nameof(SingleEdits))]
    public async Task After_an_edit_the_findings_are_those_of_a_fresh_analysis(string edit, string file, string change)
    {
        Assert.NotEmpty(edit);
        var solution = new EditedSolution(Files, OutputKind.ConsoleApplication);
        Assert.Empty(solution.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var before = await solution.FindingsAsync();
        Assert.Equal(await solution.FreshFindingsAsync(), before);

        var (old, now) = (change.Split('|')[0], change.Split('|')[1]);
        Assert.Contains(old, solution.Text(file), StringComparison.Ordinal);
        solution.Write(file, solution.Text(file).Replace(old, now, StringComparison.Ordinal));
        foreach (var shown in new[] { "Service.cs", file })
        {
            Assert.Equal(await solution.FreshFindingsAsync(shown), await solution.FindingsAsync(shown));
        }

        var after = await solution.FindingsAsync();
        Assert.Equal(await solution.FreshFindingsAsync(), after);

        // An edit that changes no finding would show nothing.
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task After_edits_of_any_kind_the_findings_are_those_of_a_fresh_analysis()
    {
        var seed = Environment.GetEnvironmentVariable("DYNO_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"DYNO_SEED={seed}");
        var random = new Random(seed);
        var solution = new EditedSolution(Files, OutputKind.ConsoleApplication);
        var words = Files.SelectMany(f => Word().Matches(f.Text)).Select(m => m.Value).ToArray();
        var (added, remembered, findings) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        for (var edit = 0; edit < Edits; edit++)
        {
            var file = solution.Files[random.Next(solution.Files.Count)];
            var said = Edit(solution, file, words, random, ref added);
            remembered += RememberedModels.Of(solution.Compilation).TryGet("ShopContext", out _) ? 1 : 0;
            var shown = solution.Files[random.Next(solution.Files.Count)];
            var fresh = await solution.FreshFindingsAsync(shown);
            Assert.True(fresh.SequenceEqual(await solution.FindingsAsync(shown)), $"DYNO_SEED={seed}, edit {edit} of {file} ({said}), shown {shown}");
            findings.UnionWith(fresh);
            if (random.Next(4) == 0)
            {
                Assert.True((await solution.FreshFindingsAsync()).SequenceEqual(await solution.FindingsAsync()), $"DYNO_SEED={seed}, edit {edit} of {file} ({said}), all");
            }
        }

        output.WriteLine($"{Edits} edits, the context was still known after {remembered}, {findings.Count} findings");
    }

    [Fact]
    public async Task A_key_in_the_body_of_a_method_reads_no_context_anew()
    {
        var solution = new EditedSolution(Files, OutputKind.ConsoleApplication);
        await solution.FindingsAsync("Service.cs");
        foreach (var (file, old, now, isKept) in new[]
        {
            ("Service.cs", "customer).ToListAsync()", "customer ).ToListAsync()", true),
            ("Program.cs", "open.Count", "open.Count()", true),
            ("Names.cs", "First = \"A\"", "First = \"B\"", true),
            ("Order.cs", "Id + City", "City + Id", true),
            ("Names.cs", "ByCity = \"ByCity\"", "ByCity = \"ByTown\"", false),
            ("OrderConfiguration.cs", "HasKey(o => o.Id)", "HasKey(o => o.City)", false),
            ("BaseContext.cs", "o => o.CreatedAt", "o => o.Id", false),
            ("ShopContext.Options.cs", "8000", "8001", false),
            ("LineConfiguration.cs", "l.Number", "l.Text", false),
            ("Usings.cs", "System.Linq", "System.Text", false),
        })
        {
            solution.Write(file, solution.Text(file).Replace(old, now, StringComparison.Ordinal));
            Assert.True(isKept == RememberedModels.Of(solution.Compilation).TryGet("ShopContext", out _), file);
            await solution.FindingsAsync("Service.cs");
        }
    }

    [Fact]
    public async Task A_key_in_a_context_leaves_what_is_known_of_another()
    {
        var solution = new EditedSolution(Files, OutputKind.ConsoleApplication);
        Assert.Contains(await solution.FindingsAsync("StockContext.cs"), f => f.StartsWith("DYNO2", StringComparison.Ordinal));
        Assert.Contains(await solution.FindingsAsync("ShopContext.cs"), f => f.StartsWith("DYNO2", StringComparison.Ordinal));
        solution.Write("ShopContext.cs", solution.Text("ShopContext.cs").Replace("c => c.Balance", "c => c.City", StringComparison.Ordinal));
        var models = RememberedModels.Of(solution.Compilation);
        Assert.False(models.TryGet("ShopContext", out _));
        Assert.True(models.TryGet("StockContext", out var configuration));
        Assert.NotNull(configuration);
        Assert.True(models.MayHaveFindings("ShopContext", Tree("ShopContext.cs")));
        Assert.False(models.MayHaveFindings("StockContext", Tree("ShopContext.cs")));
        Assert.True(models.MayHaveFindings("StockContext", Tree("StockContext.cs")));
        foreach (var file in Files)
        {
            Assert.Equal(await solution.FreshFindingsAsync(file.Name), await solution.FindingsAsync(file.Name));
        }

        SyntaxTree Tree(string file) => solution.Compilation.SyntaxTrees.Single(t => t.FilePath == file);
    }

    // Replaces words, lines and files; what comes of it need not compile.
    private static string Edit(EditedSolution solution, string file, string[] words, Random random, ref int added)
    {
        var text = solution.Text(file);
        var found = Word().Matches(text);
        var lines = text.Split('\n').ToList();
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3 when found.Count > 0:
                var word = found[random.Next(found.Count)];
                var other = words[random.Next(words.Length)];
                solution.Write(file, text.Remove(word.Index, word.Length).Insert(word.Index, other));
                return $"{word.Value} at {word.Index} -> {other}";
            case 4:
                var line = lines[random.Next(lines.Count)];
                lines.Remove(line);
                solution.Write(file, string.Join('\n', lines));
                return $"without '{line}'";
            case 5:
                var twice = lines[random.Next(lines.Count)];
                lines.Insert(random.Next(lines.Count + 1), twice);
                solution.Write(file, string.Join('\n', lines));
                return $"twice '{twice}'";
            case 6 or 7:
                var at = found.Count > 0 ? found[random.Next(found.Count)].Index : 0;
                solution.Write(file, text.Insert(at, "/* a key */ "));
                return $"a comment at {at}";
            case 8:
                solution.Write($"Added{++added}.cs", random.Next(3) switch
                {
                    0 => $"public class Context{added} : ShopContext {{ protected override void OnModelCreating(ModelBuilder b) {{ }} }}",
                    1 => $"public class Context{added} : DbContext {{ public DbSet<Order> Orders => Set<Order>(); }}",
                    _ => $"public static class Added{added} {{ public static void HasKey<T>(this EntityTypeBuilder<T> builder, Func<T, object> key) where T : class {{ }} }}",
                });
                return "a new file";
            case 9 when file.StartsWith("Added", StringComparison.Ordinal):
                solution.Delete(file);
                return "deleted";
            default:
                // As it was in the beginning.
                solution.Write(file, Files.FirstOrDefault(f => f.Name == file).Text ?? text);
                return "as it was";
        }
    }

    [GeneratedRegex(@"[A-Za-z]\w*|""[^""\n]*""")]
    private static partial Regex Word();
}
