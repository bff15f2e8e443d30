// A server of this process on a free port of the loopback address, with one table, and requests to it as bytes.
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dyno.Engine;

namespace Dyno.Server.Tests;

public sealed class ServerFixture : IAsyncLifetime
{
    public const string Authorization = "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x";

    private readonly DynoEngine _engine = DynoEngine.Open(
        $"server-{Guid.NewGuid():N}", new DynoEngineOptions { InMemory = true, Throttling = Throttling.None });

    private DynoServer? _server;

    public HttpClient Http { get; } = new(new SocketsHttpHandler());

    public Uri Endpoint => _server!.Endpoint;

    public async Task InitializeAsync()
    {
        _server = await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 });
        await _engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "Things",
            AttributeDefinitions = [new("pk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        _engine.Dispose();
    }

    public Task<HttpResponseMessage> SendAsync(string operation, string json, Action<HttpRequestMessage>? change = null) =>
        SendAsync(operation, Encoding.UTF8.GetBytes(json), change);

    public Task<HttpResponseMessage> SendAsync(string operation, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        change?.Invoke(request);
        return Http.SendAsync(request);
    }

    // The error's name and message; fails where there is none.
    public async Task<(string Type, string Message)> RefusedAsync(string operation, string json)
    {
        using var response = await SendAsync(operation, json);
        Assert.Equal(400, (int)response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var type = body.RootElement.GetProperty("__type").GetString()!;
        var message = body.RootElement.TryGetProperty("message", out var text) || body.RootElement.TryGetProperty("Message", out text) ? text.GetString()! : "";
        return (type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], message);
    }

    public async Task<JsonDocument> AnswerAsync(string operation, string json)
    {
        using var response = await SendAsync(operation, json);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body);
    }
}
