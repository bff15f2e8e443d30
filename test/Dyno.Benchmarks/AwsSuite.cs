// What the seam costs over the AWS SDK: the same calls through Dyno.Aws and on the SDK's client. First against answers that a handler has ready, so that only the
// client's own work counts, then over the loopback address to a server of this process, whose work is in both columns.

using System.Diagnostics;
using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Dyno.Aws;
using Dyno.Engine;
using Dyno.Expressions;
using Dyno.Server;
using Sdk = Amazon.DynamoDBv2.Model;

namespace Dyno.Benchmarks;

internal sealed class AwsSuite(IAmazonDynamoDB sdk)
{
    private const string Table = "Things";
    private const int PageItems = 100;
    private const int Rounds = 9;
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(300);

    private static readonly Item Key = Item.Of(("pk", "partition"), ("sk", 7));
    private static readonly ConditionExpression Absent = ConditionExpression.Parse("attribute_not_exists(pk) OR version = :v", Scope(":v", 1));
    private static readonly KeyConditionExpression Partition = KeyConditionExpression.Parse("pk = :p", Scope(":p", "partition"));

    private readonly AwsDynoClient _client = new(sdk);

    public static async Task<int> RunAsync()
    {
        using var engine = DynoEngine.Open("aws-benchmarks", new DynoEngineOptions { InMemory = true, Throttling = Throttling.None });
        await using var server = await DynoServer.StartAsync(engine, new DynoServerOptions { Port = 0 });
        await LoadAsync(engine);
        Console.WriteLine("| operation | through Dyno.Aws | allocated | the SDK alone | allocated | time | allocations |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        using var replay = new Replay();
        using var canned = Client(server, new Factory(replay));
        await new AwsSuite(canned).CompareAllAsync("");
        using var remote = Client(server, null);
        await new AwsSuite(remote).CompareAllAsync(", loopback");
        return 0;
    }

    private static AmazonDynamoDBClient Client(DynoServer server, HttpClientFactory? factory) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonDynamoDBConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", HttpClientFactory = factory });

    private static async Task LoadAsync(DynoEngine engine)
    {
        await engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N)],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        for (var n = 0; n < PageItems; n++)
        {
            await engine.PutItemAsync(new PutItemRequest { TableName = Table, Item = Thing(n) });
        }
    }

    // Ten attributes and 1 KB.
    private static Item Thing(int n) => Item.Of(
        ("pk", "partition"), ("sk", n), ("name", "a thing"), ("text", new string('x', 800)), ("count", n), ("price", 12.5m), ("open", true), ("version", 1),
        ("tags", AttributeValue.L("a", "b")), ("where", AttributeValue.M(("city", "Rome"), ("zip", "1"))));

    private static ExpressionScope Scope(string name, AttributeValue value) => ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [name] = value });

    private async Task CompareAllAsync(string where)
    {
        var get = new GetItemRequest { TableName = Table, Key = Key };
        await CompareAsync(
            "GetItem of 1 KB" + where,
            async () => (await _client.GetItemAsync(get)).Item is not null,
            async () => (await sdk.GetItemAsync(new Sdk.GetItemRequest { TableName = Table, Key = SdkKey(), ConsistentRead = false })).Item.Count > 0);

        var query = new QueryRequest { TableName = Table, KeyConditionExpression = Partition };
        await CompareAsync(
            $"Query of {PageItems} KB" + where,
            async () => (await _client.QueryAsync(query)).Items.Count == PageItems,
            async () => (await sdk.QueryAsync(new Sdk.QueryRequest
            {
                TableName = Table,
                KeyConditionExpression = "#n0 = :v0",
                ExpressionAttributeNames = new() { ["#n0"] = "pk" },
                ExpressionAttributeValues = new() { [":v0"] = new() { S = "partition" } },
            })).Items.Count == PageItems);

        var thing = Thing(7);
        var put = new PutItemRequest { TableName = Table, Item = thing, ConditionExpression = Absent };
        await CompareAsync(
            "PutItem of 1 KB, with a condition" + where,
            async () => (await _client.PutItemAsync(put)).Attributes is null,
            async () => (await sdk.PutItemAsync(new Sdk.PutItemRequest
            {
                TableName = Table,
                Item = SdkThing(),
                ConditionExpression = "attribute_not_exists(#n0) OR #n1 = :v0",
                ExpressionAttributeNames = new() { ["#n0"] = "pk", ["#n1"] = "version" },
                ExpressionAttributeValues = new() { [":v0"] = new() { N = "1" } },
            })).HttpStatusCode == HttpStatusCode.OK);
    }

    private static Dictionary<string, Sdk.AttributeValue> SdkKey() => new() { ["pk"] = new() { S = "partition" }, ["sk"] = new() { N = "7" } };

    private static Dictionary<string, Sdk.AttributeValue> SdkThing() => new(SdkKey())
    {
        ["name"] = new() { S = "a thing" },
        ["text"] = new() { S = new string('x', 800) },
        ["count"] = new() { N = "7" },
        ["price"] = new() { N = "12.5" },
        ["open"] = new() { BOOL = true },
        ["version"] = new() { N = "1" },
        ["tags"] = new() { L = [new() { S = "a" }, new() { S = "b" }] },
        ["where"] = new() { M = new() { ["city"] = new() { S = "Rome" }, ["zip"] = new() { S = "1" } } },
    };

    // In turn, so that a noisy moment hits both; the first round warms up.
    private static async Task CompareAsync(string name, Func<Task<bool>> throughDyno, Func<Task<bool>> alone)
    {
        var (one, two) = (new List<Side>(), new List<Side>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (dyno, sdk) = (await RunAsync(throughDyno), await RunAsync(alone));
            if (round > 0)
            {
                one.Add(dyno);
                two.Add(sdk);
            }
        }

        var (subject, other) = (Median(one), Median(two));
        Console.WriteLine(
            $"| {name} | {subject.NanosecondsPerOperation / 1000:N1} µs | {subject.BytesPerOperation:N0} B | {other.NanosecondsPerOperation / 1000:N1} µs | "
            + $"{other.BytesPerOperation:N0} B | {subject.NanosecondsPerOperation / other.NanosecondsPerOperation:N2} | "
            + $"{subject.BytesPerOperation / other.BytesPerOperation:N2} |");
    }

    // The SDK goes on on other threads: the allocations of all count.
    private static async Task<Side> RunAsync(Func<Task<bool>> operation)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(started) < RoundLength)
        {
            for (var i = 0; i < 8; i++, count++)
            {
                if (!await operation())
                {
                    throw new InvalidOperationException("The benchmark did not get what it asked for.");
                }
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Side(elapsed.TotalNanoseconds / count, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count);
    }

    private static Side Median(List<Side> sides) => new(
        sides.Select(s => s.NanosecondsPerOperation).Order().ElementAt(sides.Count / 2),
        sides.Select(s => s.BytesPerOperation).Order().ElementAt(sides.Count / 2));

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }

    // Asks the server once for each operation, and gives that answer ever after.
    private sealed class Replay() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        private readonly Dictionary<string, (byte[] Body, string Checksum)> _answers = new(StringComparer.Ordinal);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = request.Headers.GetValues("X-Amz-Target").Single();
            if (!_answers.TryGetValue(target, out var answer))
            {
                using var real = await base.SendAsync(request, cancellationToken);
                answer = (await real.Content.ReadAsByteArrayAsync(cancellationToken), real.Headers.GetValues("x-amz-crc32").Single());
                _answers.Add(target, answer);
            }

            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer.Body), RequestMessage = request };
            response.Headers.Add("x-amzn-RequestId", "replayed");
            response.Headers.Add("x-amz-crc32", answer.Checksum);
            response.Content.Headers.ContentType = new("application/x-amz-json-1.0");
            return response;
        }
    }
}
