// The provider over ScyllaDB.
using EFCore.Dyno.Tests.Remote;

namespace EFCore.Dyno.ContainerTests;

public sealed class ScyllaDBStore : RemoteStore
{
    private ContainerServer? _server;

    protected override bool Transactions => false;

    public override async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    protected override async Task<Uri> StartServerAsync() => (_server = await ContainerServer.ScyllaDBAsync()).Endpoint;
}

public sealed class ScyllaDBProviderQueryTests(RemoteFixture<ScyllaDBStore> remote) : RemoteQueryTests(remote), IClassFixture<RemoteFixture<ScyllaDBStore>>;

public sealed class ScyllaDBProviderStoreTests(RemoteFixture<ScyllaDBStore> remote) : RemoteStoreTests(remote), IClassFixture<RemoteFixture<ScyllaDBStore>>;
