// The model and data that query tests run on: keys as properties and as templates, indexes, owned and complex types, inheritance.

using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Tests.Query;

public enum OrderState
{
    Open,
    Paid,
    Sent,
}

public class Order
{
    public string CustomerId { get; set; } = "";

    public int Number { get; set; }

    public OrderState State { get; set; }

    public string? Note { get; set; }

    public string City { get; set; } = "";

    public decimal Total { get; set; }

    public int? Discount { get; set; }

    public bool IsGift { get; set; }

    public DateTime PlacedAt { get; set; }

    public List<string> Tags { get; set; } = [];

    public Address? ShipTo { get; set; }

    public List<Line> Lines { get; set; } = [];

    public Money Paid { get; set; } = new();
}

public class Address
{
    public string Street { get; set; } = "";

    public string? Zip { get; set; }
}

public class Line
{
    public string Sku { get; set; } = "";

    public int Quantity { get; set; }
}

public class Money
{
    public decimal Amount { get; set; }

    public string Currency { get; set; } = "EUR";
}

public class Product
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public int Stock { get; set; }
}

public abstract class Party
{
    public string Region { get; set; } = "";

    public string Name { get; set; } = "";
}

public class Person : Party
{
    public int Age { get; set; }
}

public class Company : Party
{
    public string? Vat { get; set; }
}

public class Visit
{
    public string Shop { get; set; } = "";

    public DateTime At { get; set; }

    public string Who { get; set; } = "";

    public bool IsDeleted { get; set; }
}

public sealed class ShopContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Party> Parties => Set<Party>();

    public DbSet<Visit> Visits => Set<Visit>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.HasKey(o => new { o.CustomerId, o.Number });
            order.HasGlobalSecondaryIndex("ByState", o => o.State, o => o.PlacedAt);
            order.HasGlobalSecondaryIndex("ByCity", o => o.City, o => o.Total).ProjectsKeysOnly();
            order.HasLocalSecondaryIndex("ByDate", o => o.PlacedAt);
            order.OwnsOne(o => o.ShipTo);
            order.OwnsMany(o => o.Lines);
            order.ComplexProperty(o => o.Paid);
        });
        modelBuilder.Entity<Party>(party =>
        {
            party.HasKey(p => new { p.Region, p.Name });
        });
        modelBuilder.Entity<Person>();
        modelBuilder.Entity<Company>();
        modelBuilder.Entity<Visit>(visit =>
        {
            visit.HasKey(v => new { v.Shop, v.At });
            visit.HasPartitionKey(v => $"SHOP#{v.Shop}");
            visit.HasSortKey(v => $"VISIT#{v.At}");
            visit.HasQueryFilter(v => !v.IsDeleted);
        });
    }
}

// One database of orders for a class of tests, and the same orders as objects.
public sealed class ShopFixture : IDisposable
{
    private readonly string _name = "shop-" + Guid.NewGuid().ToString("N");

    public ShopFixture()
    {
        Seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var seed) ? seed : 20261121;
        Orders = Make(new Random(Seed));
        using var context = Open();
        context.Database.EnsureCreated();
        context.AddRange(Orders);
        context.AddRange(
            new Person { Region = "EU", Name = "Ada", Age = 36 },
            new Person { Region = "EU", Name = "Bob", Age = 20 },
            new Company { Region = "EU", Name = "Acme", Vat = "X1" },
            new Company { Region = "US", Name = "Bolt" });
        for (var i = 0; i < 10; i++)
        {
            context.Add(new Visit { Shop = "A", At = new DateTime(2026, 1, 1 + i), Who = "w" + i, IsDeleted = i == 3 });
            context.Add(new Product { Id = new Guid(i, 0, 0, new byte[8]), Name = "P" + i, Stock = i });
        }

        context.SaveChanges();
    }

    public int Seed { get; }

    public List<Order> Orders { get; }

    public List<string> Log { get; } = [];

    public ShopContext Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>().UseDyno(o => o.InMemory(_name));
        builder.ConfigureWarnings(w => w.Log((DynoEventId.ScanWarning, Microsoft.Extensions.Logging.LogLevel.Warning)));
        configure?.Invoke(builder);
        return new(builder.Options);
    }

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }

    private static List<Order> Make(Random random)
    {
        var orders = new List<Order>();
        for (var customer = 0; customer < 8; customer++)
        {
            for (var number = 1; number <= 25; number++)
            {
                var order = new Order
                {
                    CustomerId = "C" + customer,
                    Number = number,
                    State = (OrderState)random.Next(3),
                    Note = random.Next(3) == 0 ? null : "note " + random.Next(20),
                    City = new[] { "Rome", "Oslo", "Lima" }[random.Next(3)],
                    Total = random.Next(1, 500) / 4m,
                    Discount = random.Next(2) == 0 ? null : random.Next(30),
                    IsGift = random.Next(4) == 0,
                    PlacedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes((customer * 1000) + random.Next(900) + (number * 7777)),
                    Paid = new Money { Amount = random.Next(100), Currency = random.Next(2) == 0 ? "EUR" : "USD" },
                };
                order.Tags.AddRange(Enumerable.Range(0, random.Next(4)).Select(t => "t" + t));
                if (random.Next(3) > 0)
                {
                    order.ShipTo = new Address { Street = "S" + random.Next(9), Zip = random.Next(2) == 0 ? null : "Z" + random.Next(5) };
                }

                order.Lines.AddRange(Enumerable.Range(0, random.Next(4)).Select(l => new Line { Sku = "K" + l, Quantity = random.Next(1, 9) }));
                orders.Add(order);
            }
        }

        return orders;
    }
}
