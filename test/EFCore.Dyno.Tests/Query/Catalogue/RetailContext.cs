// The realistic model of the plan catalogue: a shop in one table by key templates, trade data in a table for each type, and coupons.

using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Tests.Query.Catalogue;

public sealed class RetailContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Purchase> Purchases => Set<Purchase>();

    public DbSet<PurchaseLine> Lines => Set<PurchaseLine>();

    public DbSet<Article> Articles => Set<Article>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<Region> Regions => Set<Region>();

    public DbSet<Employee> Employees => Set<Employee>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<Coupon> Coupons => Set<Coupon>();

    public DbSet<Redemption> Redemptions => Set<Redemption>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.ToDynoTable("Shop");
            customer.HasPartitionKey(c => $"CUSTOMER#{c.Id}");
            customer.HasSortKey(c => "PROFILE");
            customer.HasGlobalSecondaryIndex("ByEmail", c => c.Email);
            customer.OwnsOne(c => c.Address);
        });
        modelBuilder.Entity<Purchase>(purchase =>
        {
            purchase.ToDynoTable("Shop");
            purchase.HasKey(p => new { p.CustomerId, p.Number });
            purchase.HasPartitionKey(p => $"CUSTOMER#{p.CustomerId}");
            purchase.HasSortKey(p => $"PURCHASE#{p.Number:D6}");
            purchase.HasGlobalSecondaryIndex("ByState", p => p.State, p => p.PlacedAt);
            purchase.HasOne(p => p.Customer).WithMany(c => c.Purchases).HasForeignKey(p => p.CustomerId);
        });
        modelBuilder.Entity<PurchaseLine>(line =>
        {
            line.ToDynoTable("Shop");
            line.HasKey(l => new { l.CustomerId, l.Number, l.LineNumber });
            line.HasPartitionKey(l => $"CUSTOMER#{l.CustomerId}");
            line.HasSortKey(l => $"LINE#{l.Number:D6}#{l.LineNumber:D3}");
            line.HasOne(l => l.Purchase).WithMany(p => p.Lines).HasForeignKey(l => new { l.CustomerId, l.Number });
            line.HasOne(l => l.Article).WithMany().HasForeignKey(l => l.Sku);
        });
        modelBuilder.Entity<Article>(article =>
        {
            article.HasKey(a => a.Sku);
            article.HasGlobalSecondaryIndex("ByCategory", a => a.Category, a => a.Price);
            article.HasOne(a => a.Supplier).WithMany(s => s.Articles).HasForeignKey(a => a.SupplierId);
            article.HasMany(a => a.Labels).WithMany(l => l.Articles);
        });
        modelBuilder.Entity<Supplier>().HasOne(s => s.Region).WithMany(r => r.Suppliers).HasForeignKey(s => s.RegionName);
        modelBuilder.Entity<Region>().HasKey(r => r.Name);
        modelBuilder.Entity<Label>().HasKey(l => l.Name);
        modelBuilder.Entity<Employee>(employee =>
        {
            employee.HasGlobalSecondaryIndex("ByManager", e => e.ManagerId);
            employee.HasOne(e => e.Manager).WithMany(e => e.Reports).HasForeignKey(e => e.ManagerId);
        });
        modelBuilder.Entity<Manager>();
        modelBuilder.Entity<Shipment>(shipment =>
        {
            shipment.HasKey(s => new { s.Day, s.Carrier, s.Tracking });
            shipment.HasPartitionKey(s => $"DAY#{s.Day:yyyy-MM-dd}");
            shipment.HasSortKey(s => $"{s.Carrier}#{s.Tracking}");
        });
        modelBuilder.Entity<Coupon>(coupon =>
        {
            coupon.HasKey(c => new { c.Business, c.Code });
            coupon.HasLocalSecondaryIndex("ByEnd", c => c.EndsAt);
            coupon.HasGlobalSecondaryIndex("ByTown", c => c.Town, c => c.EndsAt);
            coupon.HasQueryFilter(c => !c.IsWithdrawn);
        });
        modelBuilder.Entity<Redemption>(redemption =>
        {
            redemption.HasKey(r => new { r.Business, r.Code, r.Person });
            redemption.HasOne(r => r.Coupon).WithMany(c => c.Redemptions).HasForeignKey(r => new { r.Business, r.Code });
        });
    }
}

public class Customer
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public int Points { get; set; }

    public DateTime Since { get; set; }

    public Place? Address { get; set; }

    public List<Purchase> Purchases { get; set; } = [];
}

public class Place
{
    public string City { get; set; } = "";

    public string? Zip { get; set; }
}

public enum PurchaseState
{
    Open,
    Paid,
    Sent,
}

public class Purchase
{
    public string CustomerId { get; set; } = "";

    public int Number { get; set; }

    public PurchaseState State { get; set; }

    public DateTime PlacedAt { get; set; }

    public decimal Total { get; set; }

    public string? Note { get; set; }

    public Customer Customer { get; set; } = null!;

    public List<PurchaseLine> Lines { get; set; } = [];
}

public class PurchaseLine
{
    public string CustomerId { get; set; } = "";

    public int Number { get; set; }

    public int LineNumber { get; set; }

    public string Sku { get; set; } = "";

    public int Quantity { get; set; }

    public Purchase Purchase { get; set; } = null!;

    public Article Article { get; set; } = null!;
}

public class Article
{
    public string Sku { get; set; } = "";

    public string Name { get; set; } = "";

    public string Category { get; set; } = "";

    public decimal Price { get; set; }

    public int? Stock { get; set; }

    public List<string> Colours { get; set; } = [];

    public int SupplierId { get; set; }

    public Supplier Supplier { get; set; } = null!;

    public List<Label> Labels { get; set; } = [];
}

public class Label
{
    public string Name { get; set; } = "";

    public List<Article> Articles { get; set; } = [];
}

public class Supplier
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string? RegionName { get; set; }

    public Region? Region { get; set; }

    public List<Article> Articles { get; set; } = [];
}

public class Region
{
    public string Name { get; set; } = "";

    public List<Supplier> Suppliers { get; set; } = [];
}

public class Employee
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public int? ManagerId { get; set; }

    public Employee? Manager { get; set; }

    public List<Employee> Reports { get; set; } = [];
}

public class Manager : Employee
{
    public decimal Budget { get; set; }
}

public class Shipment
{
    public DateOnly Day { get; set; }

    public string Tracking { get; set; } = "";

    public string Carrier { get; set; } = "";

    public double Weight { get; set; }
}

public class Coupon
{
    public string Business { get; set; } = "";

    public string Code { get; set; } = "";

    public string Town { get; set; } = "";

    public int Percent { get; set; }

    public DateTime EndsAt { get; set; }

    public bool IsWithdrawn { get; set; }

    public List<Redemption> Redemptions { get; set; } = [];
}

public class Redemption
{
    public string Business { get; set; } = "";

    public string Code { get; set; } = "";

    public string Person { get; set; } = "";

    public DateTime At { get; set; }

    public Coupon Coupon { get; set; } = null!;
}

// The seeded database: the same rows each time.
public sealed class RetailFixture : IDisposable
{
    private readonly string _name = "retail-" + Guid.NewGuid().ToString("N");

    public RetailFixture()
    {
        using var context = Open();
        context.Database.EnsureCreated();
        var day = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        Region[] regions = [new() { Name = "North" }, new() { Name = "South" }];
        Label[] labels = [new() { Name = "new" }, new() { Name = "sale" }, new() { Name = "eco" }];
        var suppliers = Enumerable.Range(1, 4).Select(i => new Supplier { Id = i, Name = "Supplier " + i, RegionName = i == 4 ? null : regions[i % 2].Name }).ToList();
        var articles = Enumerable.Range(1, 24).Select(i => new Article
        {
            Sku = $"S{i:D2}",
            Name = "Article " + i,
            Category = new[] { "tea", "cups", "books" }[i % 3],
            Price = i * 1.5m,
            Stock = i % 5 == 0 ? null : i * 3,
            SupplierId = (i % 4) + 1,
            Colours = [.. new[] { "red", "blue", "green" }.Take(i % 4)],
            Labels = [.. labels.Where((_, n) => i % (n + 2) == 0)],
        }).ToList();
        context.AddRange(regions);
        context.AddRange(labels);
        context.AddRange(suppliers);
        context.AddRange(articles);
        for (var c = 1; c <= 6; c++)
        {
            context.Add(new Customer
            {
                Id = "C" + c,
                Name = "Customer " + c,
                Email = $"c{c}@example.com",
                Points = c * 10,
                Since = day.AddDays(-100 * c),
                Address = c % 3 == 0 ? null : new() { City = c % 2 == 0 ? "Oslo" : "Rome", Zip = c == 1 ? null : "Z" + c },
            });
            for (var p = 1; p <= 10; p++)
            {
                context.Add(new Purchase
                {
                    CustomerId = "C" + c,
                    Number = p,
                    State = (PurchaseState)((c + p) % 3),
                    PlacedAt = day.AddHours((c * 100) + p),
                    Total = c * p,
                    Note = p % 4 == 0 ? "gift " + p : null,
                });
                for (var l = 1; l <= (p % 3) + 1; l++)
                {
                    context.Add(new PurchaseLine { CustomerId = "C" + c, Number = p, LineNumber = l, Sku = $"S{((c * p * l) % 24) + 1:D2}", Quantity = l });
                }
            }
        }

        context.Add(new Manager { Id = 1, Name = "Ada", Budget = 100 });
        context.Add(new Manager { Id = 2, Name = "Bob", ManagerId = 1, Budget = 50 });
        context.AddRange(Enumerable.Range(3, 6).Select(i => new Employee { Id = i, Name = "Employee " + i, ManagerId = (i % 2) + 1 }));
        for (var i = 0; i < 30; i++)
        {
            context.Add(new Shipment { Day = new DateOnly(2026, 3, 1).AddDays(i % 3), Carrier = i % 2 == 0 ? "DHL" : "UPS", Tracking = $"T{i:D3}", Weight = i / 4.0 });
            context.Add(new Coupon
            {
                Business = "B" + (i % 3),
                Code = $"K{i:D3}",
                Town = i % 2 == 0 ? "Rome" : "Oslo",
                Percent = i,
                EndsAt = day.AddDays(i),
                IsWithdrawn = i % 7 == 6,
            });
            context.Add(new Redemption { Business = "B" + (i % 3), Code = $"K{i:D3}", Person = "P" + (i % 4), At = day.AddDays(i) });
        }

        context.SaveChanges();
    }

    public RetailContext Open()
    {
        var builder = new DbContextOptionsBuilder<RetailContext>().UseDyno(o => o.InMemory(_name));
        builder.ConfigureWarnings(w => w.Ignore(DynoEventId.ScanWarning, DynoEventId.ClientWorkWarning, DynoEventId.LargeCommitWarning, DynoEventId.WastefulReadWarning));
        return new(builder.Options);
    }

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }
}
