// The provider's own options, as UseDyno's callback sees them.

using Dyno.Engine;
using Dyno.Storage;
using EFCore.Dyno.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Messages = EFCore.Dyno.Messages;

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
        return Change(e => e.WithMemory(name));
    }

    /// <summary>Uses a client of your own instead of the embedded engine. It is not disposed by the provider. EFCore.Dyno.Aws gives those of the AWS SDK.</summary>
    public DynoDbContextOptionsBuilder Client(IDynoClient client, IDynoTables tables)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(tables);
        return Change(e => e.WithClient(client, tables));
    }

    /// <summary>How safe an acknowledged write is. By default nothing that was acknowledged can be lost.</summary>
    /// <exception cref="InvalidOperationException">A client was chosen, which has no embedded engine.</exception>
    public DynoDbContextOptionsBuilder Durability(Durability durability) =>
        ChangeEngine(nameof(Durability), options => options with { Durability = durability });

    /// <summary>Opens the engine with these options. The first context of a process that opens a path decides for all.</summary>
    /// <exception cref="InvalidOperationException">A client was chosen, which has no embedded engine.</exception>
    public DynoDbContextOptionsBuilder EngineOptions(Func<DynoEngineOptions, DynoEngineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return ChangeEngine(nameof(EngineOptions), configure);
    }

    /// <summary>
    /// Tries again what was throttled or met another transaction, with exponential back-off and jitter: <c>SaveChanges</c> as a whole, and each
    /// request of a query. See <see cref="DynoRetryingExecutionStrategy"/> and https://learn.microsoft.com/ef/core/miscellaneous/connection-resiliency.
    /// </summary>
    /// <param name="maxRetryCount">How often to try again; 10 by default.</param>
    /// <param name="maxRetryDelay">The longest wait; 20 seconds by default.</param>
    /// <param name="errorCodesToAdd">Names of DynamoDB's errors to retry besides, such as <c>InternalServerError</c>: a write may then be applied twice.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or delay is negative.</exception>
    public DynoDbContextOptionsBuilder EnableRetryOnFailure(
        int? maxRetryCount = null, TimeSpan? maxRetryDelay = null, IEnumerable<string>? errorCodesToAdd = null)
    {
        var count = maxRetryCount ?? DynoRetryingExecutionStrategy.DefaultMaxRetryCount;
        var delay = maxRetryDelay ?? DynoRetryingExecutionStrategy.DefaultMaxDelay;
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(maxRetryCount));
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero, nameof(maxRetryDelay));
        string[]? codes = errorCodesToAdd is null ? null : [.. errorCodesToAdd];
        return ExecutionStrategy(dependencies => new DynoRetryingExecutionStrategy(dependencies, count, delay, codes));
    }

    /// <summary>
    /// How many requests one query may have under way at a time where it reads several partitions or batches of keys, or a partition for each of its rows: 8 by default. It applies to clients that have to be
    /// awaited (<c>AwsDynoClient</c>); the embedded engine is asked for one after another.
    /// </summary>
    /// <param name="count">1 or more; 1 reads one after another.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public DynoDbContextOptionsBuilder MaxParallelReads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Change(e => e.WithMaxParallelReads(count));
    }

    /// <summary>Uses an execution strategy of your own. It wraps <c>SaveChanges</c> as a whole, and each request of a query.</summary>
    public DynoDbContextOptionsBuilder ExecutionStrategy(Func<ExecutionStrategyDependencies, IExecutionStrategy> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Change(e => e.WithExecutionStrategy(create));
    }

    private DynoDbContextOptionsBuilder ChangeEngine(string option, Func<DynoEngineOptions, DynoEngineOptions> change) => Change(
        e => e.Client is null ? e.WithEngineOptions(change(e.EngineOptions)) : throw new InvalidOperationException(Messages.NoEngineOfOnesOwn(option)));

    private DynoDbContextOptionsBuilder Change(Func<DynoOptionsExtension, DynoOptionsExtension> change)
    {
        var extension = _builder.Options.FindExtension<DynoOptionsExtension>() ?? new DynoOptionsExtension();
        ((IDbContextOptionsBuilderInfrastructure)_builder).AddOrUpdateExtension(change(extension));
        return this;
    }
}
