// The provider's own options, as UseDyno's callback sees them.

using Dyno.Engine;
using Dyno.Storage;
using EFCore.Dyno.Infrastructure;

namespace Microsoft.EntityFrameworkCore.Infrastructure;

/// <summary>Configures the database of <c>UseDyno</c>.</summary>
public sealed class DynoDbContextOptionsBuilder
{
    private readonly DbContextOptionsBuilder _builder;

    internal DynoDbContextOptionsBuilder(DbContextOptionsBuilder builder) => _builder = builder;

    /// <summary>
    /// Keeps the database in memory under a name: contexts with the same name in this process share it, and it is gone with the process.
    /// </summary>
    public DynoDbContextOptionsBuilder InMemory(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Change(e => e.WithPath(name).WithEngineOptions(e.EngineOptions with { InMemory = true }));
    }

    /// <summary>Uses a client of your own instead of the embedded engine. It is not disposed by the provider. EFCore.Dyno.Aws gives those of the AWS SDK.</summary>
    public DynoDbContextOptionsBuilder Client(IDynoClient client, IDynoTables tables)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(tables);
        return Change(e => e.WithClient(client, tables));
    }

    /// <summary>How safe an acknowledged write is. By default nothing that was acknowledged can be lost.</summary>
    public DynoDbContextOptionsBuilder Durability(Durability durability) =>
        Change(e => e.WithEngineOptions(e.EngineOptions with { Durability = durability }));

    /// <summary>Opens the engine with these options. The first context of a process that opens a path decides for all.</summary>
    public DynoDbContextOptionsBuilder EngineOptions(Func<DynoEngineOptions, DynoEngineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Change(e => e.WithEngineOptions(configure(e.EngineOptions)));
    }

    private DynoDbContextOptionsBuilder Change(Func<DynoOptionsExtension, DynoOptionsExtension> change)
    {
        var extension = _builder.Options.FindExtension<DynoOptionsExtension>() ?? new DynoOptionsExtension();
        ((IDbContextOptionsBuilderInfrastructure)_builder).AddOrUpdateExtension(change(extension));
        return this;
    }
}
