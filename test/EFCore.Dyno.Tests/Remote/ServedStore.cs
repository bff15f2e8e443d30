// Our server in this process, on a free port of the loopback address. Tables take their time to come and to go, as they do on DynamoDB.
using Dyno.Engine;
using Dyno.Server;

namespace EFCore.Dyno.Tests.Remote;

public sealed class ServedStore : RemoteStore
{
    private readonly DynoEngine _engine = DynoEngine.Open(
        $"remote-{Guid.NewGuid():N}",
        new DynoEngineOptions { InMemory = true, Throttling = Throttling.None, TableTransition = TimeSpan.FromMilliseconds(300) });

    private DynoServer? _server;

    public override async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
            _engine.Dispose();
        }
    }

    protected override async Task<Uri> StartServerAsync() => (_server = await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 })).Endpoint;
}

public sealed class ServedQueryTests(RemoteFixture<ServedStore> remote) : RemoteQueryTests(remote), IClassFixture<RemoteFixture<ServedStore>>;

public sealed class ServedStoreTests(RemoteFixture<ServedStore> remote) : RemoteStoreTests(remote), IClassFixture<RemoteFixture<ServedStore>>;
