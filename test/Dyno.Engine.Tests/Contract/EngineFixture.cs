// The embedded engine under contract, in memory.

using Dyno.ClientContract;

namespace Dyno.Engine.Tests.Contract;

public sealed class EngineFixture : ContractFixture
{
    private DynoEngine? _engine;

    public override IDynoClient Client => _engine!;

    public override IDynoTables Tables => _engine!;

    public override IDynoStreams Streams => _engine!;

    public override Task InitializeAsync()
    {
        _engine = DynoEngine.Open("contract", new DynoEngineOptions { InMemory = true });
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        _engine?.Dispose();
        return Task.CompletedTask;
    }
}
