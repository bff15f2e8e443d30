// A server of this process on a free port of the loopback address, and contexts that reach it through the AWS SDK; the same data can also be read
// from the server's engine directly. Tables take their time to come and to go, as they do on DynamoDB.
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.Aws;
using Dyno.Engine;
using Dyno.Server;
using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Remote;

internal sealed class RemoteServer : IAsyncDisposable
{
    private readonly DynoEngine _engine = DynoEngine.Open(
        $"remote-{Guid.NewGuid():N}",
        new DynoEngineOptions { InMemory = true, Throttling = Throttling.None, TableTransition = TimeSpan.FromMilliseconds(300) });

    private DynoServer? _server;

    public Uri Endpoint { get; private set; } = null!;

    public AmazonDynamoDBClient Sdk { get; private set; } = null!;

    public AwsDynoClient Client { get; private set; } = null!;

    public async Task StartAsync()
    {
        _server = await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 });
        Endpoint = _server.Endpoint;
        Sdk = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        Client = new AwsDynoClient(Sdk);
    }

    public ShopContext Open(Action<string>? log = null) => Open(o => o.Aws(Sdk), log);

    // The same database without the wire.
    public ShopContext OpenEngine() => Open(o => o.Client(_engine, _engine), log: null);

    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Sdk?.Dispose();
        _engine.Dispose();
    }

    private static ShopContext Open(Action<DynoDbContextOptionsBuilder> where, Action<string>? log)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>().UseDyno(where);
        if (log is not null)
        {
            builder.LogTo(log, (id, _) => id.Name!.Contains("Request", StringComparison.Ordinal));
        }

        return new(builder.Options);
    }
}
