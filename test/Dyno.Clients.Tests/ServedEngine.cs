// A server over an engine in memory, on a free port of the loopback address, shared by the tests of a class.

using Dyno.Engine;
using Dyno.Server;

namespace DynoClients.Tests;

public sealed class ServedEngine : IAsyncLifetime
{
    private readonly DynoEngine _engine = DynoEngine.Open("clients", new DynoEngineOptions { InMemory = true });
    private DynoServer? _server;

    public Uri Endpoint => _server!.Endpoint;

    public async Task InitializeAsync() => _server = await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 });

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _engine.Dispose();
    }
}
