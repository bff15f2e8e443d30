// A model on which a rule speaks as an error is one that the provider refuses: each is compiled, loaded, and built by EF Core. And one on which no rule does is built.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public class ErrorsAreRefusedTests
{
    [Theory]
    [InlineData("DYNO2001", "o.HasKey(x => x.Id); o.HasSortKey(x => x.Id);")]
    [InlineData("DYNO2001", "modelBuilder.Entity<Rush>().HasPartitionKey(x => x.City);")]
    [InlineData("DYNO2001", "modelBuilder.Entity<Reading>();")]
    [InlineData("DYNO2001", "o.HasKey(x => new { x.City, x.Code, x.Id }); o.HasSortKey(x => x.Id);")]
    [InlineData("DYNO2002", "o.HasPartitionKey(x => x.IsHot); o.HasKey(x => x.IsHot);")]
    [InlineData("DYNO2002", "o.HasGlobalSecondaryIndex(\"ByHot\", x => x.IsHot);")]
    [InlineData("DYNO2002", "o.HasGlobalSecondaryIndex(\"ByTags\", x => x.City, x => x.Tags);")]
    [InlineData("DYNO2006", "o.ToDynoTable(\"Shop\"); modelBuilder.Entity<Customer>().ToDynoTable(\"Shop\");")]
    [InlineData("DYNO2006", "o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); modelBuilder.Entity<Customer>().ToDynoTable(\"Shop\");")]
    [InlineData("DYNO2006", "o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); modelBuilder.Entity<Customer>().ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#Y#{x.Id}\");")]
    [InlineData("DYNO2008", "o.HasLocalSecondaryIndex(\"ByCity\", x => x.City);")]
    [InlineData("DYNO2009", "o.HasKey(x => new { x.City, x.Id }); o.HasLocalSecondaryIndex(\"In1\", x => x.Name); o.HasLocalSecondaryIndex(\"In2\", x => x.Name); o.HasLocalSecondaryIndex(\"In3\", x => x.Name); o.HasLocalSecondaryIndex(\"In4\", x => x.Name); o.HasLocalSecondaryIndex(\"In5\", x => x.Name); o.HasLocalSecondaryIndex(\"In6\", x => x.Name);")]
    [InlineData("DYNO2014", "o.HasTimeToLive(x => x.Name);")]
    [InlineData("DYNO2014", "o.HasTimeToLive(x => x.PlacedAt); o.Property(x => x.PlacedAt).HasConversion<string>();")]
    [InlineData("DYNO2014", "o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\").HasTimeToLive(x => x.PlacedAt); modelBuilder.Entity<Customer>().ToDynoTable(\"Shop\").HasPartitionKey(x => $\"Y#{x.Id}\").HasTimeToLive(x => x.Line);")]
    [InlineData("DYNO2016", "o.HasGlobalSecondaryIndex(\"Wide\", x => new { x.City, x.Name, x.Number, x.Amount, x.PlacedAt });")]
    [InlineData("DYNO2016", "o.HasKey(x => new { x.City, x.Id }); o.HasLocalSecondaryIndex(\"Wide\", x => new { x.Name, x.Number });")]
    [InlineData("DYNO2018", "o.ToDynoTable(\"no spaces\");")]
    [InlineData("DYNO2018", "o.HasGlobalSecondaryIndex(\"a b\", x => x.City);")]
    [InlineData("DYNO2018", "o.Property(x => x.City).HasAttributeName(\"$dyno\");")]
    [InlineData("DYNO2020", "o.HasKey(x => x.Id); o.HasPartitionKey(x => x.City).HasSortKey(x => x.Id);")]
    [InlineData("DYNO2020", "o.HasKey(x => new { x.Id, x.City }); o.HasPartitionKey(x => x.Id).HasSortKey(_ => \"X\");")]
    [InlineData("DYNO2020", "o.HasPartitionKey(\"{Id}{City}\");")]
    [InlineData("DYNO2020", "o.HasPartitionKey(x => x.City).HasSortKey(x => x.Id).WithShards(10, x => x.Number);")]
    [InlineData("DYNO2021", "o.HasPartitionKey(\"CUSTOMER#{CustomrId}\");")]
    [InlineData("DYNO2021", "o.HasGlobalSecondaryIndex(\"ByCity\", \"City\").Projects(\"Ctgory\");")]
    [InlineData("DYNO2021", "o.HasTimeToLive(\"Zzzzzz\");")]
    [InlineData("DYNO2022", "o.Property(x => x.Number).HasAttributeName(\"Id\");")]
    [InlineData("DYNO2022", "o.HasPartitionKey(x => $\"X#{x.Id}\"); o.Property(x => x.City).HasAttributeName(\"PK\");")]
    [InlineData("DYNO2022", "o.HasPartitionKey(x => $\"X#{x.Id}\", \"K\"); o.HasSortKey(x => $\"Y#{x.City}\", \"K\");")]
    [InlineData("DYNO2022", "o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\").HasGlobalSecondaryIndex(\"ByCity\", x => x.City); var c = modelBuilder.Entity<Customer>(); c.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"Y#{x.Id}\"); c.Property(x => x.Line).HasAttributeName(\"City\");")]
    [InlineData("DYNO2023", "o.HasPartitionKey(\"X#{Id\");")]
    [InlineData("DYNO2023", "o.HasGlobalSecondaryIndex(\"ByCity\", x => x.City).WithShards(1);")]
    [InlineData("DYNO2023", "o.ToDynoTable(t => t.IsProvisioned(0, 1));")]
    [InlineData("DYNO2023", "o.ToDynoTable(t => t.HasTag(\"aws:x\", \"y\"));")]
    public async Task What_is_an_error_is_refused(string rule, string configuration)
    {
        var (errors, refusal) = await BuildAsync(configuration);
        Assert.Contains(rule, errors);
        Assert.NotNull(refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("o.HasKey(x => x.IsHot);")]
    [InlineData("o.HasKey(x => new { x.Id, x.City, x.Number, x.IsHot });")]
    [InlineData("o.HasPartitionKey(x => x.Status); o.HasGlobalSecondaryIndex(\"ByHot\", x => $\"HOT#{x.IsHot}\"); o.HasGlobalSecondaryIndex(\"ByMaybe\", x => x.Maybe).WithShards(10);")]
    [InlineData("o.HasSortKey(x => x.City);")]
    [InlineData("modelBuilder.Entity<Root>(); modelBuilder.Entity<Leaf>();")]
    [InlineData("o.HasKey(x => new { x.City, x.Id }); o.HasSortKey(x => x.Id);")]
    [InlineData("o.HasPartitionKey(_ => \"ORDERS\").HasSortKey(x => $\"{x.Number}\").HasTimeToLive(x => x.PlacedAt);")]
    [InlineData("o.HasTimeToLive(x => x.Number); o.HasLocalSecondaryIndex(\"ByName\", x => x.Name); o.HasPartitionKey(x => x.City).HasSortKey(x => x.Id).WithShards(10);")]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\"); modelBuilder.Entity<Customer>().ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}#LINE#{x.Line}\");")]
    [InlineData("o.ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\").HasSortKey(_ => \"A\"); modelBuilder.Entity<Customer>().ToDynoTable(\"Shop\").HasPartitionKey(x => $\"X#{x.Id}\").HasSortKey(_ => \"B\");")]
    [InlineData("o.HasPartitionKey(\"X#{Id:D8}{{}}\").HasGlobalSecondaryIndex(\"Wide\", x => new { x.City, x.Name, x.Number, x.Amount }, x => new { x.PlacedAt, x.Id, x.Code, x.Day });")]
    [InlineData("o.HasGlobalSecondaryIndex(\"ByHot\", x => x.IsHot); o.Property(x => x.IsHot).HasConversion<string>();")]
    [InlineData("o.Property<int>(\"Rank\"); o.HasPartitionKey(\"{City}\").HasSortKey(\"Rank\").HasGlobalSecondaryIndex(\"By.City\", \"City\", \"{Number:D4}#{Id}\").Projects(\"Name\", \"Tags\");")]
    [InlineData("modelBuilder.Entity<Rush>().HasGlobalSecondaryIndex(\"ByHours\", x => x.Hours);")]
    [InlineData("o.Property(x => x.City).HasAttributeName(\"location\"); o.HasPartitionKey(x => $\"O#{x.Id}\", \"hash\");")]
    public async Task What_is_built_has_no_errors(string configuration)
    {
        var (errors, refusal) = await BuildAsync(configuration);
        Assert.Equal("", string.Join(' ', errors));
        Assert.Null(refusal?.Message);
    }

    private static async Task<(IReadOnlyList<string> Errors, Exception? Refusal)> BuildAsync(string configuration)
    {
        var compilation = AnalyzerHarness.Compile(
            ModelSource.Order,
            """
            public class Rush : Order { public int Hours { get; set; } }
            public class Customer { public string Id { get; set; } = ""; public int Line { get; set; } }
            [PartitionKey("ROOT#{Id}")] public class Root { public string Id { get; set; } = ""; }
            public class Leaf : Root;
            public class Reading { public string Sensor { get; set; } = ""; }
            """,
            ModelSource.Context(configuration).Replace(
                "protected", "protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseDyno(d => d.InMemory(\"model\"));\n    protected", StringComparison.Ordinal));
        var errors = (await AnalyzerHarness.DiagnosticsAsync(compilation)).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct().ToList();

        using var loaded = new LoadedCompilation(compilation);
        var type = loaded.Assembly.GetType("ShopContext")!;
        using var context = (Microsoft.EntityFrameworkCore.DbContext)Activator.CreateInstance(type)!;
        return (errors, Record.Exception(() => context.Model));
    }
}
