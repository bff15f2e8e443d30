// `dyno review` over a project in a folder of its own, which references no package, so that nothing is fetched: built for real, once where it finds something
// and once where it does not compile.

using System.Text.Json;
using Dyno.Cli.Review;

namespace Dyno.Cli.Tests;

public sealed class ReviewTests : IDisposable
{
    private const string Model = """
        using System.Linq;
        using Microsoft.EntityFrameworkCore;

        public class Coupon { public string Id { get; set; } = ""; public string City { get; set; } = ""; }

        public sealed class ShopContext : DbContext
        {
            public DbSet<Coupon> Coupons => Set<Coupon>();
        }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dyno-review-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_the_analyzers_find_is_reported_without_what_the_application_suppresses()
    {
        Write("""
            public static class Queries
            {
                public static object One(ShopContext db) => db.Coupons.Where(c => c.Id == "C1").ToList();
                public static object InLisbon(ShopContext db) => db.Coupons.Where(c => c.City == "Lisbon").ToList();
            #pragma warning disable DYNO1001
                public static object InPorto(ShopContext db) => db.Coupons.Where(c => c.City == "Porto").ToList();
            #pragma warning restore DYNO1001
                public static object Allowed(ShopContext db) => db.Coupons.AllowScan().Where(c => c.City == "Faro").ToList();
            }
            """);
        var report = Path.Combine(_folder, "report.json");

        Assert.Equal(1, await RunAsync(_folder, "--format", "json", "--output", report, "--severity", "warning"));

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var scan = Assert.Single(document.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "DYNO1001");
        Assert.Equal("warning", scan.GetProperty("severity").GetString());
        Assert.Equal("Shop.cs", scan.GetProperty("file").GetString());
        Assert.Equal((13, 96), (scan.GetProperty("line").GetInt32(), scan.GetProperty("column").GetInt32()));
        Assert.Contains("'Coupons'", scan.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(document.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("line").GetInt32() is 12 or 15 or 17);
    }

    [Fact]
    public async Task A_rule_is_as_severe_as_the_application_made_it()
    {
        Write("public static class Queries { public static object All(ShopContext db) => db.Coupons.WithIndex(\"ByNothing\").ToList(); }");
        foreach (var name in new[] { "Lowered", "Suggested", "Silent", "Off", "Pragma", "Global", "Below/Near", "Below/Far" })
        {
            var (off, on) = name == "Pragma" ? ("#pragma warning disable DYNO1008\n", "#pragma warning restore DYNO1008\n") : ("", "");
            Add(name + ".cs", $"using System.Linq;\nusing Microsoft.EntityFrameworkCore;\n{off}public static class {name.Replace('/', '_')} {{ public static object All(ShopContext db) => db.Coupons.WithIndex(\"ByNothing\").ToList(); }}\n{on}");
        }

        Add(".editorconfig", """
            root = true
            [Lowered.cs]
            dotnet_diagnostic.DYNO1008.severity = warning
            [{Suggested,Never}.cs]
            dotnet_diagnostic.DYNO1008.severity = suggestion # as a thought
            [S?lent.cs]
            dotnet_diagnostic.DYNO1008.severity = silent
            [Of[a-f].cs]
            dotnet_diagnostic.DYNO1008.severity = none
            [Below/**.cs]
            dotnet_diagnostic.DYNO1008.severity = warning
            """);
        Add("Below/.editorconfig", "[N*.cs]\ndotnet_diagnostic.DYNO1008.severity = suggestion\n");
        Add(".globalconfig", $"is_global = true\n[{_folder.Replace('\\', '/')}/Global.cs]\ndotnet_diagnostic.DYNO1008.severity = suggestion\n");

        Assert.Equal(
            ["Below/Far.cs warning", "Below/Near.cs info", "Global.cs info", "Lowered.cs warning", "Shop.cs error", "Suggested.cs info"], await SeveritiesAsync("DYNO1008"));
    }

    [Theory]
    [InlineData(".globalconfig", "dotnet_diagnostic.DYNO1008.severity = suggestion", "", "Shop.cs info")]
    [InlineData(".globalconfig", "dotnet_diagnostic.DYNO1008.severity = none", "", "")]
    [InlineData(".globalconfig", "dotnet_analyzer_diagnostic.category-Correctness.severity = suggestion", "", "Shop.cs info")]
    [InlineData(".editorconfig", "[*]\ndotnet_analyzer_diagnostic.severity = none", "", "")]
    [InlineData(".editorconfig", "[*.vb]\ndotnet_diagnostic.DYNO1008.severity = none", "", "Shop.cs error")]
    [InlineData(".editorconfig", "[*.cs]\n", "<NoWarn>DYNO1008</NoWarn>", "")]
    public async Task What_is_said_of_all_files_is_heard(string file, string said, string property, string expected)
    {
        Write("public static class Queries { public static object All(ShopContext db) => db.Coupons.WithIndex(\"ByNothing\").ToList(); }", property);
        Add(file, said);
        Assert.Equal(expected, string.Join(' ', await SeveritiesAsync("DYNO1008")));
    }

    [Fact]
    public async Task What_is_only_likely_is_a_suggestion()
    {
        Write("""
            public enum State { Open, Paid, Sent }
            public class Order { public string Id { get; set; } = ""; public State State { get; set; } }
            public sealed class OrderContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) =>
                    modelBuilder.Entity<Order>().HasGlobalSecondaryIndex("ByState", o => o.State).When(o => o.State == State.Open);
            }
            """);
        Assert.Equal(["Shop.cs info"], await SeveritiesAsync("DYNO2013"));
    }

    [Fact]
    public async Task A_project_that_does_not_compile_is_not_reviewed()
    {
        Write("public static class Queries { public static int Broken() => \"text\"; }");

        Assert.Equal(2, await RunAsync(_folder));
    }

    [Fact]
    public async Task A_folder_without_a_project_is_not_reviewed() => Assert.Equal(2, await RunAsync(_folder));

    private async Task<List<string>> SeveritiesAsync(string rule)
    {
        var report = Path.Combine(_folder, "report.json");
        Assert.InRange(await RunAsync(_folder, "--format", "json", "--output", report, "--severity", "info"), 0, 1);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("rule").GetString() == rule)
            .Select(f => $"{f.GetProperty("file").GetString()} {f.GetProperty("severity").GetString()}")];
    }

    private void Add(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static Task<int> RunAsync(params string[] arguments) => ReviewCommand.Create().Parse(arguments).InvokeAsync();

    // Warnings are errors there, as in many applications: a review is none the less one of the whole.
    private void Write(string source, string property = "")
    {
        var references = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(f => Path.GetFileName(f) is var name && (name.StartsWith("EFCore.Dyno", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Dyno.Core", StringComparison.Ordinal)))
            .Select(f => $"<Reference Include=\"{Path.GetFileNameWithoutExtension(f)}\" HintPath=\"{f}\" Private=\"false\" />");
        File.WriteAllText(Path.Combine(_folder, "Shop.cs"), Model + source);
        File.WriteAllText(Path.Combine(_folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {property}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """);
    }
}
