// Throttling through the SDK: the seam's exceptions, with their reasons, are those of the engine.
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.Engine;
using Dyno.Server;

namespace Dyno.Aws.Tests;

public class ThrottlingTests
{
    private const string Arn = ":table/things";

    [Fact]
    public async Task A_provisioned_table_says_what_was_exceeded()
    {
        await using var served = await Served.StartAsync(Throttling.Configured, new ProvisionedThroughput(1, 1));
        var error = await served.UntilThrottledAsync<ProvisionedThroughputExceededException>(bytes: 200_000);
        Assert.True(error.IsRetryable);
        Assert.StartsWith("The level of configured provisioned throughput for the table was exceeded.", error.Message, StringComparison.Ordinal);
        Assert.Equal("TableWriteProvisionedThroughputExceeded", Assert.Single(error.ThrottlingReasons).Reason);
        Assert.EndsWith(Arn, error.ThrottlingReasons[0].Resource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hot_key_of_a_table_on_demand_says_so()
    {
        // Four writes of 293 units in a second are more than a partition takes.
        await using var served = await Served.StartAsync(Throttling.AsDynamoDB, null);
        var error = await served.UntilThrottledAsync<ThrottlingException>(bytes: 300_000);
        Assert.True(error.IsRetryable);
        Assert.StartsWith("Throughput exceeds the current capacity of your table or index.", error.Message, StringComparison.Ordinal);
        Assert.Equal("TableWriteKeyRangeThroughputExceeded", Assert.Single(error.ThrottlingReasons).Reason);
    }

    private sealed class Served(DynoEngine engine, DynoServer server, AmazonDynamoDBClient sdk) : IAsyncDisposable
    {
        private readonly AwsDynoClient _client = new(sdk);

        public static async Task<Served> StartAsync(Throttling throttling, ProvisionedThroughput? throughput)
        {
            var engine = DynoEngine.Open($"aws-{Guid.NewGuid():N}", new DynoEngineOptions { InMemory = true, Throttling = throttling });
            var server = await DynoServer.StartAsync(engine, new DynoServerOptions { Port = 0 });
            var sdk = new AmazonDynamoDBClient(
                new BasicAWSCredentials("test", "test"),
                new AmazonDynamoDBConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
            await engine.CreateTableAsync(new CreateTableRequest
            {
                TableName = "things",
                AttributeDefinitions = [new("pk", AttributeType.S)],
                KeySchema = [new("pk", KeyType.HASH)],
                BillingMode = throughput is null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED,
                ProvisionedThroughput = throughput,
            });
            return new Served(engine, server, sdk);
        }

        public async Task<TException> UntilThrottledAsync<TException>(int bytes)
            where TException : ThrottledException
        {
            var item = Item.Of(("pk", "a"), ("text", new string('x', bytes)));
            return await Assert.ThrowsAsync<TException>(async () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    await _client.PutItemAsync(new PutItemRequest { TableName = "things", Item = item });
                }
            });
        }

        public async ValueTask DisposeAsync()
        {
            sdk.Dispose();
            await server.DisposeAsync();
            engine.Dispose();
        }
    }
}
