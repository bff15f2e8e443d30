// What UseDyno chose. None of it shapes EF's services, so contexts with different databases share one service provider.
// A store is chosen as a whole: choosing another forgets what was said of the one before, so that tests can replace an application's.

using Dyno.Engine;
using EFCore.Dyno.Extensions;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Infrastructure;

internal sealed class DynoOptionsExtension : IDbContextOptionsExtension
{
    private DbContextOptionsExtensionInfo? _info;
    private string? _registryKey;

    public DynoOptionsExtension()
    {
    }

    private DynoOptionsExtension(DynoOptionsExtension other)
    {
        Path = other.Path;
        EngineOptions = other.EngineOptions;
        Client = other.Client;
        Tables = other.Tables;
        ExecutionStrategy = other.ExecutionStrategy;
        MaxParallelReads = other.MaxParallelReads;
    }

    /// <summary>The directory of the embedded database, or the name of one in memory.</summary>
    public string? Path { get; private set; }

    public DynoEngineOptions EngineOptions { get; private set; } = new();

    /// <summary>A client of the user's own, instead of the embedded engine.</summary>
    public IDynoClient? Client { get; private set; }

    public IDynoTables? Tables { get; private set; }

    /// <summary>How failed requests are tried again; null for not at all.</summary>
    public Func<ExecutionStrategyDependencies, IExecutionStrategy>? ExecutionStrategy { get; private set; }

    /// <summary>How many requests of one query may be under way at a time, over a client that has to be awaited.</summary>
    public int MaxParallelReads { get; private set; } = 8;

    /// <summary>What the embedded database is called among those that are open; found once.</summary>
    public string RegistryKey => _registryKey ??= EngineRegistry.KeyOf(Path!, EngineOptions.InMemory);

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public DynoOptionsExtension WithPath(string path) =>
        new(this) { Path = path, EngineOptions = EngineOptions with { InMemory = false }, Client = null, Tables = null };

    public DynoOptionsExtension WithMemory(string name) =>
        new(this) { Path = name, EngineOptions = EngineOptions with { InMemory = true }, Client = null, Tables = null };

    public DynoOptionsExtension WithEngineOptions(DynoEngineOptions options) => new(this) { EngineOptions = options };

    public DynoOptionsExtension WithClient(IDynoClient client, IDynoTables tables) =>
        new(this) { Client = client, Tables = tables, Path = null, EngineOptions = new() };

    public DynoOptionsExtension WithExecutionStrategy(Func<ExecutionStrategyDependencies, IExecutionStrategy>? factory) =>
        new(this) { ExecutionStrategy = factory };

    public DynoOptionsExtension WithMaxParallelReads(int count) => new(this) { MaxParallelReads = count };

    public void ApplyServices(IServiceCollection services) => services.AddEntityFrameworkDyno();

    public void Validate(IDbContextOptions options)
    {
        if (Path is null && Client is null)
        {
            throw new InvalidOperationException(Messages.NoDatabaseChosen());
        }
    }

    private sealed class ExtensionInfo(DynoOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        private string? _logFragment;

        public override bool IsDatabaseProvider => true;

        public override string LogFragment => _logFragment ??= Store() + (extension.ExecutionStrategy is null ? "" : "ExecutionStrategy ");

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
            debugInfo["Dyno:Database"] = Store().TrimEnd();
            debugInfo["Dyno:ExecutionStrategy"] = extension.ExecutionStrategy is null ? "none" : "configured";
        }

        private string Store() =>
            extension.Client is { } client ? $"Client={client.GetType().Name} "
            : extension.EngineOptions.InMemory ? $"InMemory={extension.Path} "
            : $"Path={extension.Path} ";
    }
}
