// Clients of the AWS SDK for .NET, and the table that its tests share the shape of.

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace DynoClients.Tests.AwsSdk;

internal static class Sdk
{
    public static AmazonDynamoDBClient Client(ServedEngine served, int maxRetries = 0) => new(
        new BasicAWSCredentials("tour", "tour"),
        new AmazonDynamoDBConfig { ServiceURL = served.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = maxRetries });

    public static async Task<string> CreateTableAsync(AmazonDynamoDBClient client, string? name = null)
    {
        name ??= $"sdk-{Guid.NewGuid():N}";
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions =
            [
                new("customer", ScalarAttributeType.S), new("order", ScalarAttributeType.S),
                new("state", ScalarAttributeType.S), new("amount", ScalarAttributeType.N),
            ],
            KeySchema = [new("customer", KeyType.HASH), new("order", KeyType.RANGE)],
            GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "byState",
                    KeySchema = [new("state", KeyType.HASH), new("amount", KeyType.RANGE)],
                    Projection = new() { ProjectionType = ProjectionType.ALL },
                },
            ],
            LocalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "byAmount",
                    KeySchema = [new("customer", KeyType.HASH), new("amount", KeyType.RANGE)],
                    Projection = new() { ProjectionType = ProjectionType.ALL },
                },
            ],
        });
        while ((await client.DescribeTableAsync(name)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(20);
        }

        return name;
    }
}
