// Values of classes without an equality of their own: keys, discriminators and other properties are compared as their property says.

using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Tests.Query;

public sealed class OpaqueValueTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public OpaqueValueTests()
    {
        using var context = Context();
        context.Database.EnsureCreated();
        context.AddRange(
            new Animal { Id = new Code(1), Owner = new Code(7), Chip = new Chip(4) },
            new Dog { Id = new Code(2), Owner = new Code(7), Bark = "wuff", Chip = new Chip(4) },
            new Dog { Id = new Code(3), Owner = new Code(8) });
        context.SaveChanges();
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_key_is_found_by_operator_by_Equals_and_in_a_list()
    {
        using var context = Context();
        var id = new Code(2);
        Assert.Equal("wuff", ((Dog)context.Set<Animal>().Single(a => a.Id == id)).Bark);
        Assert.Equal("wuff", ((Dog)context.Set<Animal>().Single(a => a.Id.Equals(new Code(2)))).Bark);
        Assert.Equal("wuff", context.Find<Dog>(new Code(2))!.Bark);
        List<Animal> given = [new() { Id = new Code(1) }, new() { Id = new Code(3) }];
        Assert.Equal([1, 3], context.Set<Animal>().AllowScan().Where(a => given.Contains(a)).AsEnumerable().Select(a => a.Id.Value).Order());
    }

    [Fact]
    public void Types_are_told_apart_in_queries_and_in_bulk()
    {
        using var context = Context();
        Assert.Equal([2, 3], context.Set<Dog>().AllowScan().AsEnumerable().Select(d => d.Id.Value).Order());
        Assert.Equal(2, context.Set<Animal>().AllowScan().Count(a => a is Dog));
        Assert.Equal(3, context.Set<Animal>().AllowScan().ExecuteUpdate(s => s.SetProperty(a => a.Owner, a => a.Id)));
        Assert.Equal(2, context.Set<Dog>().AllowScan().ExecuteDelete());
        Assert.Equal(1, context.Set<Animal>().AllowScan().Single().Owner.Value);
    }

    [Fact]
    public void Rows_are_grouped_and_joined_by_the_value()
    {
        using var context = Context();
        Assert.Equal([1, 2], context.Set<Animal>().AllowScan().GroupBy(a => a.Owner).Select(g => g.Count()).AsEnumerable().Order());
        Assert.Equal(5, context.Set<Animal>().AllowScan().Join(context.Set<Animal>(), a => a.Owner, b => b.Owner, (a, b) => 1).Count());
    }

    [Fact]
    public void Without_a_comparer_values_are_equal_that_are_stored_alike()
    {
        using var context = Context();
        Chip[] chips = [new(1), new(4)];
        Assert.Equal([1, 2], context.Set<Animal>().AllowScan().Where(a => chips.Count(c => c == a.Chip) == 1).AsEnumerable().Select(a => a.Id.Value).Order());
        Assert.Equal(1, context.Set<Animal>().AllowScan().Count(a => chips.All(c => c != a.Chip)));
        Assert.Equal(
            5, context.Set<Animal>().AllowScan().SelectMany(a => context.Set<Animal>().AllowScan(), (a, b) => new { a, b }).Count(t => t.a.Chip == t.b.Chip));
    }

    private ModelContext Context() => _database.Context(Model);

    private static void Model(ModelBuilder model)
    {
        var converter = new ValueConverter<Code, int>(c => c.Value, v => new Code(v));
        var comparer = new ValueComparer<Code>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.Value == b.Value), c => c.Value, c => new Code(c.Value));
        model.Entity<Animal>(b =>
        {
            b.Property(a => a.Id).HasConversion(converter, comparer);
            b.Property(a => a.Owner).HasConversion(converter, comparer);
            b.Property(a => a.Kind).HasConversion(converter, comparer);
            b.Property(a => a.Chip).HasConversion(c => c!.Value, v => new Chip(v));
            b.HasDiscriminator(a => a.Kind).HasValue<Animal>(new Code(1)).HasValue<Dog>(new Code(2));
        });
    }

    private sealed class Code(int value)
    {
        public int Value { get; } = value;

        public override bool Equals(object? obj) => throw new InvalidOperationException("Nobody says when two codes are equal.");

        public override int GetHashCode() => throw new InvalidOperationException("Nobody says when two codes are equal.");
    }

    private sealed class Chip(int value)
    {
        public int Value { get; } = value;
    }

    private class Animal
    {
        public Code Id { get; set; } = null!;

        public Code Owner { get; set; } = null!;

        public Code Kind { get; set; } = null!;

        public Chip? Chip { get; set; }
    }

    private sealed class Dog : Animal
    {
        public string? Bark { get; set; }
    }
}
