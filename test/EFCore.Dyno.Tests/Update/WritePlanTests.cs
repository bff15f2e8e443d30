// What SaveChanges would write, as text, for each kind of change.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Tests.Update;

public sealed class WritePlanTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly ModelContext _context;

    public WritePlanTests() => _context = _database.Context(Shop);

    [Fact]
    public void An_insert_is_a_put_that_must_find_nothing()
    {
        _context.Add(NewOrder());
        AssertPlan("""
            Put Orders {"Buyer":{"M":{"City":{"S":"Bonn"}}},"ByStatusPK":{"S":"STATUS#open"},"CustomerId":{"S":"c1"},"Lines":{"L":[{"M":{"Sku":{"S":"a"}}},{"M":{"Sku":{"S":"b"}}}]},"Number":{"N":"7"},"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"},"Ship":{"M":{"City":{"S":"Ulm"}}},"Status":{"S":"open"},"Tags":{"SS":["x","y"]},"Version":{"N":"1"}} when attribute_not_exists(PK)
            """);
    }

    [Fact]
    public void An_update_sends_what_changed_and_checks_the_token()
    {
        var order = Tracked();
        order.Status = "paid";
        order.Version = 2;
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET ByStatusPK = "STATUS#paid", Status = "paid", Version = 2 when attribute_exists(PK) AND Version = 1
            """);
    }

    [Fact]
    public void What_became_null_is_removed_and_leaves_the_index()
    {
        var order = Tracked();
        order.Status = null;
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} REMOVE ByStatusPK, Status when attribute_exists(PK) AND Version = 1
            """);
    }

    [Fact]
    public void A_change_in_an_owned_type_is_an_update_of_its_owner()
    {
        var order = Tracked();
        order.Buyer.City = "Köln";
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET Buyer.City = "Köln" when attribute_exists(PK) AND Version = 1 AND attribute_exists(Buyer)
            """);
    }

    [Fact]
    public void An_owned_value_that_was_replaced_is_sent_whole()
    {
        var order = Tracked();
        order.Buyer = new Person { City = "Köln" };
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET Buyer = {"M":{"City":{"S":"Köln"}}} when attribute_exists(PK) AND Version = 1
            """);
    }

    [Fact]
    public void A_changed_element_of_a_list_sends_its_path_while_no_other_moved()
    {
        var order = Tracked();
        order.Lines[1].Sku = "c";
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET Lines[1].Sku = "c" when attribute_exists(PK) AND Version = 1 AND size(Lines) = 2
            """);
    }

    [Fact]
    public void Elements_at_the_end_of_a_list_come_and_go_alone()
    {
        var order = Tracked();
        order.Lines.Add(new Line { Sku = "c" });
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET Lines[2] = {"M":{"Sku":{"S":"c"}}} when attribute_exists(PK) AND Version = 1 AND size(Lines) = 2
            """);
        _context.SaveChanges();
        order.Lines.RemoveRange(1, 2);
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} REMOVE Lines[1], Lines[2] when attribute_exists(PK) AND Version = 1 AND size(Lines) = 3
            """);
        _context.SaveChanges();
        Assert.Equal(["a"], Reload().Lines.Select(l => l.Sku));
    }

    [Fact]
    public void What_was_added_to_a_set_is_added_and_what_was_taken_is_deleted()
    {
        var order = Tracked();
        order.Tags.Add("z");
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} ADD Tags {"SS":["z"]} when attribute_exists(PK) AND Version = 1
            """);
        _context.SaveChanges();
        order.Tags.Remove("x");
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} DELETE Tags {"SS":["x"]} when attribute_exists(PK) AND Version = 1
            """);
        _context.SaveChanges();
        Assert.Equal(["y", "z"], Reload().Tags.Order());
    }

    [Fact]
    public void A_change_in_an_owned_collection_sends_the_list()
    {
        var order = Tracked();
        order.Lines.RemoveAt(0);
        order.Lines.Add(new Line { Sku = "c" });
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET Lines = {"L":[{"M":{"Sku":{"S":"b"}}},{"M":{"Sku":{"S":"c"}}}]} when attribute_exists(PK) AND Version = 1
            """);
    }

    [Fact]
    public void A_change_in_a_complex_type_sends_its_path()
    {
        var order = Tracked();
        order.Ship.City = "Trier";
        AssertPlan("""
            Update Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} SET Ship.City = "Trier" when attribute_exists(PK) AND Version = 1 AND attribute_exists(Ship)
            """);
    }

    [Fact]
    public void A_delete_checks_the_token()
    {
        _context.Remove(Tracked());
        AssertPlan("""
            Delete Orders {"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"}} when attribute_exists(PK) AND Version = 1
            """);
    }

    [Fact]
    public void A_deleted_item_whose_key_is_added_again_is_replaced()
    {
        _context.Remove(Tracked());
        var order = NewOrder();
        order.Version = 9;
        order.Lines.Clear();
        _context.Add(order);
        AssertPlan("""
            Put Orders {"Buyer":{"M":{"City":{"S":"Bonn"}}},"ByStatusPK":{"S":"STATUS#open"},"CustomerId":{"S":"c1"},"Lines":{"L":[]},"Number":{"N":"7"},"PK":{"S":"CUSTOMER#c1"},"SK":{"S":"ORDER#0007"},"Ship":{"M":{"City":{"S":"Ulm"}}},"Status":{"S":"open"},"Tags":{"SS":["x","y"]},"Version":{"N":"9"}} when attribute_exists(PK) AND Version = 1
            """);
    }

    public void Dispose()
    {
        _context.Dispose();
        _database.Dispose();
    }

    internal static void Shop(ModelBuilder b) => b.Entity<Order>(e =>
    {
        e.HasPartitionKey(o => $"CUSTOMER#{o.CustomerId}").HasSortKey(o => $"ORDER#{o.Number:D4}");
        e.HasGlobalSecondaryIndex("ByStatus", o => $"STATUS#{o.Status}");
        e.Property(o => o.Version).IsConcurrencyToken();
        e.OwnsOne(o => o.Buyer);
        e.OwnsMany(o => o.Lines);
        e.ComplexProperty(o => o.Ship);
    });

    internal static Order NewOrder() => new()
    {
        CustomerId = "c1",
        Number = 7,
        Status = "open",
        Version = 1,
        Buyer = new Person { City = "Bonn" },
        Ship = new Place { City = "Ulm" },
        Lines = [new Line { Sku = "a" }, new Line { Sku = "b" }],
        Tags = ["x", "y"],
    };

    private Order Reload()
    {
        _context.ChangeTracker.Clear();
        return _context.Set<Order>().Single(o => o.CustomerId == "c1" && o.Number == 7);
    }

    private Order Tracked()
    {
        var order = NewOrder();
        _context.Database.EnsureCreated();
        _context.Add(order);
        _context.SaveChanges();
        return order;
    }

    private void AssertPlan(string expected)
    {
        var adapter = _context.GetService<IUpdateAdapterFactory>().Create();
        adapter.DetectChanges();
        var plan = new WritePlanner(DynoModel.Of(_context.Model), showsValues: true).Plan(adapter.GetEntriesToSave());
        Assert.Equal(expected.Trim(), plan.ToString().Trim());
    }

    internal sealed class Order
    {
        public string CustomerId { get; set; } = "";

        public int Number { get; set; }

        public string? Status { get; set; }

        public int Version { get; set; }

        public Person Buyer { get; set; } = new();

        public Place Ship { get; set; } = new();

        public List<Line> Lines { get; set; } = [];

        public HashSet<string> Tags { get; set; } = [];
    }

    internal sealed class Person
    {
        public string City { get; set; } = "";
    }

    internal sealed class Place
    {
        public string City { get; set; } = "";

        public string? Street { get; set; }
    }

    internal sealed class Line
    {
        public string Sku { get; set; } = "";
    }
}
