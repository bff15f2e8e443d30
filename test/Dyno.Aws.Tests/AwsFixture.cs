// The contract's client over the AWS SDK: against a server of this process, on a free port of the loopback address.
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.ClientContract;
using Dyno.Engine;
using Dyno.Server;

namespace Dyno.Aws.Tests;

public sealed class AwsFixture : ContractFixture
{
    private readonly DynoEngine _engine = DynoEngine.Open(
        $"aws-{Guid.NewGuid():N}", new DynoEngineOptions { InMemory = true, Throttling = Throttling.None });

    private DynoServer? _server;
    private AmazonDynamoDBClient? _sdk;
    private AwsDynoClient? _client;
    private AwsDynoStreams? _streams;

    public override IDynoClient Client => _client!;

    public override IDynoTables Tables => _client!;

    public override IDynoStreams Streams => _streams!;

    public override async Task InitializeAsync()
    {
        _server = await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 });
        var config = new AmazonDynamoDBConfig { ServiceURL = _server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
        var credentials = new BasicAWSCredentials("test", "test");
        _sdk = new AmazonDynamoDBClient(credentials, config);
        _streams = new AwsDynoStreams(credentials, config);
        _client = new AwsDynoClient(_sdk);
    }

    public override async Task DisposeAsync()
    {
        _sdk!.Dispose();
        _streams!.Dispose();
        await _server!.DisposeAsync();
        _engine.Dispose();
    }
}
