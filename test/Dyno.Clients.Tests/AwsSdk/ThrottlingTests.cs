// AWS SDK for .NET: a throttled request is told apart and says why, and the SDK's own retries ride it out.

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace DynoClients.Tests.AwsSdk;

public class ThrottlingTests(ServedEngine served) : IClassFixture<ServedEngine>
{
    private static readonly Dictionary<string, AttributeValue> Large = new() { ["pk"] = new("a"), ["text"] = new(new string('x', 350_000)) };

    [Fact]
    public async Task A_throttled_request_says_what_was_exceeded()
    {
        using var client = Sdk.Client(served, maxRetries: 0);
        var name = await CreateAsync(client, writeUnits: 1);

        // 300 seconds of one unit, and 342 units for the first write: there is a debt of more than 40 seconds.
        await client.PutItemAsync(name, Large);
        var error = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => client.PutItemAsync(name, Large));
        Assert.Equal(
            "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
            error.Message);
        var reason = Assert.Single(error.ThrottlingReasons);
        Assert.Equal("TableWriteProvisionedThroughputExceeded", reason.Reason);
        Assert.EndsWith($":table/{name}", reason.Resource, StringComparison.Ordinal);

        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new() { Put = new() { TableName = name, Item = Large } }],
        }));
        Assert.Equal(["ProvisionedThroughputExceeded"], cancelled.CancellationReasons.Select(r => r.Code));
    }

    [Fact]
    public async Task What_a_batch_could_not_write_comes_back()
    {
        using var client = Sdk.Client(served, maxRetries: 0);
        var name = await CreateAsync(client, writeUnits: 1);
        var large = new Dictionary<string, AttributeValue>(Large);
        var small = new Dictionary<string, AttributeValue> { ["pk"] = new("b") };
        var answer = await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>>
        {
            [name] = [new(new PutRequest(large)), new(new PutRequest(small))],
        });
        Assert.Equal("b", Assert.Single(answer.UnprocessedItems[name]).PutRequest.Item["pk"].S);
        Assert.True((await client.GetItemAsync(name, new Dictionary<string, AttributeValue> { ["pk"] = new("a") })).IsItemSet);
    }

    [Fact]
    public async Task The_SDK_retries_until_there_is_capacity_again()
    {
        using var client = Sdk.Client(served, maxRetries: 10);

        // A debt of 42 units is paid in about a second.
        var name = await CreateAsync(client, writeUnits: 35);
        for (var i = 0; i < 31; i++)
        {
            await client.PutItemAsync(name, Large);
        }

        await client.PutItemAsync(name, Large);
    }

    private static async Task<string> CreateAsync(AmazonDynamoDBClient client, long writeUnits)
    {
        var name = "t-" + Guid.NewGuid().ToString("N");
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            ProvisionedThroughput = new(1, writeUnits),
        });
        return name;
    }
}
