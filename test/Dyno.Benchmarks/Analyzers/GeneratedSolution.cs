// A solution as large applications have it, written into a folder: projects that share nothing, each with contexts, entity types that are configured in both
// ways, and classes whose methods query, save and do what has nothing to do with a database. Most queries name their partition; every twentieth scans.

using System.Globalization;
using System.Text;

namespace Dyno.Benchmarks.Analyzers;

internal sealed class GeneratedSolution(int projects, int entities, int files)
{
    private const int EntitiesOfAContext = 25;
    private const int MethodsOfAClass = 4;
    private const int ScansEvery = 20;

    public int Queries { get; private set; }

    public string SolutionIn(string folder) => Path.Combine(folder, "All.slnx");

    /// <summary>Writes everything.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="references">The assemblies that each project references.</param>
    /// <param name="analyzer">The analyzers' assembly; it is used where the property WithDyno is true.</param>
    public void Write(string folder, IEnumerable<string> references, string analyzer)
    {
        var list = string.Concat(references.Select(r => $"<Reference Include=\"{Path.GetFileNameWithoutExtension(r)}\" HintPath=\"{r}\" Private=\"false\" />"));
        for (var project = 0; project < projects; project++)
        {
            var name = $"Part{project}";
            var directory = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            File.WriteAllText(Path.Combine(directory, name + ".csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                  </PropertyGroup>
                  <ItemGroup>
                    {list}
                    <Analyzer Include="{analyzer}" Condition="'$(WithDyno)' == 'true'" />
                  </ItemGroup>
                </Project>
                """);
            foreach (var (file, source) in Sources(project))
            {
                File.WriteAllText(Path.Combine(directory, file), source);
            }
        }

        var parts = Enumerable.Range(0, projects).Select(p => $"  <Project Path=\"Part{p}/Part{p}.csproj\" />\n");
        File.WriteAllText(SolutionIn(folder), $"<Solution>\n{string.Concat(parts)}</Solution>\n");
    }

    /// <summary>The files of one project.</summary>
    public IEnumerable<(string File, string Source)> Sources(int project)
    {
        var (own, count) = (entities / projects, files / projects);
        var contexts = (own + EntitiesOfAContext - 1) / EntitiesOfAContext;
        for (var i = 0; i < own; i++)
        {
            count -= 1 + (i % 2);
            yield return ($"Entity{i}.cs", Entity(project, i));
            if (i % 2 == 1)
            {
                yield return ($"Entity{i}Configuration.cs", Configuration(project, i));
            }
        }

        for (var i = 0; i < contexts; i++, count--)
        {
            yield return ($"Context{i}.cs", Context(project, i, own));
        }

        for (var i = 0; i < count; i++)
        {
            yield return ($"Service{i}.cs", Service(project, i, own));
        }
    }

    /// <summary>A class that queries; with another variant a file as it is after a key was pressed.</summary>
    public string Service(int project, int number, int own, int variant = 0)
    {
        var text = new StringBuilder(Head(project));
        var context = number * 7 % ((own + EntitiesOfAContext - 1) / EntitiesOfAContext);
        text.Append(CultureInfo.InvariantCulture, $"public sealed class Service{number}(Context{context} db, TimeProvider clock)\n{{\n    private int _calls = {variant};\n\n");
        for (var method = 0; method < MethodsOfAClass; method++)
        {
            var entity = (context * EntitiesOfAContext) + (((number * 3) + method) % Math.Min(EntitiesOfAContext, own - (context * EntitiesOfAContext)));
            var set = $"db.Entities{entity}";
            var key = (((number * MethodsOfAClass) + method) % ScansEvery) == 0 ? "e.Note == owner" : "e.OwnerId == owner";
            text.Append(CultureInfo.InvariantCulture, $$"""
                    public async Task<List<string>> Read{{method}}Async(string owner, DateTime from, CancellationToken token)
                    {
                        _calls++;
                        var query = {{set}}.Where(e => {{key}} && e.CreatedAt >= from);
                        var found = await query.OrderBy(e => e.CreatedAt).Take(50).ToListAsync(token);
                        var names = new List<string>(found.Count);
                        foreach (var entity in found)
                        {
                            if (entity.Amount > 10 && entity.Note is { Length: > 0 } note)
                            {
                                names.Add($"{entity.Id}: {note.Trim()} ({entity.Amount:N2})");
                            }
                        }

                        return names;
                    }

                    public async Task<int> Write{{method}}Async(string id, string owner, decimal amount, CancellationToken token)
                    {
                        var entity = await {{set}}.FirstOrDefaultAsync(e => e.Id == id, token);
                        if (entity is null)
                        {
                            entity = new Entity{{entity}} { Id = id, OwnerId = owner, CreatedAt = clock.GetUtcNow().UtcDateTime };
                            {{set}}.Add(entity);
                        }

                        entity.Amount = Round(amount, entity.Amount);
                        return await db.SaveChangesAsync(token) + _calls;
                    }


                """);
            Queries += variant == 0 ? 2 : 0;
        }

        text.Append("""
                private static decimal Round(decimal amount, decimal before)
                {
                    var digits = before > 100 ? 0 : 2;
                    var sum = 0m;
                    for (var i = 0; i < 4; i++)
                    {
                        sum += Math.Round(amount / (i + 1), digits);
                    }

                    return sum;
                }
            }

            """);
        return text.ToString();
    }

    private static string Head(int project) => $"using Microsoft.EntityFrameworkCore;\nusing Microsoft.EntityFrameworkCore.Metadata.Builders;\n\nnamespace Part{project};\n\n";

    private static string Entity(int project, int number) => Head(project) + $$"""
        public class Entity{{number}}
        {
            public string Id { get; set; } = "";
            public string OwnerId { get; set; } = "";
            public DateTime CreatedAt { get; set; }
            public decimal Amount { get; set; }
            public string? Note { get; set; }
            public bool IsOpen { get; set; }
            public int Version { get; set; }
            public List<string> Tags { get; set; } = [];
        }

        """;

    private static string Configure(string builder) =>
        $"{builder}.HasKey(e => e.Id); {builder}.HasGlobalSecondaryIndex(\"ByOwner\", e => e.OwnerId, e => e.CreatedAt); {builder}.Property(e => e.Version).IsConcurrencyToken();";

    private static string Configuration(int project, int number) => Head(project) + $$"""
        public sealed class Entity{{number}}Configuration : IEntityTypeConfiguration<Entity{{number}}>
        {
            public void Configure(EntityTypeBuilder<Entity{{number}}> builder)
            {
                {{Configure("builder")}}
            }
        }

        """;

    private static string Context(int project, int number, int own)
    {
        var mapped = Enumerable.Range(number * EntitiesOfAContext, Math.Min(EntitiesOfAContext, own - (number * EntitiesOfAContext))).ToList();
        var sets = mapped.Select(e => $"    public DbSet<Entity{e}> Entities{e} => Set<Entity{e}>();\n");
        var configured = mapped.Select(e => e % 2 == 1
            ? $"        modelBuilder.ApplyConfiguration(new Entity{e}Configuration());\n"
            : $"        modelBuilder.Entity<Entity{e}>(entity => {{ {Configure("entity")} }});\n");
        return $"{Head(project)}public sealed class Context{number}(DbContextOptions<Context{number}> options) : DbContext(options)\n{{\n{string.Concat(sets)}\n"
            + $"    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {{\n{string.Concat(configured)}    }}\n}}\n";
    }
}
