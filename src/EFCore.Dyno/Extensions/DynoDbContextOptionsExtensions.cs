// UseDyno: how an application chooses this provider.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Chooses the Dyno provider for a <see cref="DbContext"/>.</summary>
public static class DynoDbContextOptionsExtensions
{
    /// <summary>
    /// Uses the embedded database in the directory <paramref name="path"/>, which is created when needed. All contexts of a process
    /// with the same path share one open database; another process cannot open it meanwhile.
    /// </summary>
    /// <param name="builder">The options.</param>
    /// <param name="path">A directory, absolute or relative to the current directory.</param>
    /// <param name="configure">Options of the provider.</param>
    public static DbContextOptionsBuilder UseDyno(
        this DbContextOptionsBuilder builder, string path, Action<DynoDbContextOptionsBuilder>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Update(builder, e => e.WithPath(path));
        configure?.Invoke(new DynoDbContextOptionsBuilder(builder));
        return builder;
    }

    /// <summary>Uses what the callback chooses: <c>UseDyno(o => o.InMemory("tests"))</c>.</summary>
    public static DbContextOptionsBuilder UseDyno(this DbContextOptionsBuilder builder, Action<DynoDbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Update(builder, e => e);
        configure(new DynoDbContextOptionsBuilder(builder));
        return builder;
    }

    /// <summary>Uses a client of your own. It is not disposed by the provider.</summary>
    public static DbContextOptionsBuilder UseDyno(this DbContextOptionsBuilder builder, IDynoClient client, IDynoTables tables)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(tables);
        Update(builder, e => e.WithClient(client, tables));
        return builder;
    }

    /// <inheritdoc cref="UseDyno(DbContextOptionsBuilder, string, Action{DynoDbContextOptionsBuilder}?)"/>
    public static DbContextOptionsBuilder<TContext> UseDyno<TContext>(
        this DbContextOptionsBuilder<TContext> builder, string path, Action<DynoDbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        UseDyno((DbContextOptionsBuilder)builder, path, configure);
        return builder;
    }

    /// <inheritdoc cref="UseDyno(DbContextOptionsBuilder, Action{DynoDbContextOptionsBuilder})"/>
    public static DbContextOptionsBuilder<TContext> UseDyno<TContext>(
        this DbContextOptionsBuilder<TContext> builder, Action<DynoDbContextOptionsBuilder> configure)
        where TContext : DbContext
    {
        UseDyno((DbContextOptionsBuilder)builder, configure);
        return builder;
    }

    /// <inheritdoc cref="UseDyno(DbContextOptionsBuilder, IDynoClient, IDynoTables)"/>
    public static DbContextOptionsBuilder<TContext> UseDyno<TContext>(
        this DbContextOptionsBuilder<TContext> builder, IDynoClient client, IDynoTables tables)
        where TContext : DbContext
    {
        UseDyno((DbContextOptionsBuilder)builder, client, tables);
        return builder;
    }

    private static void Update(DbContextOptionsBuilder builder, Func<DynoOptionsExtension, DynoOptionsExtension> change)
    {
        var extension = builder.Options.FindExtension<DynoOptionsExtension>() ?? new DynoOptionsExtension();
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(change(extension));

        // As EF's other providers do: whoever trusts in a transaction that does not hold is told before anything is lost.
        var core = builder.Options.FindExtension<CoreOptionsExtension>() ?? new CoreOptionsExtension();
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(core.WithWarningsConfiguration(
            core.WarningsConfiguration.TryWithExplicit(DynoEventId.AmbientTransactionWarning, WarningBehavior.Throw)));
    }
}
