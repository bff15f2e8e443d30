// A server that knows its clients: the SDK's signature is verified, and nobody else's is taken.
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.Engine;
using Dyno.Server;

namespace Dyno.Aws.Tests;

public class SignatureTests
{
    [Fact]
    public async Task Only_who_has_the_secret_gets_in()
    {
        using var engine = DynoEngine.Open($"signed-{Guid.NewGuid():N}", new DynoEngineOptions { InMemory = true });
        await using var server = await DynoServer.StartAsync(
            engine, new DynoServerOptions { Port = 0, Credentials = new Dictionary<string, string> { ["me"] = "secret" } });
        using (var known = Sdk(server, "me", "secret"))
        {
            Assert.Empty((await new AwsDynoClient(known).ListTablesAsync(new ListTablesRequest())).TableNames);
        }

        Assert.Equal("UnrecognizedClientException", await RefusedAsync("somebody", "secret"));
        Assert.Equal("InvalidSignatureException", await RefusedAsync("me", "guess"));

        async Task<string> RefusedAsync(string id, string secret)
        {
            using var sdk = Sdk(server, id, secret);
            return (await Assert.ThrowsAsync<AmazonDynamoDBException>(async () => await new AwsDynoClient(sdk).ListTablesAsync(new ListTablesRequest()))).ErrorCode;
        }
    }

    private static AmazonDynamoDBClient Sdk(DynoServer server, string id, string secret) => new(
        new BasicAWSCredentials(id, secret),
        new AmazonDynamoDBConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
}
