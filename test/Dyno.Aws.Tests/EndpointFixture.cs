// The contract's client over the AWS SDK, against whatever listens at an endpoint.
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.ClientContract;

namespace Dyno.Aws.Tests;

public abstract class EndpointFixture : ContractFixture
{
    private AmazonDynamoDBClient? _sdk;
    private AwsDynoClient? _client;
    private SettledTables? _tables;
    private AwsDynoStreams? _streams;

    public override IDynoClient Client => _client!;

    public override IDynoTables Tables => _tables!;

    public override IDynoStreams Streams => _streams!;

    public override async Task InitializeAsync()
    {
        var credentials = new BasicAWSCredentials("test", "test");
        var config = new AmazonDynamoDBConfig { ServiceURL = (await StartAsync()).ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
        _sdk = new AmazonDynamoDBClient(credentials, config);
        _client = new AwsDynoClient(_sdk);
        _tables = new SettledTables(_client);
        _streams = new AwsDynoStreams(credentials, config);
    }

    public override async Task DisposeAsync()
    {
        _sdk?.Dispose();
        _streams?.Dispose();
        await StopAsync();
    }

    protected abstract Task<Uri> StartAsync();

    protected abstract Task StopAsync();
}
