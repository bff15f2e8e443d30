// `dyno model`: which contexts of an assembly it finds and how it makes them, with this assembly for the application.

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dyno.Cli.Tests;

public class ModelTests
{
    private static readonly string App = typeof(ModelTests).Assembly.Location;

    [Theory]
    [InlineData(nameof(OptionsContext))]
    [InlineData("Dyno.Cli.Tests.OptionsContext")]
    [InlineData(nameof(PlainContext))]
    [InlineData(nameof(FactoryContext))]
    public void The_model_of_a_context_is_printed(string name)
    {
        var (code, output, errors) = Run(App, name);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.StartsWith($"{{\n  \"version\": 1,\n  \"context\": \"Dyno.Cli.Tests.{name.Split('.')[^1]}\",\n  \"entities\": [\n", output, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"Dyno.Cli.Tests.Parcel\"", output, StringComparison.Ordinal);
        Assert.Contains("\"partitionKey\": \"Number\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_that_cannot_be_made_is_named()
    {
        var (code, output, errors) = Run(App, name: null);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("Dyno.Cli.Tests.UnmakeableContext' cannot be created", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        var (code, _, errors) = Run(App, "NoContext");
        Assert.Equal(1, code);
        Assert.Contains("declares no DbContext 'NoContext'", errors, StringComparison.Ordinal);
        Assert.Equal(1, Run(Path.Combine(Path.GetDirectoryName(App)!, "absent.dll"), "NoContext").Code);
    }

    private static (int Code, string Output, string Errors) Run(string app, string? name)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = ModelCommand.Run(app, name, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}

public class Parcel
{
    public string Number { get; set; } = "";
}

public class OptionsContext(DbContextOptions<OptionsContext> options) : DbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Parcel>().HasKey(p => p.Number);
}

public class PlainContext : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseDyno(o => o.InMemory("plain"));

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Parcel>().HasKey(p => p.Number);
}

public class FactoryContext(string tenant, DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Parcel>().ToDynoTable(tenant).HasKey(p => p.Number);
}

public class FactoryContextFactory : IDesignTimeDbContextFactory<FactoryContext>
{
    public FactoryContext CreateDbContext(string[] args) =>
        new("tenant", new DbContextOptionsBuilder<FactoryContext>().UseDyno(o => o.InMemory("factory")).Options);
}

public class UnmakeableContext(string tenant, DbContextOptions options) : DbContext(options)
{
    public string Tenant { get; } = tenant;
}
