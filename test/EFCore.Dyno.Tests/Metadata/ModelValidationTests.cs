// What a model must not be: each message names the type, the property and the fix, and all mistakes are told at once.

using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class ModelValidationTests
{
    private enum Level
    {
        Low,
        High,
    }

    private class Thing
    {
        public string Id { get; set; } = "";

        public string Other { get; set; } = "";

        public bool Flag { get; set; }

        public int Number { get; set; }

        public decimal Amount { get; set; }

        public Level Level { get; set; }

        public DateTime At { get; set; }
    }

    private sealed class Derived : Thing;

    private sealed class Second
    {
        public string Id { get; set; } = "";

        public int Other { get; set; }

        public string? Kind { get; set; }

        public Part Part { get; set; } = new();
    }

    private sealed class Part
    {
        public string? Text { get; set; }
    }

    [PartitionKey("X#{Id")]
    private sealed class Broken
    {
        public string Id { get; set; } = "";
    }

    [Theory]
    [InlineData("bool key", "'Flag' of 'Thing' cannot be a key: it is stored as BOOL")]
    [InlineData("missing", "names the property 'Nope', which the type does not have")]
    [InlineData("not in ef key", "is made of 'Other', which is not part of its EF key")]
    [InlineData("ef key not covered", "The property 'Other' is part of the EF key of 'Thing' but of neither")]
    [InlineData("adjacent", "{Id}#{Other}")]
    [InlineData("duplicate", "both 'Id' and 'Other' are stored in the attribute 'Id'")]
    [InlineData("taken", "is stored in the attribute 'PK', which is also that of 'Other'")]
    [InlineData("table name", "is not a name for a DynamoDB table")]
    [InlineData("index name", "is not a name for an index")]
    [InlineData("index type", "The property 'Thing.Flag' cannot be a key of index 'ByFlag'")]
    [InlineData("lsi", "needs a table with a sort key")]
    [InlineData("gsis", "has 21 global secondary indexes; DynamoDB allows 20")]
    [InlineData("collide", "could have the same key")]
    [InlineData("disagree", "must have the same key attributes")]
    [InlineData("template", "The key of 'Thing' cannot be read. The key template 'X#{Id' has a brace without its partner")]
    [InlineData("template attribute", "The key of 'Broken' cannot be read")]
    [InlineData("index template", "A key of index 'Bad' of 'Thing' cannot be read. The key template '{}' has an empty pair of braces")]
    [InlineData("index property", "names the property 'Nope', which the type does not have")]
    [InlineData("projection", "The index 'ByOther' of 'Thing' projects 'Nope', which the type does not have")]
    [InlineData("projected", "project 101 attributes by name; DynamoDB allows 100")]
    [InlineData("derived key", "'Derived' has a partition or sort key of its own, but it derives from 'Thing'")]
    [InlineData("key attributes", "has a key of 5 properties ('Id', 'Other', 'Number', 'Amount', 'At'); DynamoDB allows 4")]
    [InlineData("local key attributes", "has a sort key of several properties ('Other', 'Number'), which only global indexes may have")]
    [InlineData("long key", "has a name longer than 255 bytes")]
    [InlineData("reserved", "The attribute '$dyno' of 'Thing.Other' is the provider's own")]
    [InlineData("key types", "In table 'Shared' the attribute 'Other' is of type S in index 'ByOther', and 'Second.Other' stores N in it")]
    [InlineData("index types", "In table 'Shared' the attribute 'Other' is of type N in index 'Twice' and of type S in index 'Once'")]
    [InlineData("embedded key", "and 'Second.Part' stores a map in it, which DynamoDB refuses")]
    [InlineData("discriminator values", "both 'Second' and 'Thing' have the discriminator value 'X'")]
    [InlineData("discriminator property", "are told apart by the attribute 'Kind', in which 'Second' stores 'Kind'")]
    [InlineData("units", "Table 'Things' has 0 provisioned read units; the least is 1")]
    [InlineData("index units", "The index 'ByOther' has a provisioned throughput, and its table 'Things' is on demand")]
    [InlineData("local units", "The local index 'ByOther' of table 'Things' has a throughput of its own")]
    [InlineData("tag", "The tag 'aws:x' of table 'Things' is no tag")]
    [InlineData("query", "'Derived' cannot have a defining query because it is derived from 'Thing'")]
    public void A_model_that_cannot_be_stored_says_why(string fault, string expected)
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => Configure(b, fault));
        var error = Assert.Throws<InvalidOperationException>(() => context.Model);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        using var database = new TestDatabase();
        using var context = database.Context(b =>
        {
            b.Entity<Thing>().HasPartitionKey("X#{Nope}").HasGlobalSecondaryIndex("ByOther", t => t.Other).Projects("Neither");
            b.Entity<Second>().OwnsOne(s => s.Part);
            b.Entity<Second>().HasTimeToLive("Never");
        });
        var message = Assert.Throws<InvalidOperationException>(() => context.Model).Message;
        Assert.StartsWith("The model has 3 mistakes:\n  1. ", message, StringComparison.Ordinal);
        Assert.Contains("'Nope'", message, StringComparison.Ordinal);
        Assert.Contains("'Neither'", message, StringComparison.Ordinal);
        Assert.Contains("'Never'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("N#{Number}", "In the sort key 'N#{Number}' of 'Thing' the text of 'Number' does not sort as its values do")]
    [InlineData("{Number:N2}", "does not sort as its values do")]
    [InlineData("{Amount}", "{Amount:D10}")]
    [InlineData("{Level}", "'Level'")]
    [InlineData("{At:dd.MM.yyyy}", "'At'")]
    [InlineData("Level", "The sort key of 'Thing' is 'Level', whose stored form (S) does not sort as its values do")]
    [InlineData("N#{Number:D8}", null)]
    [InlineData("{Number:00000}#{At}", null)]
    [InlineData("{At:yyyy-MM-dd}", null)]
    [InlineData("Number", null)]
    [InlineData("{Other}", null)]
    public void Sort_keys_whose_text_does_not_sort_are_warned_of(string sortKey, string? expected)
    {
        using var database = new TestDatabase();
        var warnings = new List<string>();
        using var context = new ModelContext(
            database.Options<ModelContext>(o => o.ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, PerDelegateModel>()
                .LogTo(warnings.Add, [DynoEventId.SortKeyOrderWarning])),
            b =>
            {
                b.Entity<Thing>().HasPartitionKey("T#{Id}").HasSortKey(sortKey);
                b.Entity<Thing>().Property(t => t.Level).HasConversion<string>();
            });
        _ = context.Model;
        if (expected is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    private static void Configure(ModelBuilder b, string fault)
    {
        EntityTypeBuilder<Thing> e = b.Entity<Thing>();
        EntityTypeBuilder<Second> Shared()
        {
            e.ToDynoTable("Shared").HasPartitionKey("T#{Id}");
            var second = b.Entity<Second>().ToDynoTable("Shared").HasPartitionKey("S#{Id}");
            second.OwnsOne(s => s.Part);
            return second;
        }

        switch (fault)
        {
            case "bool key": e.HasPartitionKey(t => t.Flag).HasKey(t => t.Flag); break;
            case "missing": e.HasPartitionKey("X#{Nope}"); break;
            case "not in ef key": e.HasPartitionKey(t => t.Other).HasSortKey(t => t.Id).HasKey(t => t.Id); break;
            case "ef key not covered": e.HasPartitionKey(t => t.Id).HasSortKey(_ => "X").HasKey(t => new { t.Id, t.Other }); break;
            case "adjacent": e.HasPartitionKey("{Id}{Other}"); break;
            case "duplicate": e.Property(t => t.Other).HasAttributeName("Id"); break;
            case "taken":
                e.HasPartitionKey("X#{Id}");
                e.Property(t => t.Other).HasAttributeName("PK");
                break;
            case "table name": e.ToDynoTable("no spaces"); break;
            case "index name": e.HasGlobalSecondaryIndex("a b", t => t.Other); break;
            case "index type": e.HasGlobalSecondaryIndex("ByFlag", t => t.Flag); break;
            case "lsi": e.HasLocalSecondaryIndex("ByOther", t => t.Other); break;
            case "gsis":
                for (var i = 0; i < 21; i++)
                {
                    e.HasGlobalSecondaryIndex($"Index{i}", t => t.Other);
                }

                break;
            case "collide":
                e.ToDynoTable("Shared");
                b.Entity<Second>().ToDynoTable("Shared").Ignore(s => s.Part);
                break;
            case "disagree":
                e.ToDynoTable("Shared").HasPartitionKey("T#{Id}");
                b.Entity<Second>().ToDynoTable("Shared").Ignore(s => s.Part);
                break;
            case "template": e.HasPartitionKey("X#{Id"); break;
            case "template attribute": b.Entity<Broken>(); break;
            case "index template": e.HasGlobalSecondaryIndex("Bad", "{}"); break;
            case "index property": e.HasGlobalSecondaryIndex("Bad", "Nope"); break;
            case "projection": e.HasGlobalSecondaryIndex("ByOther", t => t.Other).Projects("Nope"); break;
            case "projected":
                for (var i = 0; i < 101; i++)
                {
                    e.Property<string>($"P{i}");
                }

                e.HasGlobalSecondaryIndex("ByOther", t => t.Other).Projects([.. Enumerable.Range(0, 101).Select(i => $"P{i}")]);
                break;
            case "derived key": b.Entity<Derived>().HasPartitionKey(d => d.Other); break;
            case "key attributes": e.HasGlobalSecondaryIndex("Wide", t => new { t.Id, t.Other, t.Number, t.Amount, t.At }); break;
            case "local key attributes":
                e.HasPartitionKey(t => t.Id).HasSortKey(_ => "X");
                e.HasLocalSecondaryIndex("Wide", t => new { t.Other, t.Number });
                break;
            case "long key":
                e.Property(t => t.Other).HasAttributeName(new string('x', 256));
                e.HasGlobalSecondaryIndex("ByOther", t => t.Other);
                break;
            case "reserved": e.Property(t => t.Other).HasAttributeName("$dyno"); break;
            case "key types":
                e.HasGlobalSecondaryIndex("ByOther", t => t.Other);
                Shared();
                break;
            case "index types":
                e.HasGlobalSecondaryIndex("Once", t => t.Other);
                Shared().HasGlobalSecondaryIndex("Twice", s => s.Other);
                break;
            case "embedded key":
                e.HasGlobalSecondaryIndex("ByPart", t => t.Other);
                e.Property(t => t.Other).HasAttributeName("Part");
                Shared();
                break;
            case "discriminator values":
                Shared().HasDiscriminator<string>("$type").HasValue("X");
                e.HasDiscriminator<string>("$type").HasValue("X");
                break;
            case "discriminator property":
                Shared();
                e.HasDiscriminator<string>("Which").HasValue("X");
                e.Property<string>("Which").HasAttributeName("Kind");
                break;
            case "units": e.ToDynoTable(t => t.IsProvisioned(0, 1)); break;
            case "index units": e.HasGlobalSecondaryIndex("ByOther", t => t.Other).IsProvisioned(1, 1); break;
            case "local units":
                e.HasPartitionKey(t => t.Id).HasSortKey(_ => "X");
                e.HasLocalSecondaryIndex("ByOther", t => t.Other).IsProvisioned(1, 1);
                break;
            case "tag": e.ToDynoTable(t => t.HasTag("aws:x", "")); break;
            case "query":
                b.Entity<Derived>().ToDynoQuery(() => Enumerable.Empty<Derived>().AsQueryable());
                break;
        }
    }
}
