// Models that EF's in-memory provider takes without any configuration of keys and tables are taken, stored and read back.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class AcceptanceTests
{
    private sealed class A
    {
        public string Id { get; set; } = "";

        public List<Tag> Tags { get; } = [];
    }

    private sealed class Tag
    {
        public string Id { get; set; } = "";

        public List<A> As { get; } = [];
    }

    private static class Elsewhere
    {
        internal sealed class Tag
        {
            public string Id { get; set; } = "";
        }
    }

    private sealed class Ab
    {
        public string Id { get; set; } = "";
    }

    private sealed class Summary
    {
        public string Id { get; set; } = "";

        public int Length { get; set; }
    }

    private sealed class Versioned
    {
        public string Id { get; set; } = "";

        public byte[]? Version { get; set; }
    }

    private sealed class SetContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<A> X => Set<A>();
    }

    [Fact]
    public void Names_that_dynamodb_does_not_take_are_adapted_and_unrelated_types_get_tables_of_their_own()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            b.Entity<A>();
            b.Entity<Elsewhere.Tag>();
            b.Entity<Ab>();
            b.SharedTypeEntity<Dictionary<string, object>>("Bag", e => e.IndexerProperty<string>("Id"));
        });
        Assert.Equal(
            ["Abs", "As_", "Bags", "Tags", "Tags1", "ATags"],
            DynoModel.Of(context.Model).Tables.Select(t => t.Name).Order(StringComparer.OrdinalIgnoreCase).OrderBy(n => n == "ATags"));
        using var sets = new SetContext(database.Options<SetContext>());
        Assert.Equal("X__", sets.Model.FindEntityType(typeof(A))!.GetDynoTableName());
    }

    [Fact]
    public void Join_types_and_property_bags_are_stored()
    {
        using var database = new TestDatabase();
        static void Model(ModelBuilder b)
        {
            b.Entity<A>();
            b.SharedTypeEntity<Dictionary<string, object>>("Bag", e =>
            {
                e.IndexerProperty<string>("Id");
                e.IndexerProperty<int?>("Number");
            });
        }

        using (var context = database.Context(Model))
        {
            context.Database.EnsureCreated();
            context.Add(new A { Id = "a", Tags = { new Tag { Id = "t" }, new Tag { Id = "u" } } });
            context.Set<Dictionary<string, object>>("Bag").Add(new() { ["Id"] = "bag", ["Number"] = 7 });
            Assert.Equal(6, context.SaveChanges());
        }

        using (var context = database.Context(Model))
        {
            Assert.Equal(7, context.Set<Dictionary<string, object>>("Bag").Single()["Number"]);
            Assert.Equal(2, context.Set<Dictionary<string, object>>("ATag").ToList().Count);
        }
    }

    [Fact]
    public void Types_without_key_are_views()
    {
        using var database = new TestDatabase();
        static void Model(ModelBuilder b)
        {
            b.Entity<A>().Ignore(a => a.Tags);
            b.Entity<Summary>().HasNoKey().ToDynoTable("As_");
        }

        using var context = database.Context(Model);
        context.Database.EnsureCreated();
        Assert.Equal(["As_"], DynoModel.Of(context.Model).Tables.Select(t => t.Name));
        context.Add(new A { Id = "a" });
        context.SaveChanges();
        Assert.Equal("a", context.Set<Summary>().Single(s => s.Id == "a").Id);
        Assert.Empty(context.Set<Summary>().Where(s => s.Id == "b").ToList());
    }

    [Fact]
    public void Types_without_key_may_come_from_a_query()
    {
        using var database = new TestDatabase();
        using var context = new QueryContext(database.Options<QueryContext>());
        context.Database.EnsureCreated();
        context.Add(new Versioned { Id = "abc" });
        context.SaveChanges();
        var summary = context.Set<Summary>().Single();
        Assert.Equal(("abc", 3), (summary.Id, summary.Length));
        Assert.Equal(["Versions"], DynoModel.Of(context.Model).Tables.Select(t => t.Name));
        Assert.NotNull(context.Model.FindEntityType(typeof(Summary))!.GetDynoQuery());
    }

    private sealed class QueryContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Versioned> Versions => Set<Versioned>();

        protected override void OnModelCreating(ModelBuilder b) =>
            b.Entity<Summary>().HasNoKey().ToDynoQuery(() => Versions.Select(v => new Summary { Id = v.Id, Length = v.Id.Length }));
    }

    [Fact]
    public void Generated_values_and_indexes_of_ef_are_accepted()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Versioned>(e =>
        {
            e.Property(v => v.Version).IsRowVersion();
            e.Property<int>("Number").ValueGeneratedOnAdd();
            e.HasIndex("Number");
        }));
        Assert.Empty(DynoModel.Of(context.Model).Tables.Single().Indexes);
    }
}
