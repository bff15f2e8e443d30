// The contract's client over the AWS SDK, against one dynalite for all classes.
using Dyno.Aws.Tests;

namespace Dyno.Dynalite.Tests;

public sealed class DynaliteFixture : EndpointFixture
{
    private static readonly Lazy<Task<DynaliteServer>> Server = new(DynaliteServer.StartAsync);

    protected override async Task<Uri> StartAsync() => (await Server.Value).Endpoint;

    // The server is everybody's.
    protected override Task StopAsync() => Task.CompletedTask;
}
