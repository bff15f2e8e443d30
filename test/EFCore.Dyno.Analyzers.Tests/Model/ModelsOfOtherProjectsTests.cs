// A context of another project is known: from the text that the source generator leaves in its assembly, from its source where an editor has it, and from
// an additional file that tells what source does not show.

using EFCore.Dyno.Design;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Tests.Model;

public class ModelsOfOtherProjectsTests
{
    private const string Keyed = "var one = db.Coupons.Where(c => c.Id == id).ToList();";
    private const string Scan = "var all = db.Coupons.Where(c => c.Title == id).ToList();";

    [Fact]
    public async Task The_assembly_of_a_project_tells_of_its_contexts()
    {
        var shop = AnalyzerHarness.Compile(Shop.Entities, Shop.Context).WithAssemblyName("ShopData");
        Driver().RunGeneratorsAndUpdateCompilation(shop, out var generated, out var mistakes);
        Assert.Empty(mistakes);
        var image = new MemoryStream();
        Assert.True(generated.Emit(image).Success);
        var reference = MetadataReference.CreateFromImage(image.ToArray());

        Assert.Equal(["Coupons"], await ScansAsync(Scan, reference));
        Assert.Empty(await ScansAsync(Keyed, reference));
    }

    [Fact]
    public async Task An_assembly_without_the_text_is_silent()
    {
        var image = new MemoryStream();
        Assert.True(AnalyzerHarness.Compile(Shop.Entities, Shop.Context).WithAssemblyName("ShopData").Emit(image).Success);
        Assert.Empty(await ScansAsync(Scan, MetadataReference.CreateFromImage(image.ToArray())));
    }

    [Fact]
    public async Task A_project_whose_source_an_editor_has_needs_no_text()
    {
        var reference = AnalyzerHarness.Compile(Shop.Entities, Shop.Context).WithAssemblyName("ShopData").ToMetadataReference();
        Assert.Equal(["Coupons"], await ScansAsync(Scan, reference));
        Assert.Empty(await ScansAsync(Keyed, reference));
    }

    // In an editor the methods, fields and classes of the other project have source, of a compilation that is not the one that is judged.
    [Fact]
    public async Task What_an_editor_says_of_another_project_is_what_a_build_says()
    {
        const string Library = """
            public static class Library
            {
                public static readonly Func<ShopContext, string, IEnumerable<Coupon>> ByTitle = EF.CompileQuery((ShopContext db, string title) => db.Coupons.Where(c => c.Title == title));
                public static IQueryable<Coupon> Titled(this ShopContext db, string title) => db.Coupons.Where(c => c.Title == title);
                public static void Save(ShopContext db, Coupon coupon) { coupon.Title = "x"; db.SaveChanges(); }
                public static Coupon? Read(ShopContext db, string id) => db.Coupons.Find(id);
            }
            """;
        const string Uses = """
            foreach (var one in ids)
            {
                var coupon = Library.Read(db, one);
                Library.Save(db, coupon!);
                var titled = Library.ByTitle(db, one).ToList();
                var all = db.Titled(one).ToList();
                db.SaveChanges();
            }

            db.SaveChanges();
            var first = db.Titled(id).First();
            var scan = db.Coupons.Where(c => c.Title == id).ToList();
            """;
        var data = AnalyzerHarness.Compile(
            Shop.Entities, Shop.Context.Replace("DbSet<Coupon> Coupons", "override string ToString() => \"\";\nprotected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseDyno(\"data\");\npublic DbSet<Coupon> Coupons", StringComparison.Ordinal), Library)
            .WithAssemblyName("ShopData");
        Driver().RunGeneratorsAndUpdateCompilation(data, out var generated, out _);
        var image = new MemoryStream();
        Assert.True(generated.Emit(image).Success);
        foreach (var compilation in new[] { AnalyzerHarness.Compile(Shop.Method(Uses)), AnalyzerHarness.Compile(Shop.Method(Uses)).AddReferences(AnalyzerHarness.EmptyAssembly("Microsoft.EntityFrameworkCore.InMemory")) })
        {
            var built = await AnalyzerHarness.DiagnosticsAsync(compilation.AddReferences(MetadataReference.CreateFromImage(image.ToArray())));
            var edited = await AnalyzerHarness.DiagnosticsAsync(compilation.AddReferences(data.ToMetadataReference()));
            Assert.Equal(Describe(built), Describe(edited));
        }

        static string Describe(IEnumerable<Diagnostic> found) => string.Join('\n', found.OrderBy(d => d.Location.SourceSpan.Start).Select(d => $"{d.Id} {d.Location.SourceSpan} {d.GetMessage(null)}"));
    }

    [Fact]
    public Task A_fix_configures_in_another_project() => FixHarness.VerifyOtherProjectAsync(
        "DYNO1001",
        "ConfigureTheEntity",
        Shop.Method("var scan = db.Coupons.Where(c => c.BusinessId == id).{|ToList|}();"),
        Configured(""),
        Configured("\n            coupon.HasGlobalSecondaryIndex(\"ByBusinessId\", e => e.BusinessId);"));

    [Fact]
    public void A_project_without_contexts_gets_nothing()
    {
        var driver = Driver().RunGenerators(AnalyzerHarness.Compile(Shop.Entities));
        Assert.Empty(driver.GetRunResult().GeneratedTrees);
    }

    [Fact]
    public async Task An_additional_file_tells_what_source_does_not_show()
    {
        var hidden = Shop.Context.Replace("coupon.HasKey(c => c.Id);", "if (DateTime.Now.Year > 2000) { coupon.HasKey(c => c.Id); }", StringComparison.Ordinal);
        var compilation = AnalyzerHarness.Compile(Shop.Entities, hidden, Shop.Method(Scan), Shop.Method(Keyed).Replace("class Queries", "class Others", StringComparison.Ordinal));
        Assert.Empty(await ScansAsync(compilation, ""));

        var shop = AnalyzerHarness.Compile(Shop.Entities, Shop.Context);
        var context = shop.GetTypeByMetadataName("ShopContext")!;
        var text = ModelText.Write(
            Analyzers.Model.ModelDescriber.Describe(Analyzers.Model.ContextModel.Read(context, shop, WellKnown.In(shop)!)), isIndented: true);
        Assert.Equal(["Coupons"], await ScansAsync(compilation, text));
        Assert.Empty(await ScansAsync(compilation, text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));
        Assert.Empty(await ScansAsync(compilation, text[..(text.Length / 2)]));
    }

    private static string Configured(string index) => Shop.Entities + $$"""

        public sealed class ShopContext : DbContext
        {
            public DbSet<Coupon> Coupons => Set<Coupon>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Coupon>(coupon =>
                {
                    coupon.HasKey(c => c.Id);{{index}}
                });
            }
        }
        """;

    private static GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new DynoModelGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.Preview));

    private static Task<IReadOnlyList<string>> ScansAsync(string statement, MetadataReference shop) =>
        ScansAsync(AnalyzerHarness.Compile(Shop.Method(statement)).AddReferences(shop), "");

    // The tables that are said to be read whole.
    private static async Task<IReadOnlyList<string>> ScansAsync(CSharpCompilation compilation, string file)
    {
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var options = new AnalyzerOptions(file.Length == 0 ? [] : [new InMemoryFile("/shop.dynomodel.json", file)]);
        var found = await compilation.WithAnalyzers([new DynoAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(found.Where(d => !d.Id.StartsWith("DYNO", StringComparison.Ordinal)).Select(d => d.ToString()));
        return [.. found.Where(d => d.Id == "DYNO1001").Select(d => d.GetMessage(null)).Select(m => m.Split('\'')[1])];
    }

    private sealed class InMemoryFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
