// What a model must not be, and that the message names the property and the fix.

using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class ModelValidationTests
{
    private sealed class Thing
    {
        public string Id { get; set; } = "";

        public string Other { get; set; } = "";

        public bool Flag { get; set; }

        public int Number { get; set; }
    }

    private sealed class Second
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
    [InlineData("index type", "'Flag' cannot be a key of index 'ByFlag'")]
    [InlineData("lsi", "needs a table with a sort key")]
    [InlineData("gsis", "has 21 global secondary indexes; DynamoDB allows 20")]
    [InlineData("collide", "could have the same key")]
    [InlineData("disagree", "must have the same key attributes")]
    public void A_model_that_cannot_be_stored_says_why(string fault, string expected)
    {
        using var database = new TestDatabase();
        using var context = database.Context(b => Configure(b, fault));
        var error = Assert.Throws<InvalidOperationException>(() => context.Model);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static void Configure(ModelBuilder b, string fault)
    {
        EntityTypeBuilder<Thing> e = b.Entity<Thing>();
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
                b.Entity<Second>().ToDynoTable("Shared");
                break;
            case "disagree":
                e.ToDynoTable("Shared").HasPartitionKey("T#{Id}");
                b.Entity<Second>().ToDynoTable("Shared");
                break;
        }
    }
}
