// The models of the corpus are real ones: the provider accepts each of them.

using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace EFCore.Dyno.Analyzers.Tests.Corpus;

public class CorpusModelsTests
{
    [Theory]
    [InlineData("LegitimateReads.txt", 8)]
    [InlineData("LegitimateModels.txt", 15)]
    public void The_provider_accepts_the_models(string file, int atLeast)
    {
        var compilation = AnalyzerHarness.Compile([.. CorpusFile.Before(file).Concat(CorpusFile.Read(file)).Select(c => c.Source)]);
        var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => d.ToString()));

        var contexts = Assembly.Load(image.ToArray()).GetTypes().Where(t => t.IsSubclassOf(typeof(DbContext)) && !t.IsAbstract).ToList();
        Assert.InRange(contexts.Count, atLeast, int.MaxValue);
        foreach (var type in contexts)
        {
            using var context = Create(type);
            Assert.NotEmpty(context.Model.GetEntityTypes());
        }
    }

    private static DbContext Create(Type type)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        builder.UseDyno(o => o.InMemory(type.Name));
        var parameters = type.GetConstructors().Single().GetParameters();
        return (DbContext)Activator.CreateInstance(type, [.. parameters.Select(p => p.ParameterType == typeof(string) ? (object)"T1" : builder.Options)])!;
    }
}
