// What a configuration class says is read by itself and kept: the model that comes of it is the one that comes of reading the class where it is applied, and a key in
// the context or in another class reads it no second time.

using System.Reflection;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Design;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Model;

public class RecipesTests
{
    private const string Entities = """
        public class Street { public string Name { get; set; } = ""; }
        public enum State { Open, Paid }
        public class Customer { public string Id { get; set; } = ""; public Street Home { get; set; } = new(); public List<Order> Orders { get; set; } = []; }
        public class Order
        {
            public string Id { get; set; } = ""; public string CustomerId { get; set; } = ""; public State State { get; set; } public bool IsDeleted { get; set; }
            public Street To { get; set; } = new(); public Customer Customer { get; set; } = null!; public List<Line> Lines { get; set; } = [];
        }
        public class Line { public string OrderId { get; set; } = ""; public int Number { get; set; } public string Sku { get; set; } = ""; public Order Order { get; set; } = null!; }
        public class Urgent : Order { public int Hours { get; set; } }
        """;

    private const string Class = "public class {0}Configuration : IEntityTypeConfiguration<{0}> { public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<{0}> b) { {1} } }";

    /// <summary>What the classes of customers, orders and lines say, and what the context says before, between and after them.</summary>
    public static TheoryData<string, string, string, string, string, string> Models => new()
    {
        { "b.HasKey(c => c.Id);", "b.HasKey(o => o.Id); b.HasGlobalSecondaryIndex(\"ByState\", o => o.State, o => o.Id);", "b.HasKey(l => new { l.OrderId, l.Number });", "", "", "" },
        { "b.HasMany(c => c.Orders).WithOne(o => o.Customer);", "b.HasOne(o => o.Customer).WithMany(c => c.Orders).OnDelete(DeleteBehavior.Restrict);", "b.HasKey(l => new { l.Number, l.OrderId });", "", "", "" },
        { "b.Property(c => c.Id);", "b.HasMany(o => o.Lines).WithOne(l => l.Order).HasForeignKey(l => l.OrderId);", "b.HasKey(l => new { l.OrderId, l.Number }); b.Ignore(l => l.Order);", "", "", "" },
        { "b.OwnsOne(c => c.Home).HasAttributeName(\"h\");", "b.OwnsOne(o => o.To, s => s.Property(x => x.Name).HasAttributeName(\"n\"));", "b.HasKey(l => new { l.OrderId, l.Number });", "", "", "" },
        { "b.OwnsOne(c => c.Home, s => s.Property(x => x.Name).HasAttributeName(\"m\"));", "b.OwnsOne(o => o.To, s => s.Property(x => x.Name).HasAttributeName(\"n\"));", "b.HasKey(l => l.Sku);", "", "", "" },
        { "b.Ignore(c => c.Home);", "b.HasQueryFilter(o => !o.IsDeleted); b.Property(o => o.State).HasConversion<string>(); b.Ignore(o => o.To);", "b.HasKey(l => l.Sku);", "modelBuilder.Entity<Order>().ToDynoTable(\"orders\");", "", "" },
        { "b.Ignore(c => c.Home);", "b.HasKey(o => o.Id); b.Ignore(o => o.To);", "b.HasKey(l => l.Sku);", "", "modelBuilder.Entity<Order>().HasKey(o => new { o.CustomerId, o.Id });", "" },
        { "b.Ignore(c => c.Home);", "b.HasKey(o => o.Id); b.Ignore(o => o.To);", "b.HasKey(l => l.Sku);", "", "", "modelBuilder.Entity<Order>().HasKey(o => new { o.CustomerId, o.Id }); modelBuilder.Entity<Line>().HasPartitionKey(l => $\"L#{l.Sku}\");" },
        { "b.Ignore(c => c.Home);", "b.HasDiscriminator<string>(\"kind\").HasValue<Order>(\"o\").HasValue<Urgent>(\"u\"); b.Ignore(o => o.To);", "b.HasKey(l => l.Sku);", "", "", "modelBuilder.Entity<Urgent>();" },
        { "b.HasKey(c => c.Id); if (Environment.ProcessorCount > 3) { b.HasPartitionKey(c => c.Id); }", "b.Ignore(o => o.To);", "b.HasKey(l => l.Sku); b.Property(l => l.Number).Metadata.IsNullable = false;", "", "", "" },
        { "b.Ignore(c => c.Home);", "b.Ignore(o => o.To); b.HasOne(o => o.Customer).WithMany(c => c.Orders).Metadata.IsRequired = true;", "b.HasKey(l => l.Sku);", "", "", "" },
        { "b.Ignore(c => c.Home);", "b.Ignore(o => o.To);", "b.HasKey(l => l.Sku);", "", "", "new LineConfiguration().Configure(modelBuilder.Entity<Line>()); modelBuilder.ApplyConfiguration(new OrderConfiguration());" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void A_class_says_the_same_by_itself_as_in_its_turn(string customer, string order, string line, string before, string between, string after)
    {
        var inTurn = Described(Compile("new {0}Configuration().Configure(modelBuilder.Entity<{0}>());"), out _);
        var alone = Compile("modelBuilder.ApplyConfiguration(new {0}Configuration());");
        Assert.Equal(inTurn, Described(alone, out var first));
        Assert.NotEmpty(first);

        // A key in the context: it is read again, and nothing of the classes is.
        alone.Write("Context.cs", alone.Text("Context.cs") + "// a key");
        Assert.False(RememberedModels.Of(alone.Compilation).TryGet("ModelContext", out _));
        Assert.Equal(first, Recipes(alone));
        Assert.Equal(inTurn, Described(alone, out var second));
        Assert.Equal(first, second);

        EditedSolution Compile(string apply) => Solution(customer, order, line, $$"""
            public sealed class ModelContext : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    {{before}}
                    {{apply.Replace("{0}", "Customer", StringComparison.Ordinal)}}
                    {{between}}
                    {{apply.Replace("{0}", "Order", StringComparison.Ordinal)}}
                    {{apply.Replace("{0}", "Line", StringComparison.Ordinal)}}
                    {{after}}
                }
            }
            """);
    }

    [Fact]
    public void A_key_in_one_class_leaves_what_is_known_of_another()
    {
        var solution = Solution(
            "b.HasKey(c => c.Id);", "b.HasKey(o => o.Id);", "b.HasKey(l => l.Sku);",
            "public sealed class ModelContext : DbContext { protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(GetType().Assembly); }");
        var said = Described(solution, out var before);
        Assert.Equal(["Customer", "Order", "Line"], before);

        solution.Write("LineConfiguration.cs", solution.Text("LineConfiguration.cs").Replace("l.Sku", "l.Number", StringComparison.Ordinal));
        Assert.Equal(["Customer", "Order"], Recipes(solution));
        Assert.NotEqual(said, Described(solution, out var after));
        Assert.Equal(before, after);
    }

    /// <summary>What is said of a type decides whether it can be taken over: each thing that can be said is looked at.</summary>
    [Fact]
    public void A_type_of_which_anything_was_said_is_touched()
    {
        var type = AnalyzerHarness.Compile("public class Thing;").GetTypeByMetadataName("Thing")!;
        Assert.True(new EntityConfiguration(type).IsUntouched());
        foreach (var property in typeof(EntityConfiguration).GetProperties().Where(p => p.Name is not ("Type" or "DbSets" or "Location")))
        {
            var configuration = new EntityConfiguration(type);
            Say(configuration, property);
            Assert.False(configuration.IsUntouched(), property.Name);
        }
    }

    private static void Say(EntityConfiguration configuration, PropertyInfo property)
    {
        var location = Location.Create("a.cs", default, default);
        switch (property.GetValue(configuration))
        {
            case bool:
                property.SetValue(configuration, true);
                break;
            case int:
                property.SetValue(configuration, 1);
                break;
            case Dictionary<string, IndexConfiguration> indexes:
                indexes.Add("a", new("a", null, null, null));
                break;
            case Dictionary<string, PropertyConfiguration> properties:
                properties.Add("a", new("a"));
                break;
            case Dictionary<string, MemberKind> members:
                members.Add("a", MemberKind.Owned);
                break;
            case Dictionary<string, string?> attributes:
                attributes.Add("a", "b");
                break;
            case List<QueryFilter> filters:
                filters.Add(new QueryFilter(() => null!));
                break;
            default:
                property.SetValue(configuration, property.PropertyType switch
                {
                    var t when t == typeof(string) => "a",
                    var t when t == typeof(Location) => location,
                    var t when t == typeof(IReadOnlyList<string>) => new[] { "a" },
                    var t when t == typeof(KeyConfiguration) => KeyConfiguration.OfProperty("a"),
                    var t when t == typeof(ShardConfiguration) => new ShardConfiguration(1, [], null),
                    _ => Activator.CreateInstance(property.PropertyType),
                });
                break;
        }
    }

    // Files of its own: what is remembered hangs on the first ones.
    private static EditedSolution Solution(string customer, string order, string line, string context) => new(
    [
        ("Usings.cs", "global using System; global using System.Collections.Generic; global using Microsoft.EntityFrameworkCore;"),
        ("Entities.cs", Entities),
        ("CustomerConfiguration.cs", Configuration("Customer", customer)),
        ("OrderConfiguration.cs", Configuration("Order", order)),
        ("LineConfiguration.cs", Configuration("Line", line)),
        ("Context.cs", context),
    ]);

    private static string Described(EditedSolution solution, out string[] recipes)
    {
        var compilation = solution.Compilation;
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var model = ContextModel.Read(compilation.GetTypeByMetadataName("ModelContext")!, compilation, WellKnown.In(compilation)!);
        recipes = Recipes(solution);
        return ModelText.Write(ModelDescriber.Describe(model), isIndented: true)
            + string.Join('\n', model.Relationships.Select(r => $"{r.Dependent} {r.Principal} {string.Join(' ', r.ForeignKey)} {r.OnDelete}").Order(StringComparer.Ordinal));
    }

    private static string[] Recipes(EditedSolution solution) =>
        [.. new[] { "Customer", "Order", "Line" }.Where(e => RememberedModels.Of(solution.Compilation).TryGetRecipe($"{e}Configuration {e}", out _, out _))];

    private static string Configuration(string entity, string says) => Class.Replace("{0}", entity, StringComparison.Ordinal).Replace("{1}", says, StringComparison.Ordinal);
}
