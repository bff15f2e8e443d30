// What UseDyno chose. None of it shapes EF's services, so contexts with different databases share one service provider.

using Dyno.Engine;
using EFCore.Dyno.Extensions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Infrastructure;

internal sealed class DynoOptionsExtension : IDbContextOptionsExtension
{
    private DbContextOptionsExtensionInfo? _info;

    public DynoOptionsExtension()
    {
    }

    private DynoOptionsExtension(DynoOptionsExtension other)
    {
        Path = other.Path;
        EngineOptions = other.EngineOptions;
        Client = other.Client;
        Tables = other.Tables;
    }

    /// <summary>The directory of the embedded database, or the name of one in memory.</summary>
    public string? Path { get; private set; }

    public DynoEngineOptions EngineOptions { get; private set; } = new();

    /// <summary>A client of the user's own, instead of the embedded engine.</summary>
    public IDynoClient? Client { get; private set; }

    public IDynoTables? Tables { get; private set; }

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public DynoOptionsExtension WithPath(string path) => new(this) { Path = path, Client = null, Tables = null };

    public DynoOptionsExtension WithEngineOptions(DynoEngineOptions options) => new(this) { EngineOptions = options };

    public DynoOptionsExtension WithClient(IDynoClient client, IDynoTables tables) => new(this) { Client = client, Tables = tables, Path = null };

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
        public override bool IsDatabaseProvider => true;

        public override string LogFragment =>
            extension.Client is { } client ? $"Client={client.GetType().Name} "
            : extension.EngineOptions.InMemory ? $"InMemory={extension.Path} "
            : $"Path={extension.Path} ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["Dyno:Database"] = LogFragment;
    }
}
