// DYNO2008 to 2012 and 2014 to 2019: indexes, names, times to live and the room of an item.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public class TablesHaveRoomTests
{
    [Theory]
    [InlineData("DYNO2008", "o.{|HasLocalSecondaryIndex|}(\"ByCity\", x => x.City);")]
    [InlineData("DYNO2008", "o.HasPartitionKey(x => $\"O#{x.Id}\").{|HasLocalSecondaryIndex|}(\"ByCity\", \"City\");")]
    [InlineData("DYNO2010", "o.HasKey(x => new { x.City, x.Id }); o.{|HasLocalSecondaryIndex|}(\"ByDate\", x => x.PlacedAt);")]
    [InlineData("DYNO2016", "o.{|HasGlobalSecondaryIndex|}(\"Wide\", x => new { x.City, x.Name, x.Number, x.Amount, x.PlacedAt });")]
    [InlineData("DYNO2016", "o.{|HasGlobalSecondaryIndex|}(\"Wide\", x => x.City, x => new { x.Id, x.Name, x.Number, x.Amount, x.PlacedAt });")]
    [InlineData("DYNO2016", "o.HasKey(x => new { x.City, x.Id }); o.{|HasLocalSecondaryIndex|}(\"Wide\", x => new { x.Name, x.Number });")]
    [InlineData("DYNO2018", "o.{|ToDynoTable|}(\"no spaces\");")]
    [InlineData("DYNO2018", "o.{|ToDynoTable|}(\"ab\");")]
    [InlineData("DYNO2018", "o.{|HasGlobalSecondaryIndex|}(\"a b\", x => x.City);")]
    [InlineData("DYNO2018", "o.{|Property|}(x => x.City).HasAttributeName(\"$dyno\");")]
    [InlineData("DYNO2018", "o.{|Property|}(x => x.City).HasAttributeName(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"); o.HasGlobalSecondaryIndex(\"ByCity\", x => x.City);")]
    [InlineData("DYNO2019", "o.{|Property|}(x => x.City).HasAttributeName(\"location\");")]
    [InlineData("DYNO2019", "o.HasPartitionKey({|x => $\"O#{x.Id}\"|}, \"hash\");")]
    [InlineData("DYNO2014", "o.{|HasTimeToLive|}(x => x.Name);")]
    [InlineData("DYNO2014", "o.{|HasTimeToLive|}(\"PlacedAt\"); o.Property(x => x.PlacedAt).HasConversion<string>();")]
    public async Task A_mistake_is_reported(string rule, string configuration)
    {
        await ModelSource.VerifyAsync(rule, configuration);
        await ModelSource.VerifyInOtherFileAsync(rule, configuration);
    }

    [Theory]
    [InlineData("DYNO2008", "o.HasKey(x => new { x.City, x.Id }); o.HasLocalSecondaryIndex(\"ByDate\", x => x.PlacedAt);")]
    [InlineData("DYNO2010", "o.HasGlobalSecondaryIndex(\"ByDate\", x => x.City, x => x.PlacedAt);")]
    [InlineData("DYNO2016", "o.HasGlobalSecondaryIndex(\"Wide\", x => new { x.City, x.Name, x.Number, x.Amount }, x => new { x.PlacedAt, x.Id, x.Code, x.Day });")]
    [InlineData("DYNO2018", "o.ToDynoTable(\"shop.orders-v2_x\").HasGlobalSecondaryIndex(\"By.City\", x => x.City); o.Property(x => x.City).HasAttributeName(\"c\");")]
    [InlineData("DYNO2018", "o.ToDynoTable(Environment.MachineName);")]
    [InlineData("DYNO2019", "o.Property(x => x.City).HasAttributeName(\"town\"); o.HasPartitionKey(x => $\"O#{x.Id}\", \"pk\");")]
    [InlineData("DYNO2019", "")]
    [InlineData("DYNO2014", "o.HasTimeToLive(x => x.PlacedAt);")]
    [InlineData("DYNO2014", "o.HasTimeToLive(x => x.Number);")]
    [InlineData("DYNO2014", "o.HasTimeToLive(x => x.PlacedAt); o.Property(x => x.PlacedAt).HasConversion(v => v.Ticks, v => new DateTime(v));")]
    public Task What_is_sound_is_silent(string rule, string configuration) => ModelSource.VerifyAsync(rule, configuration);

    [Theory]
    [InlineData("DYNO2009", "Local", 6, 5)]
    [InlineData("DYNO2009", "Local", 5, 5)]
    [InlineData("DYNO2011", "Global", 21, 20)]
    [InlineData("DYNO2011", "Global", 20, 20)]
    public async Task Indexes_are_counted(string rule, string kind, int count, int limit)
    {
        var calls = Enumerable.Range(1, count).Select(i => i > limit ? $"o.{{|Has{kind}SecondaryIndex|}}(\"Index{i:D2}\", x => x.Name);" : $"o.Has{kind}SecondaryIndex(\"Index{i:D2}\", x => x.Name);");
        var messages = await ModelSource.VerifyAsync(rule, "o.HasKey(x => new { x.City, x.Id });" + string.Concat(calls));
        Assert.All(messages, m => Assert.Contains($"Table 'Orders' has {count}", m, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Types_that_share_an_index_have_one()
    {
        var calls = Enumerable.Range(1, 15).Select(i => $"o.HasGlobalSecondaryIndex(\"Index{i:D2}\", x => $\"{{x.Name}}#{{x.City}}\"); c.HasGlobalSecondaryIndex(\"Index{i:D2}\", x => $\"{{x.Id}}#{{x.Line}}\");");
        await AnalyzerHarness.VerifyRuleAsync(
            "DYNO2011",
            ModelSource.Order,
            "public class Customer { public string Id { get; set; } = \"\"; public int Line { get; set; } }",
            ModelSource.Context("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"O#{x.Id}\"); var c = modelBuilder.Entity<Customer>(); c.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"C#{x.Id}\");" + string.Concat(calls)));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(100)]
    public async Task Projected_attributes_are_counted(int count)
    {
        var properties = string.Concat(Enumerable.Range(0, count).Select(i => $"public string P{i} {{ get; set; }} = \"\"; "));
        var names = string.Join(", ", Enumerable.Range(0, count - 1).Select(i => $"\"P{i}\""));
        await AnalyzerHarness.VerifyRuleAsync(
            "DYNO2017",
            $"public class Wide {{ public string Id {{ get; set; }} = \"\"; {properties} }}",
            $$"""
            public sealed class WideContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Wide>().HasGlobalSecondaryIndex("A", w => w.P0).Projects({{names}});
                    modelBuilder.Entity<Wide>().{{(count > 100 ? "{|HasGlobalSecondaryIndex|}" : "HasGlobalSecondaryIndex")}}("B", w => w.P1).Projects(w => w.P2);
                    modelBuilder.Entity<Wide>().HasGlobalSecondaryIndex("C", w => w.P3);
                }
            }
            """);
    }

    private const string Documents = """
        public class Entry { public string Text { get; set; } = ""; }

        public class Document
        {
            public string Id { get; set; } = "";
            public string Owner { get; set; } = "";
            public byte[] {|Content|} { get; set; } = [];
            public byte[] Hash { get; set; } = [];
            [System.ComponentModel.DataAnnotations.MaxLength(1000)] public byte[] Photo { get; set; } = [];
            [System.ComponentModel.DataAnnotations.MaxLength(500000)] public string {|Summary|} { get; set; } = "";
            public string {|Html|} { get; set; } = "";
            public List<string> {|Comments|} { get; set; } = [];
            public List<string> Tags { get; set; } = [];
            public List<Entry> {|History|} { get; set; } = [];
            public List<Entry> Lines { get; set; } = [];
        }
        """;

    private static string DocumentContext(string index) => $$"""
        public sealed class DocumentContext : DbContext
        {
            protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Document>(d =>
            {
                d.OwnsMany(x => x.History);
                d.OwnsMany(x => x.Lines);
                {{index}}
            });
        }
        """;

    [Fact]
    public async Task Members_without_a_bound_are_reported()
    {
        await AnalyzerHarness.VerifyRuleAsync("DYNO2015", Documents, DocumentContext(""));
        var found = await AnalyzerHarness.DiagnosticsAsync(AnalyzerHarness.Compile(Documents.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal), DocumentContext("")));
        Assert.Equal(
            [DiagnosticSeverity.Warning, DiagnosticSeverity.Warning, DiagnosticSeverity.Info, DiagnosticSeverity.Info, DiagnosticSeverity.Info],
            found.Where(d => d.Id == "DYNO2015").OrderBy(d => d.Location.SourceSpan.Start).Select(d => d.Severity));
    }

    [Theory]
    [InlineData("d.{|HasGlobalSecondaryIndex|}(\"ByOwner\", x => x.Owner);")]
    [InlineData("d.HasGlobalSecondaryIndex(\"ByOwner\", x => x.Owner).ProjectsKeysOnly();")]
    [InlineData("d.HasGlobalSecondaryIndex(\"ByOwner\", x => x.Owner).Projects(x => x.Content);")]
    public async Task An_index_that_copies_large_members_is_reported(string index)
    {
        var messages = await AnalyzerHarness.VerifyRuleAsync("DYNO2012", Documents.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal), DocumentContext(index));
        Assert.All(messages, m => Assert.Contains("copies whole items, and so 'Comments', 'Content', 'History', 'Html', 'Summary'", m, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_to_live_of_one_table_are_one_attribute()
    {
        var messages = await AnalyzerHarness.VerifyRuleAsync(
            "DYNO2014",
            """
            public class Session { public string Id { get; set; } = ""; public DateTime Ends { get; set; } }
            public class Ticket { public string Id { get; set; } = ""; public long Expires { get; set; } public long ExpiresMs { get; set; } }
            """,
            """
            public sealed class TimeContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Session>().ToDynoTable("Shop").HasPartitionKey(s => $"S#{s.Id}").HasTimeToLive(s => s.Ends);
                    modelBuilder.Entity<Ticket>().ToDynoTable("Shop").HasPartitionKey(s => $"T#{s.Id}").{|HasTimeToLive|}(s => s.Expires);
                }
            }

            public sealed class OtherContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Ticket>().{|HasTimeToLive|}(s => s.ExpiresMs);
            }
            """);
        Assert.Contains("'Session' has 'Ends' and 'Ticket' has 'Expires'", messages[0], StringComparison.Ordinal);
        Assert.Contains("in milliseconds", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public Task A_time_to_live_by_attribute_is_read() => ModelSource.VerifyClassesAsync(
        "DYNO2014", "public class Session { public string Id { get; set; } = \"\"; [{|TimeToLive|}] public bool Ends { get; set; } }", "Session");
}
