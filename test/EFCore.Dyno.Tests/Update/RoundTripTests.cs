// Saved by one context, loaded by another: every type, embedded values, hierarchies, shared tables, generated keys and seeds.

namespace EFCore.Dyno.Tests.Update;

public sealed class RoundTripTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private enum Color
    {
        Red = 1,
        Green,
    }

    private sealed class Everything
    {
        public Guid Id { get; set; }

        public string? Text { get; set; }

        public bool Flag { get; set; }

        public int? Maybe { get; set; }

        public ulong Large { get; set; }

        public decimal Money { get; set; }

        public double Ratio { get; set; }

        public DateTime At { get; set; }

        public DateTimeOffset Moment { get; set; }

        public DateOnly Day { get; set; }

        public TimeSpan Span { get; set; }

        public byte[]? Bytes { get; set; }

        public Color Color { get; set; }

        public Color Named { get; set; }

        public List<string> Tags { get; set; } = [];

        public int[] Numbers { get; set; } = [];

        public HashSet<string> Set { get; set; } = [];
    }

    private class Animal
    {
        public string Id { get; set; } = "";
    }

    private sealed class Dog : Animal
    {
        public int Barks { get; set; }
    }

    private sealed class Owner
    {
        public string Id { get; set; } = "";

        public Part? One { get; set; }

        public List<Part> Many { get; set; } = [];

        public Point At { get; set; } = new();

        public List<Point> Path { get; set; } = [];
    }

    private sealed class Part
    {
        public string Name { get; set; } = "";

        public Part2? Inner { get; set; }
    }

    private sealed class Part2
    {
        public int Size { get; set; }
    }

    private sealed class Point
    {
        public int X { get; set; }

        public int? Y { get; set; }
    }

    [Fact]
    public async Task Every_type_comes_back_as_it_was()
    {
        var one = new Everything
        {
            Text = "",
            Flag = true,
            Large = ulong.MaxValue,
            Money = 12.340m,
            Ratio = Math.PI,
            At = new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc),
            Moment = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)),
            Day = new DateOnly(2026, 2, 3),
            Span = TimeSpan.FromDays(-1),
            Bytes = [],
            Color = Color.Green,
            Named = Color.Red,
            Tags = ["b", "a"],
            Numbers = [3, 1, 3],
            Set = ["x"],
        };
        Action<ModelBuilder> model = b => b.Entity<Everything>().Property(e => e.Named).HasConversion<string>();
        using (var context = _database.Context(model))
        {
            context.Database.EnsureCreated();
            context.Add(one);
            Assert.NotEqual(Guid.Empty, one.Id);
            Assert.Equal(7, one.Id.Version);
            await context.SaveChangesAsync();
        }

        using var other = _database.Context(model);
        var two = (await other.FindAsync<Everything>(one.Id))!;
        Assert.NotSame(one, two);
        Assert.Equivalent(one, two, strict: true);
        Assert.Equal(one.Moment.Offset, two.Moment.Offset);
        Assert.Equal(DateTimeKind.Utc, two.At.Kind);

        Assert.Equal(1, await other.Set<Everything>().Where(e => e.Set.Contains("x")).AllowScan().CountAsync());
        Assert.Equal(0, await other.Set<Everything>().Where(e => e.Set.Contains("y")).AllowScan().CountAsync());
        two.Set.Clear();
        two.Tags.Add("c");
        two.Text = null;
        Assert.Equal(1, other.SaveChanges());
        using var third = _database.Context(model);
        Assert.Equivalent(two, third.Find<Everything>(one.Id), strict: true);
    }

    [Fact]
    public void Embedded_values_come_back_and_can_be_changed()
    {
        Action<ModelBuilder> model = b => b.Entity<Owner>(e =>
        {
            e.OwnsOne(o => o.One, p => p.OwnsOne(x => x.Inner));
            e.OwnsMany(o => o.Many, p => p.OwnsOne(x => x.Inner));
            e.ComplexProperty(o => o.At);
            e.ComplexCollection(o => o.Path);
        });
        using (var context = _database.Context(model))
        {
            context.Database.EnsureCreated();
            context.Add(new Owner
            {
                Id = "o",
                Many = [new Part { Name = "a", Inner = new Part2 { Size = 1 } }, new Part { Name = "b" }],
                At = new Point { X = 1 },
                Path = [new Point { X = 2, Y = 3 }, new Point { X = 4 }],
            });
            context.SaveChanges();
        }

        using (var context = _database.Context(model))
        {
            var owner = context.Find<Owner>("o")!;
            Assert.Null(owner.One);
            Assert.Equal([("a", 1), ("b", null)], owner.Many.Select(m => (m.Name, m.Inner?.Size)));
            Assert.Equal((1, null), (owner.At.X, owner.At.Y));
            Assert.Equal([(2, 3), (4, null)], owner.Path.Select(p => (p.X, p.Y)));
            owner.One = new Part { Name = "one" };
            owner.Many.RemoveAt(0);
            owner.Many[0].Inner = new Part2 { Size = 9 };
            owner.At.Y = 5;
            owner.Path.Add(new Point { X = 6 });
            Assert.Equal(1, context.SaveChanges());
        }

        using (var context = _database.Context(model))
        {
            var owner = context.Find<Owner>("o")!;
            Assert.Equal("one", owner.One!.Name);
            Assert.Equal([("b", 9)], owner.Many.Select(m => (m.Name, m.Inner?.Size)));
            Assert.Equal((1, 5), (owner.At.X, owner.At.Y));
            Assert.Equal([2, 4, 6], owner.Path.Select(p => p.X));
        }
    }

    [Fact]
    public void A_hierarchy_comes_back_as_its_types()
    {
        Action<ModelBuilder> model = b =>
        {
            b.Entity<Animal>().HasData(new Animal { Id = "seed" });
            b.Entity<Dog>();
        };
        using (var context = _database.Context(model))
        {
            context.Database.EnsureCreated();
            context.Add(new Dog { Id = "d", Barks = 3 });
            context.SaveChanges();
        }

        using var other = _database.Context(model);
        Assert.Equal(3, Assert.IsType<Dog>(other.Find<Animal>("d")).Barks);
        Assert.IsType<Animal>(other.Find<Animal>("seed"));
    }

    public void Dispose() => _database.Dispose();
}
