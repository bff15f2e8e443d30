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
    public async Task An_error_is_one_unless_the_application_made_something_else_of_it()
    {
        Write("public static class Queries { public static object All(ShopContext db) => db.Coupons.WithIndex(\"ByNothing\").ToList(); }");
        File.WriteAllText(
            Path.Combine(_folder, "Lowered.cs"),
            "using System.Linq;\nusing Microsoft.EntityFrameworkCore;\npublic static class Lowered { public static object All(ShopContext db) => db.Coupons.WithIndex(\"ByNothing\").ToList(); }");
        File.WriteAllText(Path.Combine(_folder, ".editorconfig"), "root = true\n[Lowered.cs]\ndotnet_diagnostic.DYNO1008.severity = warning\n");
        var report = Path.Combine(_folder, "report.json");

        Assert.Equal(1, await RunAsync(_folder, "--format", "json", "--output", report, "--severity", "warning"));

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        Assert.Equal(
            ["Lowered.cs warning", "Shop.cs error"],
            document.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("rule").GetString() == "DYNO1008")
                .Select(f => $"{f.GetProperty("file").GetString()} {f.GetProperty("severity").GetString()}"));
    }

    [Fact]
    public async Task A_project_that_does_not_compile_is_not_reviewed()
    {
        Write("public static class Queries { public static int Broken() => \"text\"; }");

        Assert.Equal(2, await RunAsync(_folder));
    }

    [Fact]
    public async Task A_folder_without_a_project_is_not_reviewed() => Assert.Equal(2, await RunAsync(_folder));

    private static Task<int> RunAsync(params string[] arguments) => ReviewCommand.Create().Parse(arguments).InvokeAsync();

    // Warnings are errors there, as in many applications: a review is none the less one of the whole.
    private void Write(string source)
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
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """);
    }
}
