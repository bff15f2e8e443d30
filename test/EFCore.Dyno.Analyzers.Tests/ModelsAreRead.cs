// How keys, indexes and filters are read from attributes, conventions and fluent configuration, and which models are unknown.

namespace EFCore.Dyno.Analyzers.Tests;

public class ModelsAreRead
{
    private const string Order = """
        public class Order
        {
            public int OrderId { get; set; }
            public string TenantId { get; set; } = "";
            public string CustomerId { get; set; } = "";
            public bool IsDeleted { get; set; }
            public DateTime PlacedAt { get; set; }
        }
        """;

    private const string ById = "var found = db.Orders.Where(o => o.OrderId == 1).ToList();";
    private const string ByCustomer = "var found = db.Orders.Where(o => o.CustomerId == id).ToList();";
    private const string ByTenant = "var found = db.Orders.Where(o => o.TenantId == id).ToList();";
    private const string ByTenantAndCustomer = "var found = db.Orders.Where(o => o.TenantId == id && o.CustomerId == id).ToList();";

    [Theory]
    [InlineData("", ById, ByCustomer)]
    [InlineData("order.HasKey(o => o.CustomerId);", ByCustomer, ById)]
    [InlineData("order.HasKey(o => new { o.CustomerId, o.OrderId });", ByCustomer, ById)]
    [InlineData("order.HasKey(\"CustomerId\", \"OrderId\");", ByCustomer, ById)]
    [InlineData("order.HasKey(nameof(Order.CustomerId), nameof(Order.OrderId));", ByCustomer, ById)]
    [InlineData("order.HasPartitionKey(o => o.CustomerId);", ByCustomer, ById)]
    [InlineData("order.HasPartitionKey(\"CustomerId\");", ByCustomer, ById)]
    [InlineData("order.HasPartitionKey(o => $\"C#{o.CustomerId}\");", ByCustomer, ById)]
    [InlineData("order.HasPartitionKey(\"C#{CustomerId:D8}\");", ByCustomer, ById)]
    [InlineData("order.HasPartitionKey(o => \"C#\" + o.CustomerId);", ByCustomer, ById)]
    [InlineData("order.HasPartitionKey(o => $\"{o.TenantId}#{o.CustomerId}\");", ByTenantAndCustomer, ByCustomer)]
    [InlineData("order.HasPartitionKey(\"{TenantId}#{CustomerId}\").HasSortKey(\"ORDER#{OrderId}\");", ByTenantAndCustomer, ById)]
    [InlineData("order.HasKey(o => new { o.OrderId, o.CustomerId }); order.HasSortKey(o => o.OrderId);", ByCustomer, ById)]
    [InlineData("order.HasGlobalSecondaryIndex(\"ByCustomer\", \"C#{CustomerId}\");", ByCustomer, ByTenant)]
    [InlineData("order.HasGlobalSecondaryIndex(\"ByCustomer\", o => $\"C#{o.CustomerId}\", o => o.PlacedAt);", ByCustomer, ByTenant)]
    [InlineData("order.HasLocalSecondaryIndex(\"ByDate\", o => o.PlacedAt);", ById, ByTenant)]
    [InlineData("order.HasIndex(o => o.CustomerId).IsGlobalSecondaryIndex();", ByCustomer, ByTenant)]
    [InlineData("order.HasIndex(\"CustomerId\").IsUnique().IsGlobalSecondaryIndex(\"Customers\");", ByCustomer, ByTenant)]
    [InlineData("order.HasIndex(o => o.CustomerId);", ById, ByCustomer)]
    [InlineData("order.HasQueryFilter(o => !o.IsDeleted);", ById, ByTenant)]
    [InlineData("order.HasPartitionKey(\"{TenantId}#{CustomerId}\"); order.HasQueryFilter(o => o.TenantId == Tenant);", ByCustomer, ByTenant)]
    [InlineData("order.HasPartitionKey(\"{TenantId}#{CustomerId}\"); order.HasQueryFilter(\"T\", o => o.TenantId == Tenant);", ByCustomer, ById)]
    public async Task Fluent_configuration_is_read(string configuration, string silent, string scans)
    {
        var context = $$"""
            public sealed class ShopContext : DbContext
            {
                private string Tenant => "T1";
                public DbSet<Order> Orders => Set<Order>();
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    var order = modelBuilder.Entity<Order>();
                    {{configuration}}
                }
            }
            """;
        await Shop.VerifyAsync(silent, Order, context);
        await Shop.VerifyAsync(scans.Replace("ToList", "{|ToList|}"), Order, context);
    }

    [Fact]
    public Task Where_all_indexes_are_the_table_s_nothing_is_said_of_scans() =>
        Shop.VerifyAsync(ByCustomer, Order, """
            public sealed class ShopContext : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseGlobalSecondaryIndexes();
            }
            """);

    [Theory]
    [InlineData("public int Id { get; set; } public string Name { get; set; } = \"\";", "e.Id == 1", "e.Name == id")]
    [InlineData("public int EntryId { get; set; } public string Name { get; set; } = \"\";", "e.EntryId == 1", "e.Name == id")]
    [InlineData("public int Id { get; set; } [System.ComponentModel.DataAnnotations.Key] public string Name { get; set; } = \"\";", "e.Name == id", "e.Id == 1")]
    [InlineData("public int Id { get; set; } [PartitionKey] public string Name { get; set; } = \"\";", "e.Name == id", "e.Id == 1")]
    public async Task Attributes_and_conventions_are_read(string properties, string silent, string scans)
    {
        var model = $$"""
            public class Entry { {{properties}} }
            public sealed class ShopContext : DbContext { public DbSet<Entry> Entries => Set<Entry>(); }
            """;
        await Shop.VerifyAsync($"var found = db.Entries.Where(e => {silent}).ToList();", model);
        await Shop.VerifyAsync($"var found = db.Entries.Where(e => {scans}).{{|ToList|}}();", model);
    }

    [Fact]
    public Task The_first_name_of_a_primary_key_attribute_is_the_partition_key() =>
        Shop.VerifyAsync(
            "var silent = db.Lines.Where(l => l.B == 1).ToList(); var scan = db.Lines.Where(l => l.A == 1).{|ToList|}();",
            """
            [PrimaryKey(nameof(B), nameof(A))]
            public class Line { public int A { get; set; } public int B { get; set; } }
            public sealed class ShopContext : DbContext { public DbSet<Line> Lines { get; set; } = null!; }
            """);

    [Fact]
    public Task A_sort_key_attribute_leaves_the_other_key_property_to_be_the_partition_key() =>
        Shop.VerifyAsync(
            "var silent = db.Lines.Where(l => l.A == 1).ToList(); var scan = db.Lines.Where(l => l.B == 1).{|ToList|}();",
            """
            [PrimaryKey(nameof(B), nameof(A))]
            public class Line { public int A { get; set; } [SortKey] public int B { get; set; } }
            public sealed class ShopContext : DbContext { public DbSet<Line> Lines { get; set; } = null!; }
            """);

    [Theory]
    [InlineData("modelBuilder.ApplyConfiguration(new OrderConfiguration());")]
    [InlineData("modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly);")]
    [InlineData("modelBuilder.ApplyConfigurationsFromAssembly(System.Reflection.Assembly.GetExecutingAssembly());")]
    [InlineData("modelBuilder.ConfigureOrders();")]
    [InlineData("OrderHelpers.ConfigureOrder(modelBuilder.Entity<Order>());")]
    [InlineData("modelBuilder.Entity<Order>(OrderHelpers.ConfigureOrder);")]
    [InlineData("OnModelCreatingPartial(modelBuilder);")]
    public Task A_model_in_several_files_is_read(string configuration) =>
        Shop.VerifyAsync(
            ByCustomer + "var scan = db.Orders.Where(o => o.OrderId == 1).{|ToList|}();",
            Order,
            $$"""
            public partial class ShopContext : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
            }
            """,
            $$"""
            public partial class ShopContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    base.OnModelCreating(modelBuilder);
                    {{configuration}}
                }

                partial void OnModelCreatingPartial(ModelBuilder modelBuilder);
            }
            """,
            """
            using Microsoft.EntityFrameworkCore.Metadata.Builders;

            public partial class ShopContext
            {
                partial void OnModelCreatingPartial(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().HasKey(o => o.CustomerId);
            }

            public class OrderConfiguration : IEntityTypeConfiguration<Order>
            {
                public void Configure(EntityTypeBuilder<Order> builder) => builder.HasPartitionKey(o => $"C#{o.CustomerId}");
            }

            public static class OrderHelpers
            {
                public static void ConfigureOrders(this ModelBuilder model) => model.Entity<Order>(o => ConfigureOrder(o));
                public static void ConfigureOrder(EntityTypeBuilder<Order> order) => order.HasKey(o => o.CustomerId);
            }
            """);

    [Fact]
    public async Task The_table_that_the_message_names_is_the_configured_one()
    {
        var messages = await Shop.VerifyAsync("var all = db.Orders.{|DYNO1002:ToList|}();", Order, Context("modelBuilder.Entity<Order>().ToDynoTable(\"orders-v2\");"));
        Assert.Contains("the whole table 'orders-v2'.", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_filter_that_fixes_the_key_counts_until_it_is_ignored() =>
        Shop.VerifyAsync(
            "var mine = db.Orders.ToList(); var all = db.Orders.IgnoreQueryFilters().{|DYNO1002:ToList|}();",
            Order,
            Context("modelBuilder.Entity<Order>().HasKey(o => new { o.TenantId, o.OrderId }); "
                + "modelBuilder.Entity<Order>().HasQueryFilter(o => o.TenantId == \"T1\");"));

    [Fact]
    public Task A_derived_type_has_the_key_of_its_root() =>
        Shop.VerifyAsync(
            "var one = db.Rushes.Where(o => o.OrderId == 1).ToList(); var all = db.Rushes.Where(o => o.Hours == 1).{|ToList|}();",
            Order,
            "public class Rush : Order { public int Hours { get; set; } }",
            Context("", "public DbSet<Rush> Rushes => Set<Rush>();"));

    [Theory]
    [InlineData("if (DateTime.Now.Year > 2000) { modelBuilder.Entity<Order>().HasKey(o => o.CustomerId); }")]
    [InlineData("foreach (var type in modelBuilder.Model.GetEntityTypes()) { }")]
    [InlineData("modelBuilder.Entity<Order>().Metadata.SetPrimaryKey((Microsoft.EntityFrameworkCore.Metadata.IMutableProperty?)null);")]
    [InlineData("modelBuilder.Entity<Order>().HasNoKey();")]
    [InlineData("modelBuilder.Entity<Order>().HasKey(DateTime.Now.Year > 2000 ? \"CustomerId\" : \"OrderId\");")]
    [InlineData("modelBuilder.Entity<Order>().HasPartitionKey(o => o.CustomerId.ToUpper());")]
    [InlineData("modelBuilder.Entity<Order>().HasGlobalSecondaryIndex(DateTime.Now.ToString(), o => o.CustomerId);")]
    [InlineData("modelBuilder.Entity(typeof(Order)).HasKey(\"CustomerId\");")]
    [InlineData("var keep = modelBuilder; Action<ModelBuilder> configure = m => { }; configure(modelBuilder);")]
    [InlineData("Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order>> a = o => { }; modelBuilder.Entity(a);")]
    [InlineData("var kept = new List<ModelBuilder> { modelBuilder };")]
    [InlineData("var kept = new Tuple<ModelBuilder>(modelBuilder);")]
    [InlineData("modelBuilder.Entity<Order>().HasBaseType((string?)null);")]
    [InlineData("modelBuilder.ApplyConfigurationsFromAssembly(typeof(string).Assembly);")]
    [InlineData("modelBuilder.HasAnnotation(\"a\", 1).Entity<Order>().HasAnnotation(\"Dyno:PartitionKey\", \"CustomerId\");")]
    public Task A_model_that_is_not_known_for_certain_is_silent(string configuration) =>
        Shop.VerifyAsync("var all = db.Orders.ToList();", Order, Context(configuration));

    [Theory]
    [InlineData("c.Properties<DateTime>().HavePrecision(3);", "{|ToList|}")]
    [InlineData("c.Conventions.Add(_ => null!);", "ToList")]
    [InlineData("c.Properties<Enum>().HaveConversion<string>();", "ToList")]
    [InlineData("c.Properties(typeof(int)).HaveConversion<string>();", "ToList")]
    [InlineData("if (DateTime.Now.Year > 2000) { c.Properties<int>().HaveConversion<string>(); }", "ToList")]
    [InlineData("c.IgnoreAny<Uri>();", "ToList")]
    [InlineData("Other(c);", "ToList")]
    public Task Conventions_that_are_not_understood_are_silent(string conventions, string call) =>
        Shop.VerifyAsync(
            $"var all = db.Orders.Where(o => o.IsDeleted).{call}();",
            Order,
            Context("", $"protected override void ConfigureConventions(ModelConfigurationBuilder c) {{ {conventions} }} static void Other(ModelConfigurationBuilder c) {{ }}"));

    [Theory]
    [InlineData("public class Entry { public string Name { get; set; } = \"\"; }")]
    [InlineData("[Keyless] public class Entry { public int Id { get; set; } }")]
    public Task An_entity_without_a_key_is_silent(string entity) =>
        Shop.VerifyAsync(
            "var all = db.Entries.ToList();", entity, "public sealed class ShopContext : DbContext { public DbSet<Entry> Entries => Set<Entry>(); }");

    [Fact]
    public Task A_context_is_configured_by_its_most_derived_method_and_what_that_calls() =>
        Shop.VerifyAsync(
            ByCustomer + "var all = db.Orders.Where(o => o.OrderId == 1).{|ToList|}();",
            Order,
            """
            public abstract class BaseContext : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().HasKey(o => o.TenantId);
            }

            public sealed class ShopContext : BaseContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    base.OnModelCreating(modelBuilder);
                    modelBuilder.Entity<Order>().HasKey(o => o.CustomerId);
                }
            }
            """);

    [Fact]
    public Task A_virtual_helper_may_do_anything() =>
        Shop.VerifyAsync(
            "var all = db.Orders.ToList();",
            Order,
            Context("Configure(modelBuilder);", "protected virtual void Configure(ModelBuilder modelBuilder) { }").Replace("sealed ", ""));

    [Fact]
    public Task An_attribute_that_names_the_configuration_is_followed() =>
        Shop.VerifyAsync(
            "var one = db.Lines.Where(l => l.Sku == id).ToList(); var all = db.Lines.Where(l => l.Id == 1).{|ToList|}();",
            """
            [EntityTypeConfiguration(typeof(LineConfiguration))]
            public class Line { public int Id { get; set; } public string Sku { get; set; } = ""; }
            public class LineConfiguration : IEntityTypeConfiguration<Line>
            {
                public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Line> builder) => builder.HasPartitionKey(l => l.Sku);
            }
            public sealed class ShopContext : DbContext { public DbSet<Line> Lines => Set<Line>(); }
            """);

    [Fact]
    public Task A_context_that_another_one_reconfigures_is_silent() =>
        Shop.VerifyAsync(
            "var all = db.Orders.ToList();",
            Order,
            Context("").Replace("sealed ", ""),
            "public class OtherContext : ShopContext { protected override void OnModelCreating(ModelBuilder modelBuilder) { } }");

    [Theory]
    [InlineData("", "ToList")]
    [InlineData("protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseDyno(\"shop.dyno\");", "{|DYNO1002:ToList|}")]
    public Task Beside_another_provider_only_a_context_that_says_UseDyno_is_judged(string configuring, string call) =>
        AnalyzerHarness.VerifyBesideAsync(
            "DYNO1001 DYNO1002",
            ["Microsoft.EntityFrameworkCore.InMemory"],
            Order,
            Context("", configuring),
            Shop.Method($"var all = db.Orders.{call}();"));

    private static string Context(string configuration, string members = "") => $$"""
        public sealed class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            {{members}}
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                {{configuration}}
            }
        }
        """;
}
