// Models that use what configuration there is, a few things each.

namespace EFCore.Dyno.Analyzers.Tests.Model;

internal static class SourceModels
{
    public static IReadOnlyList<(string Name, string Classes, string Configuration)> All { get; } =
    [
        ("keys by convention", """
            public class Note { public int Id { get; set; } public string? Text { get; set; } public string Readonly => ""; public static int Count { get; set; } }
            public class City { public Guid CityId { get; set; } public double? Size { get; set; } public List<string> Names { get; set; } = []; }
            public class Box { public int Id { get; set; } public HashSet<int> Numbers { get; set; } = []; public byte[]? Data { get; set; } public TimeSpan Age { get; set; } public char Letter { get; set; } public Uri? Link { get; set; } }
            """, "modelBuilder.Entity<Note>(); modelBuilder.Entity<City>(); modelBuilder.Entity<Box>();"),
        ("three and more properties of a key", """
            public class Reading { public string Site { get; set; } = ""; public int Sensor { get; set; } public DateTime At { get; set; } public bool IsGood { get; set; } public double Value { get; set; } public string PK { get; set; } = ""; }
            public class Flag { public bool On { get; set; } public string SK { get; set; } = ""; public int Number { get; set; } }
            """, """
            modelBuilder.Entity<Reading>().HasKey(r => new { r.Site, r.Sensor, r.At });
            modelBuilder.Entity<Flag>().HasKey(f => new { f.On, f.Number });
            """),
        ("templates", """
            public enum Kind { A, B }
            public class Order
            {
                public string CustomerId { get; set; } = ""; public int Number { get; set; } public Kind Kind { get; set; } public DateTime At { get; set; }
                public const string Prefix = "ORDER";
            }
            public class Line { public string CustomerId { get; set; } = ""; public int Number { get; set; } public int Place { get; set; } }
            """, """
            modelBuilder.Entity<Order>(order =>
            {
                order.ToDynoTable("Shop").HasPartitionKey(o => $"C#{o.CustomerId}", "pk").HasSortKey(o => $"{Order.Prefix}#{o.Number:D6}", attributeName: "sk");
                order.HasGlobalSecondaryIndex("ByDay", o => $"{{DAY}}#{o.At:yyyy-MM-dd}", o => "X#" + o.Kind.ToString() + "#" + o.Number.ToString("D8")).Projects(o => new { o.Kind });
                order.HasGlobalSecondaryIndex("ByKind", o => new { o.Kind, o.CustomerId }, o => new { o.At, o.Number }).ProjectsKeysOnly();
                order.HasLocalSecondaryIndex("Late", o => o.At);
            });
            modelBuilder.Entity<Line>(line =>
            {
                line.ToDynoTable("Shop").HasPartitionKey("C#{CustomerId}", "pk").HasSortKey("LINE#{Number:D6}#{Place:D3}", "sk");
            });
            """),
        ("indexes of EF", """
            public class Player { public string Id { get; set; } = ""; public string Country { get; set; } = ""; public int Born { get; set; } public string Name { get; set; } = ""; public string? Licence { get; set; } }
            """, """
            modelBuilder.Entity<Player>(player =>
            {
                player.HasIndex(p => new { p.Country, p.Born, p.Name }).IsGlobalSecondaryIndex();
                player.HasIndex(p => p.Licence, "Licences").IsUnique().IsGlobalSecondaryIndex();
                player.HasIndex(p => new { p.Name, p.Born }).IsGlobalSecondaryIndex("Names");
                player.HasIndex("Born").IsGlobalSecondaryIndex();
                player.HasIndex(p => p.Country);
            });
            """),
        ("attributes", """
            [DynoTable("things"), GlobalSecondaryIndex("ByName", "Name", "At"), GlobalSecondaryIndex("ByTown", "T#{Town}", Projects = new[] { "At" }), LocalSecondaryIndex("Old", "At", Projects = new string[0])]
            public class Thing
            {
                [PartitionKey] public string Owner { get; set; } = "";
                [SortKey("N#{Name}")] public string Name { get; set; } = "";
                [DynoAttribute("t")] public string? Town { get; set; }
                public DateTime At { get; set; }
                [TimeToLive] public DateTime? EndsAt { get; set; }
                [NotMapped] public string Ignored { get; set; } = "";
                [Required, MaxLength(20)] public string? Code { get; set; }
                [ConcurrencyCheck] public int Version { get; set; }
            }
            [PartitionKey("U#{UserId}"), SortKey("PROFILE{At:yyyy}")]
            public class User { [Key] public string UserId { get; set; } = ""; public DateTime At { get; set; } [Timestamp] public byte[]? Stamp { get; set; } }
            [PrimaryKey(nameof(B), nameof(A))]
            public class Pair { public int A { get; set; } public int B { get; set; } }
            """, "modelBuilder.Entity<Thing>(); modelBuilder.Entity<User>().HasKey(u => new { u.UserId, u.At }); modelBuilder.Entity<Pair>();"),
        ("shards and conditions", """
            public enum State { Open, Closed }
            public class Event { public string Day { get; set; } = ""; public Guid Id { get; set; } public State State { get; set; } public decimal Total { get; set; } public int? Rank { get; set; } public bool IsHot { get; set; } public string Town { get; set; } = ""; }
            """, """
            modelBuilder.Entity<Event>(e =>
            {
                e.HasKey(x => new { x.Day, x.Id });
                e.WithShards(8);
                var open = e.HasGlobalSecondaryIndex("Open", x => x.Town, x => x.Total);
                open.When(x => x.State == State.Open && x.Total >= 10 && x.Rank.HasValue && !x.IsHot && "X" != x.Town);
                e.HasGlobalSecondaryIndex("ByState", x => x.State).WithShards(4, x => x.Id).ProjectsKeysOnly();
            });
            """),
        ("properties", """
            public enum Mood { Good, Bad }
            public class Code { public string Text { get; } = ""; public Code(string text) => Text = text; }
            public class Item
            {
                public long Id { get; set; } public Mood Mood { get; set; } public Mood Other { get; set; } public Code Code { get; set; } = new(""); public string Name { get; set; } = "";
                public uint Version { get; set; } public string? Optional { get; set; } public string Gone { get; set; } = ""; public DateTimeOffset Until { get; set; }
            }
            """, """
            modelBuilder.Entity<Item>(item =>
            {
                item.Property(i => i.Mood).HasConversion<string>().HasAttributeName("m");
                item.Property(i => i.Code).HasConversion(c => c.Text, t => new Code(t)).HasMaxLength(10);
                item.Property(i => i.Version).IsConcurrencyToken();
                item.Property(i => i.Optional).IsRequired();
                item.Property<DateTime?>("Changed").HasAttributeName("ch");
                item.Property<int>("Count");
                item.Ignore(i => i.Gone);
                item.HasTimeToLive(i => i.Until);
            });
            """),
        ("a hierarchy", """
            public abstract class Animal { public int Id { get; set; } public string Name { get; set; } = ""; }
            public class Cat : Animal { public int Lives { get; set; } }
            public class Dog : Animal { public string? Trick { get; set; } }
            public class Puppy : Dog { public int Weeks { get; set; } }
            """, """
            modelBuilder.Entity<Animal>().HasDiscriminator<string>("kind").HasValue<Cat>("c").HasValue<Dog>("d").HasValue<Puppy>("p");
            modelBuilder.Entity<Cat>(); modelBuilder.Entity<Dog>().HasGlobalSecondaryIndex("ByTrick", d => d.Trick); modelBuilder.Entity<Puppy>();
            """),
        ("embedded types", """
            public class Street { public string Name { get; set; } = ""; public int Number { get; set; } }
            [Owned] public class Phone { public string Text { get; set; } = ""; }
            [ComplexType] public class Money { public decimal Amount { get; set; } public string Currency { get; set; } = ""; }
            public class Person
            {
                public string Id { get; set; } = ""; public Street Home { get; set; } = new(); public List<Street> Others { get; set; } = []; public Phone? Phone { get; set; }
                public Money Balance { get; set; } = new(); public List<Money> Debts { get; set; } = [];
            }
            """, """
            modelBuilder.Entity<Person>(person =>
            {
                person.OwnsOne(p => p.Home, h => { h.HasAttributeName("h"); h.Property(s => s.Name).HasAttributeName("n"); });
                person.OwnsMany(p => p.Others).HasAttributeName("o");
                person.ComplexCollection(p => p.Debts, d => d.HasAttributeName("debts"));
            });
            """),
        ("filters and relationships", """
            public class Blog { public int Id { get; set; } public bool IsDeleted { get; set; } public List<Post> Posts { get; set; } = []; }
            public class Post { public int BlogId { get; set; } public int PostId { get; set; } public Blog Blog { get; set; } = null!; public List<Tag> Tags { get; set; } = []; }
            public class Tag { public string Name { get; set; } = ""; public List<Post> Posts { get; set; } = []; }
            """, """
            modelBuilder.Entity<Blog>().HasQueryFilter(b => !b.IsDeleted);
            modelBuilder.Entity<Post>().HasKey(p => new { p.BlogId, p.PostId });
            modelBuilder.Entity<Tag>().HasKey(t => t.Name);
            """),
        ("a configuration class", """
            public class Car { public string Plate { get; set; } = ""; public string Make { get; set; } = ""; }
            public class CarConfiguration : IEntityTypeConfiguration<Car>
            {
                public void Configure(EntityTypeBuilder<Car> builder)
                {
                    builder.ToDynoTable("cars", t => t.IsProvisioned(5, 5));
                    builder.HasKey(c => c.Plate);
                    builder.HasGlobalSecondaryIndex("ByMake", "Make").Projects("Plate");
                }
            }
            """, "modelBuilder.HasDynoTableDefaults(t => t.HasTag(\"a\", \"b\")); modelBuilder.ApplyConfiguration(new CarConfiguration());"),
        ("conventions of the application's own", """
            public enum Level { Low, High }
            public readonly struct Code { public Code(string text) => Text = text; public string Text { get; } }
            public class CodeConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<Code, string>(c => c.Text, t => new Code(t));
            public class Door { public Code Id { get; set; } public Level Level { get; set; } public Level? Last { get; set; } public decimal Price { get; set; } }
            public sealed partial class ModelContext
            {
                protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
                {
                    configurationBuilder.Properties<Level>().HaveConversion<string>();
                    configurationBuilder.Properties<Code>().HaveConversion<CodeConverter>();
                    configurationBuilder.Properties<decimal>().HavePrecision(10, 2);
                }
            }
            """, "modelBuilder.Entity<Door>().HasGlobalSecondaryIndex(\"ByLevel\", d => d.Level);"),
        ("owned and ignored classes", """
            public class Size { public int Width { get; set; } }
            public class Draft { public int Id { get; set; } }
            public class Page { public int Id { get; set; } public Size Size { get; set; } = new(); public Draft? Draft { get; set; } }
            """, "modelBuilder.Owned(typeof(Size)); modelBuilder.Ignore(typeof(Draft)); modelBuilder.Entity<Page>();"),
    ];

    /// <summary>A file with a context of them, ModelContext.</summary>
    public static string Source(string classes, string configuration) => $$"""
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        #nullable enable
        {{classes}}
        public sealed partial class ModelContext(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                {{configuration}}
            }
        }
        """;
}
