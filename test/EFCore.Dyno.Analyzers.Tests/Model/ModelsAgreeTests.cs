// The model that is read from source against the one that EF Core builds of the same source with the provider: their texts are the same.

using System.Reflection;
using System.Runtime.CompilerServices;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Design;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;

namespace EFCore.Dyno.Analyzers.Tests.Model;

public class ModelsAgreeTests
{
    private static readonly Func<DbContext, string> Describe = typeof(DynoQueryableExtensions).Assembly
        .GetType("EFCore.Dyno.Design.DynoModelDescription", throwOnError: true)!
        .GetMethod("Describe", BindingFlags.Static | BindingFlags.Public)!
        .CreateDelegate<Func<DbContext, string>>();

    [Fact]
    public void The_model_of_the_plan_catalogue() =>
        Verify("RetailContext", SourceOf("../EFCore.Dyno.Tests/Query/Catalogue/RetailContext.cs"));

    [Fact]
    public void The_model_of_the_sample() => Verify("CouponContext", [.. SourcesIn("../../samples/Coupons/Model"), .. SourcesIn("../../samples/Coupons/Geo")]);

    [Fact]
    public void The_model_that_most_tests_query() => Verify("ShopContext", WithOptions(Shop.Entities), WithOptions(Shop.Context));

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_read_as_EF_Core_builds_it(string name, string source)
    {
        Assert.NotEmpty(name);
        Verify("ModelContext", source);
    }

    public static TheoryData<string, string> Models()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, classes, configuration) in SourceModels.All)
        {
            data.Add(name, SourceModels.Source(classes, configuration));
        }

        return data;
    }

    private static void Verify(string contextName, params string[] sources)
    {
        var compilation = AnalyzerHarness.Compile(sources);
        var context = compilation.GetSymbolsWithName(contextName, Microsoft.CodeAnalysis.SymbolFilter.Type).OfType<Microsoft.CodeAnalysis.INamedTypeSymbol>().Single();
        var read = ContextModel.Read(context, compilation, WellKnown.In(compilation)!);
        var fromSource = ModelText.Write(ModelDescriber.Describe(read), isIndented: true);

        var built = Build(compilation, ModelDescriber.NameOf(context));
        Assert.Equal(built, fromSource);

        // And what is written is read as it was.
        var again = new ContextModel(context);
        DescribedModel.Complete(again, ModelText.Read(built)!, compilation);
        Assert.Equal(WithoutFiltered(built), ModelText.Write(ModelDescriber.Describe(again), isIndented: true));
    }

    private static string WithoutFiltered(string text)
    {
        var description = ModelText.Read(text)!;
        return ModelText.Write(
            description with
            {
                Entities = [.. description.Entities.Where(e => !e.HasFilters)],
                Unresolved = [.. description.Entities.Where(e => e.HasFilters).Select(e => e.Table).Distinct()],
            },
            isIndented: true);
    }

    private static string Build(CSharpCompilation compilation, string contextName)
    {
        using var loaded = new LoadedCompilation(compilation);
        var type = loaded.Assembly.GetType(contextName, throwOnError: true)!;
        var optionsType = typeof(DbContextOptionsBuilder<>).MakeGenericType(type);
        var options = ((DbContextOptionsBuilder)Activator.CreateInstance(optionsType)!).UseDyno(o => o.InMemory("described-" + Guid.NewGuid().ToString("N")));
        using var context = (DbContext)Activator.CreateInstance(type, options.Options)!;
        return Describe(context);
    }

    private static string WithOptions(string source) =>
        "#nullable enable\n" + source.Replace("class ShopContext : DbContext", "class ShopContext(DbContextOptions options) : DbContext(options)", StringComparison.Ordinal);

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.GetFiles(PathOf(folder), "*.cs").Order(StringComparer.Ordinal).Select(path => "#nullable enable\n" + File.ReadAllText(path));

    private static string SourceOf(string path) => "#nullable enable\n" + File.ReadAllText(PathOf(path));

    private static string PathOf(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", path);
}
