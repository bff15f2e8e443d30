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
    [InlineData("DYNO2008", "o.HasKey(x => x.Id); o.{|HasLocalSecondaryIndex|}(\"ByDate\", x => x.PlacedAt);", "o.HasKey(x => x.Id); o.HasGlobalSecondaryIndex(\"ByDate\", x => x.Id, x => x.PlacedAt);")]
    [InlineData(
        "DYNO2009",
        "o.HasKey(x => new { x.City, x.Id }); o.HasLocalSecondaryIndex(\"A\", x => x.Name); o.HasLocalSecondaryIndex(\"B\", x => x.Name); o.HasLocalSecondaryIndex(\"C\", x => x.Name); o.HasLocalSecondaryIndex(\"D\", x => x.Name); o.HasLocalSecondaryIndex(\"E\", x => x.Name); o.{|HasLocalSecondaryIndex|}(\"F\", \"Name\");",
        "o.HasKey(x => new { x.City, x.Id }); o.HasLocalSecondaryIndex(\"A\", x => x.Name); o.HasLocalSecondaryIndex(\"B\", x => x.Name); o.HasLocalSecondaryIndex(\"C\", x => x.Name); o.HasLocalSecondaryIndex(\"D\", x => x.Name); o.HasLocalSecondaryIndex(\"E\", x => x.Name); o.HasGlobalSecondaryIndex(\"F\", \"City\", \"Name\");")]
    [InlineData("DYNO2016", "o.{|HasGlobalSecondaryIndex|}(\"Wide\", x => new { x.City, x.Name, x.CustomerId, x.Number, x.Id });", "o.HasGlobalSecondaryIndex(\"Wide\", x => $\"{x.City}#{x.Name}#{x.CustomerId}#{x.Number}#{x.Id}\");")]
    [InlineData("DYNO2016", "o.{|HasGlobalSecondaryIndex|}(\"Wide\", x => x.City, x => new { x.Name, x.CustomerId, x.Number, x.PlacedAt, x.Id } /* all */);", "o.HasGlobalSecondaryIndex(\"Wide\", x => x.City, x => $\"{x.Name}#{x.CustomerId}#{x.Number}#{x.PlacedAt}#{x.Id}\" /* all */);")]
    [InlineData("DYNO2010", "o.HasKey(x => new { x.City, x.Id }); o.{|HasLocalSecondaryIndex|}(\"ByDate\", x => x.PlacedAt);", "o.HasKey(x => new { x.City, x.Id }); o.HasGlobalSecondaryIndex(\"ByDate\", x => x.City, x => x.PlacedAt);")]
    [InlineData("DYNO2010", "o.HasKey(x => new { x.City, x.Id }); o.{|HasLocalSecondaryIndex|}(\"ByDate\", \"PlacedAt\");", "o.HasKey(x => new { x.City, x.Id }); o.HasGlobalSecondaryIndex(\"ByDate\", \"City\", \"PlacedAt\");")]
    [InlineData("DYNO2018", "o.{|ToDynoTable|}(\"my orders\");", "o.ToDynoTable(\"my_orders\");")]
    [InlineData("DYNO2018", "o.{|HasGlobalSecondaryIndex|}(\"a b\", x => x.City);", "o.HasGlobalSecondaryIndex(\"a_b\", x => x.City);")]
    [InlineData("DYNO2021", "o.HasPartitionKey({|\"CUSTOMER#{CustomrId}\"|});", "o.HasPartitionKey(\"CUSTOMER#{CustomerId}\");")]
    public Task A_finding_is_fixed(string rule, string before, string after) => FixHarness.VerifyAsync(
        rule, "WriteWhatTheRuleSays", [ModelSource.Order, ModelSource.Context(before)], [ModelSource.Order, ModelSource.Context(after)]);

    [Theory]
    [InlineData("DYNO2003", "o.HasPartitionKey({|x => x.Status|}).HasSortKey(x => x.Id);", "o.HasPartitionKey(x => $\"{x.Status}#{x.CustomerId}\").HasSortKey(x => x.Id);")]
    [InlineData("DYNO2003", "o.HasPartitionKey({|(Order x) => $\"S#{x.Status}\"|} /* few */).HasSortKey(\"Id\");", "o.HasPartitionKey((Order x) => $\"S#{x.Status}#{x.CustomerId}\" /* few */).HasSortKey(\"Id\");")]
    [InlineData("DYNO2003", "o.HasPartitionKey({|\"Status\"|}).HasSortKey(x => x.Id);", "o.HasPartitionKey(\"{Status}#{CustomerId}\").HasSortKey(x => x.Id);")]
    [InlineData("DYNO2003", "o.HasPartitionKey({|_ => \"ALL\"|}).HasSortKey(x => x.Id);", "o.HasPartitionKey(x => $\"ALL#{x.CustomerId}\").HasSortKey(x => x.Id);")]
    [InlineData("DYNO2013", "o.{|HasGlobalSecondaryIndex|}(\"ByStatus\", x => x.Status, x => x.PlacedAt).ProjectsKeysOnly();", "o.HasGlobalSecondaryIndex(\"ByStatus\", x => $\"{x.Status}#{x.CustomerId}\", x => x.PlacedAt).ProjectsKeysOnly();")]
    [InlineData("DYNO2013", "o.{|HasGlobalSecondaryIndex|}(\"ByStatus\", \"S#{Status}\");", "o.HasGlobalSecondaryIndex(\"ByStatus\", \"S#{Status}#{CustomerId}\");")]
    [InlineData("DYNO2013", "o.{|HasGlobalSecondaryIndex|}(\"ByBoth\", x => new { x.Status, x.Stage });", "o.HasGlobalSecondaryIndex(\"ByBoth\", x => new { x.Status, x.Stage, x.CustomerId });")]
    public Task A_key_of_few_values_is_continued(string rule, string before, string after) => FixHarness.VerifyAsync(
        rule, "WriteTheOtherWay", [ModelSource.Order, ModelSource.Context(before)], [ModelSource.Order, ModelSource.Context(after)]);

    [Fact]
    public Task All_keys_of_few_values_are_continued_at_once() => FixHarness.VerifyAllAsync(
        "DYNO2013",
        "WriteTheOtherWay",
        [ModelSource.Order, ModelSource.Context("o.{|HasGlobalSecondaryIndex|}(\"A\", x => x.Status); o.{|HasGlobalSecondaryIndex|}(\"B\", x => x.Stage);")],
        [ModelSource.Order, ModelSource.Context("o.HasGlobalSecondaryIndex(\"A\", x => $\"{x.Status}#{x.CustomerId}\"); o.HasGlobalSecondaryIndex(\"B\", x => $\"{x.Stage}#{x.CustomerId}\");")]);

    [Theory]
    [InlineData("DYNO2003", "o.HasKey(x => new { x.Status, x.Id }); o.HasPartitionKey({|x => x.Status|}).HasSortKey(x => x.Id);")]
    [InlineData("DYNO2013", "o.{|HasGlobalSecondaryIndex|}(\"ByStatus\", x => x.Status, x => x.CustomerId);")]
    public Task A_key_that_cannot_have_the_property_is_not_continued(string rule, string configuration) =>
        FixHarness.VerifyNoneAsync(rule, "WriteTheOtherWay", ModelSource.Order, ModelSource.Context(configuration));

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

    [Theory]
    [InlineData("DYNO2008", "o.HasPartitionKey(x => $\"O#{x.Id}\"); o.{|HasLocalSecondaryIndex|}(\"ByDate\", x => x.PlacedAt);")]
    [InlineData("DYNO2016", "o.{|HasGlobalSecondaryIndex|}(\"Wide\", x => new { x.City, x.Name, x.CustomerId, x.Number, Key = x.Id });")]
    public Task A_key_that_is_written_otherwise_is_not_fixed(string rule, string configuration) =>
        FixHarness.VerifyNoneAsync(rule, "WriteWhatTheRuleSays", ModelSource.Order, ModelSource.Context(configuration));

    [Fact]
    public Task A_key_that_shards_have_no_place_in_is_not_fixed() => FixHarness.VerifyNoneAsync(
        "DYNO2013", "WriteWhatTheRuleSays", ModelSource.Order, ModelSource.Context("o.{|HasGlobalSecondaryIndex|}(\"ByBoth\", x => new { x.Status, x.IsHot });").Replace("x.IsHot", "x.Stage", StringComparison.Ordinal));

    [Fact]
    public Task A_cascade_has_an_index_of_its_foreign_key() => FixHarness.VerifyAsync(
        "DYNO2024",
        "ConfigureTheEntity",
        [Books("public int AuthorId { get; set; }").Replace("Author Author", "Author {|Author|}", StringComparison.Ordinal), BookContext("modelBuilder.Entity<Author>();")],
        [Books("public int AuthorId { get; set; }"), BookContext("modelBuilder.Entity<Author>();\n        modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"ByAuthorId\", e => e.AuthorId);")]);

    [Theory]
    [InlineData("", "")]
    [InlineData("public int AuthorId { get; set; }", "modelBuilder.Entity<Book>().HasGlobalSecondaryIndex(\"ByAuthorId\", b => b.Title);")]
    public Task A_foreign_key_that_the_class_does_not_have_or_whose_index_has_another_key_has_no_fix(string foreignKey, string configuration) => FixHarness.VerifyNoneAsync(
        "DYNO2024",
        "ConfigureTheEntity",
        Books(foreignKey).Replace("Author Author", "Author {|Author|}", StringComparison.Ordinal),
        BookContext(configuration));

    private static string Books(string foreignKey) =>
        "public class Author { public int Id { get; set; } }\n"
        + $"public class Book {{ public string Id {{ get; set; }} = \"\"; public string Title {{ get; set; }} = \"\"; {foreignKey} public Author Author {{ get; set; }} = null!; }}";

    private static string BookContext(string configuration) =>
        $"public sealed class BookContext : DbContext\n{{\n    public DbSet<Book> Books => Set<Book>();\n\n    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {{\n        {configuration}\n    }}\n}}";
}
