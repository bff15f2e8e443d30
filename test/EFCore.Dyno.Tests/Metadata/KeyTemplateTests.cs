// Keys from lambdas and texts: what they are understood as, and what they compose.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class KeyTemplateTests
{
    private enum Kind
    {
        Small,
        Large,
    }

    private sealed class Thing
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public Guid Owner { get; set; }

        public DateTime At { get; set; }

        public Kind Kind { get; set; }
    }

    [Fact]
    public void A_property_is_a_property() => Assert.Equal("property:Id", Text(t => t.Id));

    [Fact]
    public void An_interpolated_string_of_texts_is_a_template() => Assert.Equal("template:=THING#{Name}", Text(t => $"THING#{t.Name}"));

    [Fact]
    public void An_interpolated_string_of_values_is_a_template() =>
        Assert.Equal("template:=THING#{Id}#{Owner}", Text(t => $"THING#{t.Id}#{t.Owner}"));

    [Fact]
    public void Formats_are_kept() => Assert.Equal("template:={At:yyyy-MM-dd}#{Id:D8}", Text(t => $"{t.At:yyyy-MM-dd}#{t.Id:D8}"));

    [Fact]
    public void More_than_three_holes_are_read() =>
        Assert.Equal("template:={Id}a{Name}b{Owner}c{At}d{Kind}", Text(t => $"{t.Id}a{t.Name}b{t.Owner}c{t.At}d{t.Kind}"));

    [Fact]
    public void Text_alone_is_a_template() => Assert.Equal("template:=PROFILE", Text(_ => "PROFILE"));

    [Fact]
    public void Concatenation_is_a_template() => Assert.Equal("template:=A#{Name}!", Text(t => "A#" + t.Name + "!"));

    [Fact]
    public void A_variable_outside_becomes_a_literal()
    {
        var prefix = "P{";
        Assert.Equal("template:=P{{{Name}", Text(t => prefix + t.Name));
    }

    [Fact]
    public void ToString_with_a_format_is_a_hole_with_a_format() => Assert.Equal("template:=N{Id:D4}", Text(t => "N" + t.Id.ToString("D4")));

    [Fact]
    public void Anything_else_is_refused_with_the_part_that_is_not_understood()
    {
        var error = Assert.Throws<ArgumentException>(() => Text(t => t.Name.Trim() + "x"));
        Assert.Contains("t.Name.Trim()", error.Message, StringComparison.Ordinal);
        Assert.Contains("neither a property of the entity nor text", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A{Name")]
    [InlineData("A}Name")]
    [InlineData("A{}")]
    public void A_broken_template_is_refused(string template) => Assert.Throws<ArgumentException>(() => KeyTemplate.Parse(template));

    [Theory]
    [InlineData("CUSTOMER#{Name}")]
    [InlineData("{{literal}}#{Id:D8}#end")]
    public void A_template_prints_as_it_was_written(string template) => Assert.Equal(template, KeyTemplate.Parse(template).ToString());

    [Fact]
    public void Values_compose_the_key()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Thing>()
            .HasPartitionKey(t => $"{t.Kind}#{t.Owner}").HasSortKey(t => $"{t.At:yyyy-MM-dd}#{t.Id:D4}#{t.Name}"));
        var map = context.Model.FindEntityType(typeof(Thing))!.GetDynoMap();
        var owner = Guid.Parse("0197c0de-0000-7000-8000-00000000abcd");
        object? Value(string name) => name switch
        {
            "Kind" => Kind.Large,
            "Owner" => owner,
            "At" => new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc),
            "Id" => 7,
            _ => "x#y",
        };

        Assert.Equal("Large#" + owner, map.PartitionKey.Compose(p => Value(p.Name)).ToAttributeValue().AsString());
        Assert.Equal("2026-03-04#0007#x#y", map.SortKey!.Compose(p => Value(p.Name)).ToAttributeValue().AsString());
        Assert.Equal(["Kind", "Owner", "At", "Id", "Name"], map.EntityType.FindPrimaryKey()!.Properties.Select(p => p.Name));
    }

    [Fact]
    public void A_text_that_would_run_into_the_next_part_composes_nothing()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Thing>().HasPartitionKey(t => $"{t.Name}#{t.Id}"));
        var key = context.Model.FindEntityType(typeof(Thing))!.GetDynoMap().PartitionKey;
        Assert.True(key.Compose(p => p.Name == "Name" ? "a#b" : 1).IsDefault);
        Assert.Equal("ab#1", key.Compose(p => p.Name == "Name" ? "ab" : 1).ToAttributeValue().AsString());
    }

    [Fact]
    public void A_prefix_is_composed_as_far_as_values_are_known()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => b.Entity<Thing>().HasPartitionKey(t => t.Owner).HasSortKey(t => $"T#{t.Id:D3}#{t.Name}"));
        var sortKey = (TemplateKeyPart)context.Model.FindEntityType(typeof(Thing))!.GetDynoMap().SortKey!;
        Assert.Equal("T#", sortKey.LiteralPrefix);
        Assert.Equal("T#005#", sortKey.ComposePrefix(p => p.Name == "Id" ? (true, 5) : (false, null), out var used));
        Assert.Equal(1, used);
    }

    private static string Text(Expression<Func<Thing, object?>> lambda) => KeyLambdaParser.Parse(lambda).ToString();
}
