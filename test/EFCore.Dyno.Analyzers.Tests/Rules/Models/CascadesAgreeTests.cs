// DYNO2024 against the provider: each model is compiled, one entity of each type deleted, and what the provider warns of at run time (CascadeScanWarning) is what the
// rule says of the source. The models of other tests are judged too: what the rule says of them happens.

using System.Text.RegularExpressions;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Rules.Models;
using EFCore.Dyno.Analyzers.Tests.Model;
using EFCore.Dyno.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EFCore.Dyno.Analyzers.Tests.Rules.Models;

public partial class CascadesAgreeTests
{
    public static TheoryData<string, string> Models => Data(CascadeModels.All);

    public static TheoryData<string, string> NotJudged => Data(CascadeModels.NotJudged);

    public static TheoryData<string, string> Others => Data(SourceModels.All);

    [Theory]
    [MemberData(nameof(Models))]
    public async Task The_rule_says_at_its_marks_what_the_provider_does(string name, string source)
    {
        Assert.NotEmpty(name);
        await AnalyzerHarness.VerifyRuleAsync(ACascadeFindsByAKey.Id, source);
        var compilation = AnalyzerHarness.Compile(AnalyzerHarness.Unmark(source, "", ACascadeFindsByAKey.Id, []));
        Assert.Equal(WhatIsScanned(compilation), WhatIsSaid(compilation));
    }

    [Theory]
    [MemberData(nameof(NotJudged))]
    public void What_is_not_certain_is_not_judged(string name, string source)
    {
        Assert.NotEmpty(name);
        var compilation = AnalyzerHarness.Compile(source);
        Assert.NotEmpty(WhatIsScanned(compilation));
        Assert.Empty(WhatIsSaid(compilation));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_said_of_other_models_happens(string name, string source)
    {
        Assert.NotEmpty(name);
        var compilation = AnalyzerHarness.Compile(source);
        var scanned = WhatIsScanned(compilation);
        Assert.All(WhatIsSaid(compilation), s => Assert.Contains(s, scanned));
    }

    private static TheoryData<string, string> Data(IReadOnlyList<(string Name, string Classes, string Configuration)> models)
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, classes, configuration) in models)
        {
            data.Add(name, SourceModels.Source(classes, configuration));
        }

        return data;
    }

    private static List<string> WhatIsSaid(CSharpCompilation compilation)
    {
        var context = compilation.GetTypeByMetadataName("ModelContext")!;
        return [.. ContextModel.Read(context, compilation, WellKnown.In(compilation)!).Relationships.Where(ACascadeFindsByAKey.Scans).Select(r => r.Dependent.Type.Name).Order(StringComparer.Ordinal)];
    }

    private static List<string> WhatIsScanned(CSharpCompilation compilation)
    {
        using var loaded = new LoadedCompilation(compilation);
        var type = loaded.Assembly.GetType("ModelContext", throwOnError: true)!;
        var told = new List<string>();
        var options = ((DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!)
            .UseDyno(o => o.InMemory("cascades-" + Guid.NewGuid().ToString("N")))
            .LogTo(told.Add, [DynoEventId.CascadeScanWarning]);
        using (var context = (DbContext)Activator.CreateInstance(type, options.Options)!)
        {
            context.Database.EnsureCreated();
            foreach (var entityType in context.Model.GetEntityTypes().Where(t => !t.IsAbstract() && !t.IsOwned() && !t.HasSharedClrType && t.FindPrimaryKey() is not null).ToList())
            {
                context.ChangeTracker.Clear();
                context.Remove(Existing(entityType));

                // There is no such entity, which shows after its dependents were looked for.
                Assert.ThrowsAny<Exception>(() => context.SaveChanges());
            }
        }

        return [.. told.Select(t => Dependent().Match(t).Groups[1].Value).Order(StringComparer.Ordinal)];
    }

    private static object Existing(IEntityType type)
    {
        var entity = Activator.CreateInstance(type.ClrType)!;
        foreach (var property in type.GetKeys().SelectMany(k => k.Properties).Where(p => p.PropertyInfo is not null))
        {
            property.PropertyInfo!.SetValue(entity, ValueOf(property.ClrType));
        }

        return entity;
    }

    private static object? ValueOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => "1",
        var id when id == typeof(Guid) => Guid.NewGuid(),
        { IsEnum: true } choice => Enum.GetValues(choice).GetValue(0),
        { IsPrimitive: true } number when number != typeof(bool) => Convert.ChangeType(1, number, System.Globalization.CultureInfo.InvariantCulture),
        var value => Activator.CreateInstance(value),
    };

    [GeneratedRegex("deleted principal of '([^']+)'")]
    private static partial Regex Dependent();
}
