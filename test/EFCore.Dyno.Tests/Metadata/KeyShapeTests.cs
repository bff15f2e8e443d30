// Keys of any type and any number of parts are stored without configuration, and composed ones sort as their values do.

using System.Numerics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class KeyShapeTests
{
    private enum Colour : short
    {
        Red = -3,
        Green = 0,
        Blue = 7,
    }

    private sealed record Wrapped(string Text);

    private sealed class One<T>
    {
        public T Id { get; set; } = default!;

        public string? Note { get; set; }
    }

    private sealed class Many
    {
        public Guid Tenant { get; set; }

        public string Name { get; set; } = "";

        public int Number { get; set; }

        public bool Flag { get; set; }

        public DateTime At { get; set; }

        public string? Note { get; set; }

        // A property that has the name a composed key would take.
        public string? SK { get; set; }
    }

    [Fact]
    public void A_key_of_each_type_is_stored_and_found()
    {
        Check(7);
        Check((byte)7);
        Check(ulong.MaxValue);
        Check(-3L);
        Check('x');
        Check(1.5m);
        Check(2.5d);
        Check(3.5f);
        Check(true);
        Check(Guid.NewGuid());
        Check("text");
        Check(new byte[] { 1, 0, 255 });
        Check(Colour.Red);
        Check(new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc));
        Check(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(-3)));
        Check(new DateOnly(2024, 5, 6));
        Check(new TimeOnly(7, 8, 9, 10));
        Check(TimeSpan.FromSeconds(-5));
        Check(new Uri("https://example.org/a?b#c"));
        Check(BigInteger.Parse("-12345678901234567890"));
        Check(System.Net.IPAddress.Parse("::1"));
        Check(new System.Net.NetworkInformation.PhysicalAddress([1, 2, 3, 4, 5, 6]));
        Check(new Wrapped("w"), b => b.Property(e => e.Id).HasConversion(v => v.Text, v => new Wrapped(v)));
    }

    private static void Check<T>(T id, Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<One<T>>>? configure = null)
    {
        using var database = new TestDatabase();
        void Model(ModelBuilder b)
        {
            b.Entity<One<T>>().ToDynoTable("Ones").HasKey(e => e.Id);
            configure?.Invoke(b.Entity<One<T>>());
        }

        using (var context = database.Context(Model))
        {
            context.Database.EnsureCreated();
            context.Add(new One<T> { Id = id, Note = "n" });
            Assert.Equal(1, context.SaveChanges());
        }

        using (var context = database.Context(Model))
        {
            var found = context.Find<One<T>>(id)!;
            Assert.Equal(id, found.Id);
            Assert.Equal("n", found.Note);
            Assert.Equal(id, context.Set<One<T>>().AsNoTracking().Single().Id);
            context.Remove(found);
            context.SaveChanges();
            Assert.Empty(context.Set<One<T>>().ToList());
        }
    }

    [Fact]
    public void A_key_of_five_parts_has_the_first_as_partition_and_the_rest_in_order()
    {
        using var database = new TestDatabase();
        static void Model(ModelBuilder b) => b.Entity<Many>().HasKey(e => new { e.Tenant, e.Name, e.Number, e.Flag, e.At });
        var tenant = Guid.NewGuid();
        var at = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Unspecified);
        using (var context = database.Context(Model))
        {
            context.Database.EnsureCreated();
            var map = context.Model.FindEntityType(typeof(Many))!.GetDynoMap();
            Assert.Equal("Tenant", map.PartitionKey.AttributeName);
            Assert.Equal("$SK", map.SortKey!.AttributeName);
            Assert.Equal("$SK", map.EntityType.GetSortKeyAttributeName());
            Assert.Equal("{Name}#{Number}#{Flag}#{At}", map.SortKey.ToString());
            foreach (var name in (string[])["b", "a#", "a", "", "a b", "a$"])
            {
                foreach (var number in (int[])[10, -2, 9, int.MinValue, int.MaxValue])
                {
                    context.Add(new Many { Tenant = tenant, Name = name, Number = number, Flag = number > 0, At = at, SK = "mine" });
                }
            }

            Assert.Equal(30, context.SaveChanges());
        }

        using (var context = database.Context(Model))
        {
            var found = context.Find<Many>(tenant, "a#", -2, false, at)!;
            Assert.Equal(("a#", -2, "mine"), (found.Name, found.Number, found.SK));
            found.Note = "changed";
            context.SaveChanges();
            Assert.Null(context.Find<Many>(tenant, "a", -2, true, at));
            var read = context.Set<Many>().Where(e => e.Tenant == tenant).AsNoTracking().ToList();
            Assert.Equal(
                read.OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Number).Select(e => (e.Name, e.Number)),
                read.Select(e => (e.Name, e.Number)));
            Assert.Equal("changed", read.Single(e => e.Name == "a#" && e.Number == -2).Note);
        }
    }

    [Fact]
    public void Text_of_each_type_sorts_as_its_values()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("DYNO_SEED") ?? Random.Shared.Next().ToString());
        var random = new Random(seed);
        Sorted(new IntegerCodec<int>(), () => random.Next(int.MinValue, int.MaxValue) >> random.Next(31), [0, -1, 1, int.MinValue, int.MaxValue]);
        Sorted(new IntegerCodec<sbyte>(), () => (sbyte)random.Next(-128, 128), [sbyte.MinValue, sbyte.MaxValue]);
        Sorted(new IntegerCodec<long>(), () => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(63), [long.MinValue, long.MaxValue, 0]);
        Sorted(new UInt64Codec(), () => (ulong)random.NextInt64() >> random.Next(63), [0UL, ulong.MaxValue]);
        Sorted(new TimeSpanCodec(), () => TimeSpan.FromTicks(random.NextInt64(long.MinValue, long.MaxValue)), [TimeSpan.MinValue, TimeSpan.Zero]);
        Sorted(
            new DoubleCodec(),
            () => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)),
            [double.NaN, double.NegativeInfinity, double.PositiveInfinity, 0.0, double.Epsilon, double.MaxValue, double.MinValue]);
        Sorted(new DecimalCodec(), () => (decimal)(random.NextDouble() - 0.5) * (decimal)Math.Pow(10, random.Next(-20, 20)), [0m, -1m, decimal.MaxValue]);
        Sorted(new BooleanCodec(), () => random.Next(2) == 0, [true, false]);
        Sorted(new DateTimeCodec(), () => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)), [DateTime.MinValue, DateTime.MaxValue]);
        Sorted(new GuidCodec(), Guid.NewGuid, [Guid.Empty]);
        Sorted(
            new StringCodec(),
            () => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => (char)random.Next('\u0000', '\u007F'))),
            ["", "#", "$", "$23", "a", "a#", "\0"],
            StringComparer.Ordinal);

        void Sorted<T>(PropertyCodec<T> codec, Func<T> next, T[] edges, IComparer<T>? comparer = null)
        {
            T[] values = [.. edges, .. Enumerable.Range(0, 500).Select(_ => next())];
            // As the middle of a key, so that ends of parts are compared too.
            (T Value, string Text)[] texts = [.. values.Distinct().Select(v => (v, codec.KeyText(codec.Encode(v)) + "#m"))];
            Assert.True(texts.Select(t => t.Text).Distinct().Count() == texts.Length, $"{typeof(T).Name}: seed {seed}");
            Assert.True(
                texts.OrderBy(t => t.Text, StringComparer.Ordinal).Select(t => t.Value).SequenceEqual(texts.OrderBy(t => t.Value, comparer).Select(t => t.Value)),
                $"{typeof(T).Name}: seed {seed}");
        }
    }

    [Fact]
    public void Without_a_partition_key_a_sort_key_leaves_one_property_at_most()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Many>().HasSortKey(e => e.At).HasKey(e => new { e.Tenant, e.Name, e.At }));
        Assert.Contains("HasPartitionKey", Assert.Throws<InvalidOperationException>(() => context.Model).Message, StringComparison.Ordinal);
    }
}
