// A server in a container, on a port that the system chose. It is ready when it lists its tables.
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace EFCore.Dyno.ContainerTests;

internal sealed class ContainerServer : IAsyncDisposable
{
    private const int Port = 8000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly IContainer _container;

    private ContainerServer(IContainer container) => _container = container;

    public Uri Endpoint => new($"http://{_container.Hostname}:{_container.GetMappedPublicPort(Port)}");

    /// <summary>https://hub.docker.com/r/amazon/dynamodb-local; all access keys see the same tables.</summary>
    public static Task<ContainerServer> DynamoDBLocalAsync() => StartAsync("amazon/dynamodb-local:3.0.0", "-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb");

    /// <summary>https://hub.docker.com/r/scylladb/scylla, with its DynamoDB API and linearizable conditional writes.</summary>
    public static Task<ContainerServer> ScyllaDBAsync() => StartAsync(
        "scylladb/scylla:6.2",
        "--smp", "1", "--memory", "1G", "--overprovisioned", "1",
        "--alternator-address", "0.0.0.0", "--alternator-port", "8000", "--alternator-write-isolation", "always");

    public async ValueTask DisposeAsync() => await _container.DisposeAsync();

    private static async Task<ContainerServer> StartAsync(string image, params string[] command)
    {
        var container = new ContainerBuilder().WithImage(image).WithPortBinding(Port, assignRandomHostPort: true).WithCommand(command).Build();
        await container.StartAsync();
        var server = new ContainerServer(container);
        using var sdk = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, Timeout = TimeSpan.FromSeconds(5) });
        var end = DateTime.UtcNow + Longest;
        while (true)
        {
            try
            {
                await sdk.ListTablesAsync();
                return server;
            }
            catch (Exception) when (DateTime.UtcNow < end)
            {
                await Task.Delay(500);
            }
        }
    }
}
