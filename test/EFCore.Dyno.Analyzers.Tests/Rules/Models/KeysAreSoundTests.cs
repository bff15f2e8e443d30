// DYNO2001, 2002, 2005, 2006, 2007, 2020 to 2023: what keys are made of, and what the provider refuses when a model is built.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public class KeysAreSoundTests
{
    [Theory]
    [InlineData("o.{|HasKey|}(x => x.Id); o.HasSortKey(x => x.Id);", "HasKey")]
    [InlineData("o.HasKey(x => new { x.City, x.Code, x.Id }); o.HasSortKey({|x => x.Id|});", null)]
    public async Task A_key_that_leaves_no_partition_key_is_reported(string configuration, string? unmarked)
    {
        // The sort key is told of where there is one.
        var marked = unmarked is null ? configuration : "o.HasKey(x => x.Id); o.HasSortKey({|x => x.Id|});";
        await ModelSource.VerifyAsync("DYNO2001", marked);
        await ModelSource.VerifyInOtherFileAsync("DYNO2001", marked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("o.HasPartitionKey(x => x.City);")]
    [InlineData("o.HasNoKey();")]
    [InlineData("o.HasKey(x => new { x.City, x.Id }); o.HasSortKey(x => x.Id);")]
    [InlineData("o.HasSortKey(x => x.City);")]
    public Task A_type_with_a_key_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2001", configuration);

    [Fact]
    public async Task A_class_without_key_and_a_derived_one_with_its_own_are_reported()
    {
        await AnalyzerHarness.VerifyRuleAsync(
            "DYNO2001",
            """
            public class Reading { public string Sensor { get; set; } = ""; }
            [Keyless] public class Total { public int Count { get; set; } }
            public class Shadowed { public string Text { get; set; } = ""; }
            public class Party { public string Id { get; set; } = ""; }
            public class Person : Party { public string Name { get; set; } = ""; }
            [PartitionKey("R#{Id}")] public class Root { public string Id { get; set; } = ""; }
            public class Leaf : Root;
            """,
            """
            public sealed class ClassContext : DbContext
            {
                public DbSet<Reading> {|Readings|} => Set<Reading>();
                public DbSet<Total> Totals => Set<Total>();
                public DbSet<Party> Parties => Set<Party>();
                public DbSet<Root> Roots => Set<Root>();
                public DbSet<Leaf> Leaves => Set<Leaf>();

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Shadowed>().Property<int>("Id");
                    modelBuilder.Entity<Person>().HasPartitionKey({|p => p.Name|});
                }
            }
            """);
    }

    [Theory]
    [InlineData("o.HasPartitionKey({|x => x.IsHot|}); o.HasKey(x => x.IsHot);")]
    [InlineData("o.HasPartitionKey(x => x.Id).HasSortKey({|\"IsCold\"|});")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByHot\", x => x.IsHot);")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByTags\", x => x.City, x => x.Tags);")]
    public async Task A_key_of_a_type_that_is_none_is_reported(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2002", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2002", configuration);
    }

    [Theory]
    [InlineData("o.HasKey(x => x.IsHot);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByHot\", x => $\"{x.IsHot}\");")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByHot\", x => x.IsHot); o.Property(x => x.IsHot).HasConversion<string>();")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByHot\", x => x.Status, x => x.Amount);")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByHot\", x => x.IsHot); o.Property(x => x.IsHot).HasConversion(v => v ? 1 : 0, v => v == 1);")]
    public Task A_key_that_is_stored_as_one_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2002", configuration);

    [Theory]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|x => $\"N#{x.Number}\"|});")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|\"{Number:N2}\"|});")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|x => $\"{x.Amount}\"|});")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|x => $\"{x.Status}#{x.Id}\"|});")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|x => $\"{x.PlacedAt:dd.MM.yyyy}\"|});")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|x => x.Status|}); o.Property(x => x.Status).HasConversion<string>();")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByNumber\", x => x.City, x => $\"{x.Number}\");")]
    public async Task A_sort_key_whose_text_does_not_sort_is_reported(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2005", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2005", configuration);
    }

    [Theory]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(x => $\"N#{x.Number:D8}\");")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(\"{Number:00000}#{PlacedAt}\");")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(x => $\"{x.PlacedAt:yyyy-MM-dd}\");")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(x => x.Number);")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(x => x.Status);")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(x => $\"{x.Id}#{x.IsHot}#{x.Code}\");")]
    [InlineData("o.HasKey(x => new { x.City, x.Number, x.Amount });")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Number}\").HasSortKey(x => x.Id);")]
    public Task A_sort_key_that_sorts_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2005", configuration);

    [Theory]
    [InlineData("o.ToDynoTable(\"Shop\"); c.ToDynoTable(\"Shop\");", "{|Entity<Customer>|}")]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); c.ToDynoTable(\"Shop\").HasPartitionKey({|x => $\"X#{x.Id}\"|});", null)]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); c.ToDynoTable(\"Shop\").HasPartitionKey({|x => $\"X#Y#{x.Id}\"|});", null)]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); c.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"Y#{x.Id}\").HasSortKey({|_ => \"P\"|});", null)]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); c.ToDynoTable(\"Shop\").HasPartitionKey({|x => $\"Y#{x.Id}\", \"Key\"|});", "arguments")]
    public async Task Types_of_one_table_whose_keys_meet_are_reported(string configuration, string? entity)
    {
        // Of a key with a name of its own, the lambda is the place.
        configuration = entity == "arguments" ? configuration.Replace("\"Key\"|}", "\"Key\"", StringComparison.Ordinal).Replace("{x.Id}\", \"Key\"", "{x.Id}\"|}, \"Key\"", StringComparison.Ordinal) : configuration;
        await AnalyzerHarness.VerifyRuleAsync(
            "DYNO2006",
            ModelSource.Order,
            "public class Customer { public string Id { get; set; } = \"\"; }",
            ModelSource.Context($"var c = modelBuilder.{(entity is null or "arguments" ? "Entity<Customer>" : entity)}(); {configuration}"));
    }

    [Theory]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); c.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"Y#{x.Id}\");")]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\").HasSortKey(_ => \"A\"); c.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\").HasSortKey(_ => \"B\");")]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); c.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}#LINE#{x.Line}\");")]
    [InlineData("o.ToDynoTable(\"Shop\"); c.ToDynoTable(\"Other\");")]
    [InlineData("")]
    public Task Types_whose_keys_are_apart_are_silent(string configuration) => AnalyzerHarness.VerifyRuleAsync(
        "DYNO2006",
        ModelSource.Order,
        "public class Customer { public string Id { get; set; } = \"\"; public int Line { get; set; } }",
        ModelSource.Context($"var c = modelBuilder.Entity<Customer>(); {configuration}"));

    [Theory]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|x => $\"{x.Code}-{x.Number:D8}\"|});", "always has a '-'")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.Day}-{x.Id}\"|});", "always has a '-'")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.PlacedAt:yyyy.MM}.{x.Id}\"|});", "always has a '.'")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByName\", x => $\"{x.Name} {x.Number}\");", "may have a ' ', which separates it from 'Number'. Where it does, the entity is not in the index")]
    [InlineData("o.HasPartitionKey({|x => $\"{x.City}-{x.Id}\"|});", "saving the entity fails")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByStage\", x => $\"{x.Stage}_{x.Id}\");", "'Stage' may have a '_'")]
    public async Task A_delimiter_that_the_text_has_is_reported(string configuration, string expected)
    {
        Assert.Contains(expected, Assert.Single(await ModelSource.VerifyAsync("DYNO2007", configuration)), StringComparison.Ordinal);
        await ModelSource.VerifyInOtherFileAsync("DYNO2007", configuration);
    }

    [Theory]
    [InlineData("o.HasPartitionKey(x => $\"{x.City}#{x.Status}\").HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Code:N}-{x.Number:D8}\");")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Code}#{x.Day}\");")]
    [InlineData("o.HasPartitionKey(x => $\"ORDER-{x.Code}\");")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Number:D4}-{x.Name}\");")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Id}-{x.Number}\");")]
    [InlineData("o.HasKey(x => new { x.Id, x.Code, x.Day });")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByStage\", x => $\"{x.Stage}#{x.Id}\");")]
    public Task A_delimiter_that_the_text_does_not_have_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2007", configuration);

    [Theory]
    [InlineData("o.HasKey(x => x.Id); o.HasPartitionKey({|x => x.City|}).HasSortKey(x => x.Id);", "made of 'City', which is not part of the EF key")]
    [InlineData("o.HasKey(x => new { x.Id, x.City }); o.HasPartitionKey({|x => x.Id|}).HasSortKey(_ => \"X\");", "'City' is part of the EF key of 'Order' but of neither")]
    [InlineData("o.HasPartitionKey({|\"{Id}{City}\"|});", "{Id}#{City}")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByBoth\", x => $\"{x.City}{x.Name}\");", "run together")]
    [InlineData("o.HasPartitionKey({|x => x.City|}).HasSortKey(x => x.Id).WithShards(10, x => x.Number);", "sharded by 'Number'")]
    public async Task A_key_that_is_not_the_entitys_is_reported(string configuration, string expected)
    {
        Assert.Contains(expected, Assert.Single(await ModelSource.VerifyAsync("DYNO2020", configuration)), StringComparison.Ordinal);
        await ModelSource.VerifyInOtherFileAsync("DYNO2020", configuration);
    }

    [Theory]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey(x => x.Id);")]
    [InlineData("o.HasKey(x => new { x.Id, x.City }); o.HasPartitionKey(x => x.City).HasSortKey(x => x.Id);")]
    [InlineData("o.HasKey(x => new { x.Id, x.City, x.Number, x.IsHot });")]
    [InlineData("o.HasPartitionKey(x => $\"{x.City}#{x.Name}\").HasSortKey(x => x.Id).WithShards(10);")]
    [InlineData("o.HasPartitionKey(x => $\"{x.Number:D4}{x.City}\");")]
    public Task A_key_that_is_the_entitys_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2020", configuration);

    [Theory]
    [InlineData("o.HasPartitionKey({|\"CUSTOMER#{CustomrId}\"|});", "Is it 'CustomerId'?")]
    [InlineData("o.HasPartitionKey(x => x.City).HasSortKey({|\"Nummber\"|});", "its sort key names")]
    [InlineData("o.{|HasGlobalSecondaryIndex|}(\"ByCity\", \"City\").Projects(\"Ctgory\");", "projection of index 'ByCity'")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByCity\", {|\"Town\"|});", "index 'ByCity'")]
    [InlineData("o.{|HasTimeToLive|}(\"Zzzzzz\");", "Correct the name")]
    public async Task A_name_that_does_not_exist_is_reported(string configuration, string expected)
    {
        Assert.Contains(expected, Assert.Single(await ModelSource.VerifyAsync("DYNO2021", configuration)), StringComparison.Ordinal);
        await ModelSource.VerifyInOtherFileAsync("DYNO2021", configuration);
    }

    [Theory]
    [InlineData("o.Property<int>(\"Rank\"); o.HasPartitionKey(\"{City}\").HasSortKey(\"Rank\");")]
    [InlineData("o.HasPartitionKey(\"CUSTOMER#{CustomerId}\").HasGlobalSecondaryIndex(\"ByCity\", \"City\", \"{Number:D4}#{Id}\").Projects(\"Name\", \"Tags\");")]
    [InlineData("o.HasTimeToLive(x => x.PlacedAt);")]
    public Task Names_that_exist_are_silent(string configuration) => ModelSource.VerifyAsync("DYNO2021", configuration);

    [Fact]
    public Task Names_in_attributes_are_looked_up() => ModelSource.VerifyClassesAsync(
        "DYNO2021",
        """
        [{|GlobalSecondaryIndex("ByTown", "Town")|}]
        [GlobalSecondaryIndex("ByCity", "City", "CustomerId", Projects = ["Text"])]
        public class Note
        {
            public string Id { get; set; } = "";
            public string City { get; set; } = "";
            public string Text { get; set; } = "";
            public Order? Customer { get; set; }
        }
        """,
        "Note");

    [Theory]
    [InlineData("{|o.Property(x => x.Number)|}.HasAttributeName(\"Id\");", "both 'Id' and 'Number'")]
    [InlineData("o.HasPartitionKey({|x => $\"X#{x.Id}\"|}); o.Property(x => x.City).HasAttributeName(\"PK\");", "also that of 'City'")]
    [InlineData("o.HasPartitionKey(x => $\"X#{x.Id}\", \"K\"); o.HasSortKey({|x => $\"Y#{x.City}\", \"K\"|});", "Two keys are stored in the attribute 'K'")]
    public async Task An_attribute_that_is_used_twice_is_reported(string configuration, string expected)
    {
        configuration = configuration.Replace("{|o.Property", "o.{|Property", StringComparison.Ordinal).Replace("(x => x.Number)|}", "|}(x => x.Number)", StringComparison.Ordinal)
            .Replace("\", \"K\"|}", "\"|}, \"K\"", StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Single(await ModelSource.VerifyAsync("DYNO2022", configuration)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c.HasPartitionKey(x => $\"C#{x.Id}\").{|Property|}(x => x.City);", "'Customer.City' stores N in it")]
    [InlineData("c.HasPartitionKey(x => $\"C#{x.Id}\").{|HasGlobalSecondaryIndex|}(\"Twice\", x => x.City);", "of type S and of type N")]
    public async Task A_key_attribute_of_two_types_is_reported(string configuration, string expected)
    {
        var messages = await AnalyzerHarness.VerifyRuleAsync(
            "DYNO2022",
            ModelSource.Order,
            "public class Customer { public string Id { get; set; } = \"\"; public int City { get; set; } }",
            ModelSource.Context(
                "o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"O#{x.Id}\").HasGlobalSecondaryIndex(\"ByCity\", x => x.City); var c = modelBuilder.Entity<Customer>(); c.ToDynoTable(\"Shop\"); "
                + configuration));
        Assert.Contains(expected, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("o.HasPartitionKey(x => $\"X#{x.Id}\", \"Id\"); o.Property(x => x.Id).HasAttributeName(\"Key\");")]
    [InlineData("o.HasPartitionKey(x => $\"X#{x.City}\").HasSortKey(x => $\"Y#{x.Id}\"); o.HasGlobalSecondaryIndex(\"A\", x => $\"{x.City}#{x.Name}\"); o.HasGlobalSecondaryIndex(\"B\", x => $\"{x.Name}#{x.City}\");")]
    [InlineData("o.HasKey(x => new { x.Id, x.City, x.Number });")]
    public Task Attributes_that_are_apart_are_silent(string configuration) => ModelSource.VerifyAsync("DYNO2022", configuration);

    [Theory]
    [InlineData("o.HasPartitionKey({|\"X#{Id\"|});")]
    [InlineData("o.HasGlobalSecondaryIndex(\"Bad\", {|\"{}\"|});")]
    [InlineData("o.WithShards({|1|});")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByCity\", x => x.City).WithShards({|2000|});")]
    [InlineData("o.ToDynoTable(t => t.IsProvisioned({|0|}, 1));")]
    [InlineData("o.ToDynoTable(t => t.IsOnDemand(maxWriteUnits: {|0|}));")]
    [InlineData("o.ToDynoTable(t => t.HasTag({|\"aws:x\"|}, \"y\"));")]
    public async Task A_setting_that_is_refused_is_reported(string configuration)
    {
        await ModelSource.VerifyAsync("DYNO2023", configuration);
        await ModelSource.VerifyInOtherFileAsync("DYNO2023", configuration);
    }

    [Fact]
    public Task A_template_on_an_attribute_is_read() =>
        ModelSource.VerifyClassesAsync("DYNO2023", "[PartitionKey({|\"X#{Id\"|})] public class Note { public string Id { get; set; } = \"\"; [SortKey] public string At { get; set; } = \"\"; }", "Note");

    [Theory]
    [InlineData("o.HasPartitionKey(\"X#{Id:D8}{{}}\").HasSortKey(x => $\"{x.City}\").WithShards(10);")]
    [InlineData("o.ToDynoTable(t => t.IsProvisioned(1, 1).HasTag(\"team\", \"\")); o.ToDynoTable(t => t.IsOnDemand());")]
    public Task A_setting_that_is_taken_is_silent(string configuration) => ModelSource.VerifyAsync("DYNO2023", configuration);

    [Fact]
    public void Errors_are_what_the_provider_refuses() => Assert.All(
        Analyzers.Rules.AllRules.Models.Where(r => r.Descriptor.DefaultSeverity == DiagnosticSeverity.Error),
        r => Assert.Contains("refuse", r.Descriptor.Description.ToString(System.Globalization.CultureInfo.InvariantCulture) + r.Descriptor.MessageFormat, StringComparison.Ordinal));
}
