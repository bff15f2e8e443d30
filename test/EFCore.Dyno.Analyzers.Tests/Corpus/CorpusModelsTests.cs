// The models of the corpus are real ones: the provider accepts each of them but those of which a rule says that it does not.

using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace EFCore.Dyno.Analyzers.Tests.Corpus;

public class CorpusModelsTests
{
    [Theory]
    [InlineData("LegitimateReads.txt", 8)]
    [InlineData("LegitimateModels.txt", 15)]
    [InlineData("PlantedModels.txt", 90)]
    public async Task The_provider_refuses_what_is_an_error_and_accepts_the_rest(string file, int atLeast)
    {
        CorpusCase[] cases = [.. CorpusFile.Before(file), .. CorpusFile.Read(file)];
        var compilation = AnalyzerHarness.Compile([.. cases.Select(c => c.Source)]);
        var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));

        var errors = (await AnalyzerHarness.DiagnosticsAsync(compilation)).Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => cases.First(c => c.Source == d.Location.SourceTree!.ToString()).Title).ToHashSet();
        var contexts = Assembly.Load(image.ToArray()).GetTypes().Where(t => t.IsSubclassOf(typeof(DbContext)) && !t.IsAbstract).ToList();
        Assert.InRange(contexts.Count, atLeast, int.MaxValue);

        var wrong = new List<string>();
        foreach (var type in contexts)
        {
            var title = cases.First(c => c.Source.Contains($"class {type.Name}(", StringComparison.Ordinal) || c.Source.Contains($"class {type.Name} ", StringComparison.Ordinal)).Title;
            var refusal = Record.Exception(() =>
            {
                using var context = Create(type);
                Assert.NotEmpty(context.Model.GetEntityTypes());
            });
            if (refusal is null == errors.Contains(title))
            {
                wrong.Add($"{title}: {refusal?.Message ?? "accepted"}");
            }
        }

        Assert.Equal([], wrong);
    }

    private static DbContext Create(Type type)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        builder.UseDyno(o => o.InMemory(type.Name));
        var parameters = type.GetConstructors().Single().GetParameters();
        return (DbContext)Activator.CreateInstance(type, [.. parameters.Select(p => p.ParameterType == typeof(string) ? (object)"T1" : builder.Options)])!;
    }
}
