// The model that queries are made up for: every property that can be null is for some rows, keys lead nowhere for some, and indexes stand on both. In a table for each
// type, all in one by key templates, or with what else the store has: shards, keys of several attributes, indexes of some rows or attributes.

namespace EFCore.Dyno.Differential.Tests;

public enum Layout
{
    Tables,
    OneTable,
    Designed,
}

public sealed class TownContext(DbContextOptions options, Layout layout) : DbContext(options)
{
    public Layout Layout => layout;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (layout == Layout.Designed)
        {
            Design(modelBuilder);
        }

        modelBuilder.Entity<Person>(person =>
        {
            if (layout == Layout.OneTable)
            {
                person.ToDynoTable("Town");
                person.HasPartitionKey(p => $"PERSON#{p.Id}");
                person.HasSortKey(p => "PROFILE");
            }

            person.HasGlobalSecondaryIndex("ByCity", p => p.City, p => p.Rank);
            person.HasGlobalSecondaryIndex("ByBoss", p => p.BossId);
            person.HasOne(p => p.Boss).WithMany(p => p.Reports).HasForeignKey(p => p.BossId);
            person.OwnsOne(p => p.Home);
            person.OwnsMany(p => p.Contacts);
            if (Database.IsDyno())
            {
                person.ComplexProperty(p => p.Build, build => build.ComplexProperty(b => b.Shoe));
            }
            else
            {
                // EF's in-memory provider reads no complex types.
                person.OwnsOne(p => p.Build, build => build.OwnsOne(b => b.Shoe, shoe => shoe.WithOwner()).Navigation(b => b.Shoe).IsRequired()).Navigation(p => p.Build).IsRequired();
            }

        });
        modelBuilder.Entity<Worker>();
        modelBuilder.Entity<Order>(order =>
        {
            order.HasKey(o => new { o.PersonId, o.Number });
            if (layout == Layout.OneTable)
            {
                order.ToDynoTable("Town");
                order.HasPartitionKey(o => $"PERSON#{o.PersonId}");
                order.HasSortKey(o => $"ORDER#{o.Number:D4}");
                order.Property(o => o.State).HasConversion<string>();
            }
            else
            {
                order.HasLocalSecondaryIndex("ByTotal", o => o.Total);
            }

            order.HasGlobalSecondaryIndex("ByState", o => o.State, o => o.At);
            order.HasGlobalSecondaryIndex("ByCode", o => o.Code);
            order.HasGlobalSecondaryIndex("ByDue", o => o.Due, o => o.Wait);
            order.HasGlobalSecondaryIndex("ByNote", o => $"NOTE#{o.Note}", o => $"{o.Paid}");
            order.HasOne(o => o.Person).WithMany(p => p.Orders).HasForeignKey(o => o.PersonId);
            order.HasOne(o => o.Coupon).WithMany(c => c.Orders).HasForeignKey(o => o.Code);
        });
        modelBuilder.Entity<Coupon>(coupon =>
        {
            coupon.HasKey(c => c.Code);
            if (layout == Layout.OneTable)
            {
                coupon.ToDynoTable("Town");
                coupon.HasPartitionKey(c => $"COUPON#{c.Code}");
                coupon.HasSortKey(c => "COUPON");
            }

            coupon.HasGlobalSecondaryIndex("ByTown", c => $"TOWN#{c.Town}", c => c.Until);
            coupon.HasGlobalSecondaryIndex("ByDay", c => c.Day, c => c.Mark);
            coupon.HasGlobalSecondaryIndex("ByMark", c => c.Mark);
        });
    }

    private static void Design(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Person>(person =>
        {
            person.HasPartitionKey(p => "PEOPLE").HasSortKey(p => p.Id).WithShards(3);
            person.Property(p => p.Name).HasAttributeName("n");
            person.HasGlobalSecondaryIndex("ByName", p => p.Name, p => p.City).ProjectsKeysOnly();
            person.HasGlobalSecondaryIndex("ByCityAndName", p => new { p.City, p.Name }, p => new { p.Rank, p.Born });
            person.HasGlobalSecondaryIndex("Ranked", p => p.City).When(p => p.Rank != null);
            person.HasGlobalSecondaryIndex("OfBoss", p => p.BossId, p => p.Score).WithShards(2);
        });
        modelBuilder.Entity<Order>(order =>
        {
            order.Property(o => o.At).HasConversion<long>();
            order.Property(o => o.Paid).HasAttributeName("p");
            order.HasGlobalSecondaryIndex("Open", o => o.Code, o => o.At).When(o => o.State == State.Open);
            order.HasGlobalSecondaryIndex("Paid", o => o.PersonId).When(o => o.State == State.Paid && o.Paid != null);
            order.HasGlobalSecondaryIndex("ByStateAndTotal", o => new { o.State, o.Code }, o => new { o.Total, o.Number }).Projects(o => o.Note);
            order.HasGlobalSecondaryIndex("ByNumber", o => $"{o.Number:D3}#{o.State}", o => $"{o.PersonId}");
        });
        modelBuilder.Entity<Coupon>(coupon =>
        {
            coupon.HasPartitionKey(c => $"{c.Code}").HasSortKey(c => $"COUPON#{c.Code}");
            coupon.HasGlobalSecondaryIndex("All", c => "COUPONS", c => c.Until).WithShards(2, c => c.Town);
            coupon.HasGlobalSecondaryIndex("ByMarkAndDay", c => $"{c.Mark}", c => $"{c.Day:yyyy-MM-dd}#{c.Percent}");
        });
    }

    // The same rows for the same seed.
    public void Fill(int seed)
    {
        var random = new Random(seed);
        Database.EnsureCreated();
        for (var i = 0; i < 5; i++)
        {
            Add(new Coupon
            {
                Code = $"c{i}",
                Percent = Maybe<int>(random.Next(4) * 10),
                Town = random.Next(4) == 0 ? null : Values.Cities[random.Next(3)],
                Until = Maybe(Values.Day(random)),
                Day = Values.Date(random),
                Mark = Maybe(Values.Mark(random)),
            });
        }

        for (var i = 0; i < 12; i++)
        {
            var person = random.Next(3) == 0 ? new Worker { Wage = Maybe(random.Next(8) * 0.5m) } : new Person();
            person.Id = $"p{i}";
            person.Name = random.Next(5) == 0 ? null : Values.Names[random.Next(Values.Names.Length)];
            person.City = random.Next(4) == 0 ? null : Values.Cities[random.Next(3)];
            person.Rank = Maybe(random.Next(4));
            person.Score = random.Next(8) * 0.5;
            person.Born = Maybe(Values.Day(random));
            person.IsActive = random.Next(2) == 0;
            // Some bosses are nobody.
            person.BossId = random.Next(3) == 0 ? null : $"p{random.Next(14)}";
            person.Home = random.Next(3) == 0 ? null : new() { Street = random.Next(3) == 0 ? null : Values.Names[random.Next(3)], Zip = Maybe(random.Next(3)) };
            person.Joined = Maybe(Values.Date(random));
            person.Build = new() { Height = random.Next(4), Color = random.Next(3) == 0 ? null : Values.Names[random.Next(3)], Mood = Maybe((State)random.Next(3)), Shoe = new() { Size = Maybe(random.Next(6) * 0.5), Laces = random.Next(2) == 0 } };
            person.Marks = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Maybe(random.Next(3)))];
            person.Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Values.Names[random.Next(3)])];
            person.Contacts = [.. Enumerable.Range(0, random.Next(3)).Select(n => new Contact { Text = Values.Names[random.Next(3)], Weight = Maybe(random.Next(3)), State = (State)random.Next(3) })];
            Add(person);
            for (var n = random.Next(5); n > 0; n--)
            {
                Add(new Order
                {
                    PersonId = person.Id,
                    Number = n,
                    State = (State)random.Next(3),
                    Total = random.Next(8) * 0.5m,
                    Paid = Maybe(random.Next(4) * 0.5m),
                    At = Values.Day(random),
                    Code = random.Next(3) == 0 ? null : $"c{random.Next(7)}",
                    Note = random.Next(3) == 0 ? null : Values.Names[random.Next(3)],
                    Due = Maybe(Values.Date(random)),
                    Wait = Maybe(Values.Wait(random)),
                    Mark = Values.Mark(random),
                });
            }
        }

        SaveChanges();
        ChangeTracker.Clear();

        T? Maybe<T>(T value)
            where T : struct => random.Next(3) == 0 ? null : value;
    }
}

public static class Values
{
    public static string[] Names { get; } = ["ann", "bob", "cy", "Dee", "an"];

    public static string[] Cities { get; } = ["oslo", "rome", "lima"];

    public static DateOnly Date(Random random) => new(2026, 1 + random.Next(3), 1 + random.Next(2));

    public static TimeSpan Wait(Random random) => TimeSpan.FromHours(random.Next(-2, 3));

    public static Guid Mark(Random random) => new(random.Next(2) == 0 ? 1 : -2, (short)random.Next(2), 0, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(2));

    public static DateTime Day(Random random) => new(2026, 1 + random.Next(3), 1 + random.Next(2), 12, 0, 0, DateTimeKind.Utc);
}

public enum State
{
    Open,
    Paid,
    Sent,
}

public class Person
{
    public string Id { get; set; } = "";

    public string? Name { get; set; }

    public string? City { get; set; }

    public int? Rank { get; set; }

    public double Score { get; set; }

    public DateTime? Born { get; set; }

    public bool IsActive { get; set; }

    public string? BossId { get; set; }

    public Person? Boss { get; set; }

    public Place? Home { get; set; }

    public List<Person> Reports { get; set; } = [];

    public List<Order> Orders { get; set; } = [];

    public List<string> Tags { get; set; } = [];

    public DateOnly? Joined { get; set; }

    public Build Build { get; set; } = new();

    public List<int?> Marks { get; set; } = [];

    public List<Contact> Contacts { get; set; } = [];
}

public class Worker : Person
{
    public decimal? Wage { get; set; }
}

public class Build
{
    public int Height { get; set; }

    public string? Color { get; set; }

    public State? Mood { get; set; }

    public Shoe Shoe { get; set; } = new();
}

public class Shoe
{
    public double? Size { get; set; }

    public bool Laces { get; set; }
}

public class Place
{
    public string? Street { get; set; }

    public int? Zip { get; set; }
}

public class Contact
{
    public string Text { get; set; } = "";

    public int? Weight { get; set; }

    public State State { get; set; }
}

public class Order
{
    public string PersonId { get; set; } = "";

    public int Number { get; set; }

    public State State { get; set; }

    public decimal Total { get; set; }

    public decimal? Paid { get; set; }

    public DateTime At { get; set; }

    public string? Code { get; set; }

    public string? Note { get; set; }

    public DateOnly? Due { get; set; }

    public TimeSpan? Wait { get; set; }

    public Guid Mark { get; set; }

    public Person Person { get; set; } = null!;

    public Coupon? Coupon { get; set; }
}

public class Coupon
{
    public string Code { get; set; } = "";

    public int? Percent { get; set; }

    public string? Town { get; set; }

    public DateTime? Until { get; set; }

    public DateOnly Day { get; set; }

    public Guid? Mark { get; set; }

    public List<Order> Orders { get; set; } = [];
}
