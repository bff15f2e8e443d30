// The provider over DynamoDB Local.
using EFCore.Dyno.Tests.Remote;

namespace EFCore.Dyno.ContainerTests;

public sealed class DynamoDBLocalStore : RemoteStore
{
    private ContainerServer? _server;

    public override async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    protected override async Task<Uri> StartServerAsync() => (_server = await ContainerServer.DynamoDBLocalAsync()).Endpoint;
}

public sealed class DynamoDBLocalProviderQueryTests(RemoteFixture<DynamoDBLocalStore> remote) : RemoteQueryTests(remote), IClassFixture<RemoteFixture<DynamoDBLocalStore>>;

public sealed class DynamoDBLocalProviderStoreTests(RemoteFixture<DynamoDBLocalStore> remote) : RemoteStoreTests(remote), IClassFixture<RemoteFixture<DynamoDBLocalStore>>;
