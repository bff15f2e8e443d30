// A database in memory for one test: contexts made by one instance share it.

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EFCore.Dyno.Tests;

internal sealed class TestDatabase : IDisposable
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly List<string> _log = [];

    public IReadOnlyList<string> Log => _log;

    public DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>()
            .UseDyno(o => o.InMemory(_name))
            .EnableServiceProviderCaching()
            .LogTo(_log.Add, (id, _) => id.Name!.Contains("Request", StringComparison.Ordinal) || id.Name.Contains("Large", StringComparison.Ordinal));
        configure?.Invoke(builder);
        return builder.Options;
    }

    /// <summary>A context whose model is only what the test configures.</summary>
    public ModelContext Context(Action<ModelBuilder> model, Action<DbContextOptionsBuilder>? configure = null) => new(
        Options<ModelContext>(b =>
        {
            b.ReplaceService<IModelCacheKeyFactory, PerDelegateModel>();
            configure?.Invoke(b);
        }),
        model);

    public void Dispose()
    {
        using var context = new ModelContext(Options<ModelContext>(), _ => { });
        context.Database.CloseDyno();
    }
}

internal sealed class ModelContext(DbContextOptions options, Action<ModelBuilder> configure) : DbContext(options)
{
    public Action<ModelBuilder> Configure { get; } = configure;

    public IModel DesignTimeModel => this.GetService<IDesignTimeModel>().Model;

    protected override void OnModelCreating(ModelBuilder modelBuilder) => Configure(modelBuilder);
}

internal sealed class PerDelegateModel : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (((ModelContext)context).Configure, designTime);
}
