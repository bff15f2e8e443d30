// What the rules about models offer to write. The result compiles, and the rule is then silent.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public class ModelFixesTests
{
    [Theory]
    [InlineData("DYNO2003", "o.HasPartitionKey({|x => x.Status|}).HasSortKey(x => x.Id);", "o.HasPartitionKey(x => x.Status).WithShards(10).HasSortKey(x => x.Id);")]
    [InlineData("DYNO2013", "o.{|HasGlobalSecondaryIndex|}(\"ByStatus\", x => x.Status, x => x.PlacedAt).ProjectsKeysOnly();", "o.HasGlobalSecondaryIndex(\"ByStatus\", x => x.Status, x => x.PlacedAt).WithShards(10).ProjectsKeysOnly();")]
    [InlineData("DYNO2005", "o.HasPartitionKey(x => x.City).HasSortKey({|x => $\"N#{x.Number}#X\"|});", "o.HasPartitionKey(x => x.City).HasSortKey(x => $\"N#{x.Number:D10}#X\");")]
    [InlineData("DYNO2005", "o.HasPartitionKey(x => x.City).HasSortKey({|\"{PlacedAt:dd.MM.yyyy}\"|});", "o.HasPartitionKey(x => x.City).HasSortKey(\"{PlacedAt:yyyy-MM-dd}\");")]
    [InlineData("DYNO2005", "o.{|HasGlobalSecondaryIndex|}(\"ByNumber\", x => x.City, x => $\"{x.Number:N0}\");", "o.HasGlobalSecondaryIndex(\"ByNumber\", x => x.City, x => $\"{x.Number:D10}\");")]
    [InlineData("DYNO2007", "o.HasPartitionKey({|x => $\"{x.Code}-{x.Id}\"|});", "o.HasPartitionKey(x => $\"{x.Code}#{x.Id}\");")]
    [InlineData("DYNO2007", "o.{|HasGlobalSecondaryIndex|}(\"ByName\", \"N#{Name} {Id}\");", "o.HasGlobalSecondaryIndex(\"ByName\", \"N#{Name}#{Id}\");")]
    [InlineData("DYNO2010", "o.HasKey(x => new { x.City, x.Id }); o.{|HasLocalSecondaryIndex|}(\"ByDate\", x => x.PlacedAt);", "o.HasKey(x => new { x.City, x.Id }); o.HasGlobalSecondaryIndex(\"ByDate\", x => x.City, x => x.PlacedAt);")]
    [InlineData("DYNO2010", "o.HasKey(x => new { x.City, x.Id }); o.{|HasLocalSecondaryIndex|}(\"ByDate\", \"PlacedAt\");", "o.HasKey(x => new { x.City, x.Id }); o.HasGlobalSecondaryIndex(\"ByDate\", \"City\", \"PlacedAt\");")]
    [InlineData("DYNO2018", "o.{|ToDynoTable|}(\"my orders\");", "o.ToDynoTable(\"my_orders\");")]
    [InlineData("DYNO2018", "o.{|HasGlobalSecondaryIndex|}(\"a b\", x => x.City);", "o.HasGlobalSecondaryIndex(\"a_b\", x => x.City);")]
    [InlineData("DYNO2021", "o.HasPartitionKey({|\"CUSTOMER#{CustomrId}\"|});", "o.HasPartitionKey(\"CUSTOMER#{CustomerId}\");")]
    public Task A_finding_is_fixed(string rule, string before, string after) => FixHarness.VerifyAsync(
        rule, "WriteWhatTheRuleSays", [ModelSource.Order, ModelSource.Context(before)], [ModelSource.Order, ModelSource.Context(after)]);

    [Fact]
    public Task A_key_by_convention_is_sharded_where_the_type_is_configured() => FixHarness.VerifyAsync(
        "DYNO2003",
        "ConfigureTheEntity",
        [ModelSource.Order, ModelSource.Context("o.{|HasKey|}(x => new { x.Status, x.Id });")],
        [ModelSource.Order, ModelSource.Context("o.HasKey(x => new { x.Status, x.Id });\n        modelBuilder.Entity<Order>().WithShards(10);")]);

    [Fact]
    public Task An_index_of_large_members_copies_the_keys()
    {
        const string Document = "public class Document { public string Id { get; set; } = \"\"; public string Owner { get; set; } = \"\"; public byte[] Content { get; set; } = []; }";
        return FixHarness.VerifyAsync(
            "DYNO2012",
            "WriteWhatTheRuleSays",
            [Document, Context("{|HasGlobalSecondaryIndex|}(\"ByOwner\", d => d.Owner)")],
            [Document, Context("HasGlobalSecondaryIndex(\"ByOwner\", d => d.Owner).ProjectsKeysOnly()")]);

        static string Context(string call) => "public sealed class DocumentContext : DbContext { protected override void OnModelCreating(ModelBuilder modelBuilder) { modelBuilder.Entity<Document>()." + call + "; } }";
    }

    [Fact]
    public Task A_key_that_shards_have_no_place_in_is_not_fixed() => FixHarness.VerifyNoneAsync(
        "DYNO2013", "WriteWhatTheRuleSays", ModelSource.Order, ModelSource.Context("o.{|HasGlobalSecondaryIndex|}(\"ByBoth\", x => new { x.Status, x.IsHot });").Replace("x.IsHot", "x.Stage", StringComparison.Ordinal));
}
