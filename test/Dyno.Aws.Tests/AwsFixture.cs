// Against a server of this process, on a free port of the loopback address.
using Dyno.Engine;
using Dyno.Server;

namespace Dyno.Aws.Tests;

public sealed class AwsFixture : EndpointFixture
{
    private readonly DynoEngine _engine = DynoEngine.Open(
        $"aws-{Guid.NewGuid():N}", new DynoEngineOptions { InMemory = true, Throttling = Throttling.None });

    private DynoServer? _server;

    protected override async Task<Uri> StartAsync() => (_server = await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 })).Endpoint;

    protected override async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _engine.Dispose();
    }
}
