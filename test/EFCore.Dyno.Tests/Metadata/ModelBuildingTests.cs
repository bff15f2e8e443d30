// From classes and configuration to tables, keys, indexes and attributes.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class ModelBuildingTests
{
    private sealed class Customer
    {
        public Guid Id { get; set; }

        public string Name { get; set; } = "";

        public string? Email { get; set; }

        public Address Home { get; set; } = new();

        public List<Address> Others { get; set; } = [];
    }

    private sealed class Address
    {
        public string City { get; set; } = "";
    }

    private sealed class Order
    {
        public string CustomerId { get; set; } = "";

        public int Number { get; set; }

        public string Status { get; set; } = "";

        public decimal Total { get; set; }
    }

    [DynoTable("Annotated")]
    [GlobalSecondaryIndex("ByName", "Name", "N#{Rank}")]
    private sealed class Annotated
    {
        [PartitionKey]
        public string Group { get; set; } = "";

        [SortKey("RANK#{Rank}")]
        public int Rank { get; set; }

        [DynoAttribute("n")]
        public string Name { get; set; } = "";
    }

    private class Animal
    {
        public string Id { get; set; } = "";
    }

    private sealed class Dog : Animal
    {
        public bool Barks { get; set; }
    }

    [Fact]
    public void By_convention_the_ef_key_is_the_key_and_the_plural_the_table()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            b.Entity<Customer>().OwnsOne(c => c.Home);
            b.Entity<Customer>().OwnsMany(c => c.Others);
            b.Entity<Order>().HasKey(o => new { o.CustomerId, o.Number });
        });
        var customer = Map<Customer>(context);
        Assert.Equal("Customers", customer.Table.Name);
        Assert.Equal(new DynoAttribute("Id", AttributeType.S), customer.Table.PartitionKey);
        Assert.Null(customer.SortKey);
        Assert.Null(customer.Discriminator);
        Assert.Equal(["Email", "Id", "Name"], customer.Properties.Select(p => p.AttributeName));
        Assert.Equal(["Home", "Others"], customer.Embedded.Select(e => e.AttributeName));
        Assert.Equal(["City"], customer.Embedded[1].Target.Properties.Select(p => p.AttributeName));
        Assert.Equal("CustomerId (S), Number (N)", Key(Map<Order>(context)));
    }

    [Fact]
    public void Attributes_configure_table_keys_indexes_and_names()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Annotated>());
        var map = Map<Annotated>(context);
        Assert.Equal("Annotated", map.Table.Name);
        Assert.Equal("Group (S), SK (S)", Key(map));
        Assert.Equal(["Group", "Rank"], map.EntityType.FindPrimaryKey()!.Properties.Select(p => p.Name));
        var index = Assert.Single(map.Table.Indexes);
        Assert.True(index.IsGlobal);
        Assert.Equal("n", index.PartitionKey.Name);
        Assert.Equal("ByNameSK", index.SortKey!.Name);
    }

    [Fact]
    public void Fluent_indexes_have_keys_and_projections()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Order>(e =>
        {
            e.HasPartitionKey(o => o.CustomerId).HasSortKey(o => o.Number);
            e.HasGlobalSecondaryIndex("ByStatus", o => o.Status, o => o.Total).Projects(o => new { o.Number, o.Total });
            e.HasLocalSecondaryIndex("ByTotal", o => o.Total).ProjectsKeysOnly();
        }));
        var table = Map<Order>(context).Table;
        Assert.Equal(["ByStatus", "ByTotal"], table.Indexes.Select(i => i.Name));
        Assert.Equal(ProjectionType.INCLUDE, table.Indexes[0].Projection.ProjectionType);
        Assert.Equal(["Number", "Total"], table.Indexes[0].Projection.NonKeyAttributes);
        Assert.False(table.Indexes[1].IsGlobal);
        Assert.Equal("CustomerId", table.Indexes[1].PartitionKey.Name);
        Assert.Equal(ProjectionType.KEYS_ONLY, table.Indexes[1].Projection.ProjectionType);
    }

    [Fact]
    public void Types_that_share_a_table_get_a_discriminator()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            b.Entity<Customer>(e =>
            {
                e.ToDynoTable("Shop").HasPartitionKey(c => $"CUSTOMER#{c.Id}").HasSortKey(_ => "PROFILE");
                e.Ignore(c => c.Home);
                e.Ignore(c => c.Others);
            });
            b.Entity<Order>().ToDynoTable("Shop").HasPartitionKey(o => $"CUSTOMER#{o.CustomerId}").HasSortKey(o => $"ORDER#{o.Number:D8}");
        });
        var table = Map<Order>(context).Table;
        Assert.Same(table, Map<Customer>(context).Table);
        Assert.True(table.IsShared);
        Assert.Equal("PK (S), SK (S)", Key(Map<Order>(context)));
        Assert.Equal("$type", Map<Order>(context).Discriminator!.AttributeName);
        Assert.Equal("Order", Map<Order>(context).DiscriminatorValue);
    }

    [Fact]
    public void A_hierarchy_shares_a_table_and_has_a_discriminator()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            b.Entity<Animal>();
            b.Entity<Dog>();
        });
        Assert.Equal("Animals", Map<Dog>(context).Table.Name);
        Assert.Equal(["$type", "Barks", "Id"], Map<Dog>(context).Properties.Select(p => p.AttributeName));
        Assert.Equal("Dog", Map<Dog>(context).DiscriminatorValue);
    }

    private static DynoEntityMap Map<T>(DbContext context) => context.Model.FindEntityType(typeof(T))!.GetDynoMap();

    private static string Key(DynoEntityMap map) =>
        string.Join(", ", new[] { map.PartitionKey, map.SortKey }.Where(p => p is not null).Select(p => $"{p!.AttributeName} ({p.AttributeType.ToName()})"));
}
