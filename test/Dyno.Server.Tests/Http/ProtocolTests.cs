// What is around an operation: paths, types, targets, signatures, checksums, compression, sizes. The expected values are those that DynamoDB was seen to give.
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Dyno.Engine;

namespace Dyno.Server.Tests.Http;

public class ProtocolTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Every_answer_has_an_id_a_checksum_and_the_type_of_the_request()
    {
        using var response = await server.SendAsync("ListTables", "{}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-amz-json-1.0", response.Content.Headers.ContentType!.ToString());
        Assert.Matches("^[0-9A-Z]{52}$", response.Headers.GetValues("x-amzn-RequestId").Single());
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(SlowCrc(body).ToString(), response.Headers.GetValues("x-amz-crc32").Single());
    }

    [Fact]
    public async Task What_is_no_operation_is_answered_without_one()
    {
        using (var health = await server.Http.GetAsync(server.Endpoint))
        {
            Assert.Equal($"healthy: {server.Endpoint.Authority} ", await health.Content.ReadAsStringAsync());
        }

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
        {
            using var response = await server.Http.SendAsync(new HttpRequestMessage(method, server.Endpoint));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Equal("3552371480", response.Headers.GetValues("x-amz-crc32").Single());
            Assert.Equal("<UnknownOperationException/>\n", await response.Content.ReadAsStringAsync());
        }

        using var elsewhere = await server.Http.GetAsync(new Uri(server.Endpoint, "elsewhere"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var text = await server.Http.PostAsync(server.Endpoint, new StringContent("hi", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.NotFound, text.StatusCode);
    }

    [Theory]
    [InlineData("NoSuchOperation", "{}", "UnknownOperationException", "")]
    [InlineData("ListTables", "", "SerializationException", "")]
    [InlineData("ListTables", "[]", "SerializationException", "")]
    [InlineData("ListTables", "{\"Limit\":", "SerializationException", "")]
    [InlineData("ListTables", "{\"Limit\":\"1\"}", "SerializationException", "STRING_VALUE cannot be converted to Integer")]
    [InlineData("ListTables", "{\"Limit\":{}}", "SerializationException", "Start of structure or map found where not expected")]
    [InlineData("ListTables", "{\"Limit\":[]}", "SerializationException", "Unrecognized collection type class java.lang.Integer")]
    [InlineData("GetItem", "{\"Key\":[]}", "SerializationException", "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>")]
    [InlineData("GetItem", "{\"Key\":{\"a\":1}}", "SerializationException", "Unexpected value type in payload")]
    [InlineData("GetItem", "{\"Key\":{\"a\":{\"S\":1.5}}}", "SerializationException", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("GetItem", "{\"Key\":{\"a\":{\"B\":\"abc\"}}}", "SerializationException", "Base64 encoded length is expected a multiple of 4 bytes but found: 3")]
    [InlineData("GetItem", "{\"Key\":{\"a\":{\"B\":\"====\"}}}", "SerializationException", "Invalid last non-pad Base64 character dectected")]
    [InlineData("GetItem", "{\"Key\":{\"a\":{\"S\":\"\\ud800\"}}}", "SerializationException", "")]
    [InlineData(
        "GetItem", "{\"TableName\":\"a;\",\"ReturnConsumedCapacity\":\"hi\"}", "ValidationException",
        "4 validation errors detected: Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; "
        + "Value 'a;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
        + "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
        + "Value null at 'key' failed to satisfy constraint: Member must not be null")]
    [InlineData("GetItem", "{\"TableName\":\"Things\",\"Key\":{\"pk\":{}}}", "ValidationException", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("GetItem", "{\"TableName\":\"None\",\"Key\":{\"pk\":{\"S\":\"a\"}}}", "ResourceNotFoundException", "Requested resource not found")]
    public async Task Bad_requests_are_answered_as_DynamoDB_answers_them(string operation, string json, string type, string message) =>
        Assert.Equal((type, message), await server.RefusedAsync(operation, json));

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_that_names_it()
    {
        using var engine = DynoEngine.Open($"second-{Guid.NewGuid():N}", new DynoEngineOptions { InMemory = true });
        var error = await Assert.ThrowsAsync<IOException>(() => DynoServer.StartAsync(engine, new DynoServerOptions { Port = server.Endpoint.Port }));
        Assert.Contains(server.Endpoint.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_has_to_be_signed()
    {
        await Refused("MissingAuthenticationTokenException", null);
        await Refused("MissingAuthenticationTokenException", "Basic abc");
        await Refused("IncompleteSignatureException", "AWS4-HMAC-SHA256 Credential=a");

        async Task Refused(string type, string? authorization)
        {
            using var response = await server.SendAsync("ListTables", "{}", request =>
            {
                request.Headers.Remove("Authorization");
                if (authorization is not null)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", authorization);
                }
            });
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(type, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_browser_may_ask_from_anywhere()
    {
        var preflight = new HttpRequestMessage(HttpMethod.Options, server.Endpoint);
        preflight.Headers.Add("Origin", "http://example.com");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "a, b");
        using var response = await server.Http.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("POST", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("172800", response.Headers.GetValues("Access-Control-Max-Age").Single());
    }

    [Fact]
    public async Task More_than_16_MB_is_refused_and_the_server_goes_on()
    {
        using (var response = await server.SendAsync("ListTables", new byte[(16 * 1024 * 1024) + 1]))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }

        using var bomb = await server.SendAsync("ListTables", Gzip(new byte[20 * 1024 * 1024]), r => r.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
        using var next = await server.AnswerAsync("ListTables", "{}");
        Assert.Equal("Things", next.RootElement.GetProperty("TableNames")[0].GetString());
    }

    [Fact]
    public async Task Compressed_requests_are_read_and_broken_ones_are_not()
    {
        var whole = Gzip("{}"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, await Status(whole));
        Assert.Equal(HttpStatusCode.OK, await Status([.. Gzip("{"u8.ToArray()), .. Gzip("}"u8.ToArray())]));
        Assert.Equal(HttpStatusCode.InternalServerError, await Status(whole[..^1]));
        Assert.Equal(HttpStatusCode.InternalServerError, await Status([.. whole, .. "junk"u8]));
        Assert.Equal(HttpStatusCode.InternalServerError, await Status("{}"u8.ToArray()));
        Assert.Equal(HttpStatusCode.InternalServerError, await Status(whole, "br"));

        async Task<HttpStatusCode> Status(byte[] body, string coding = "gzip")
        {
            using var response = await server.SendAsync("ListTables", body, r => r.Content!.Headers.ContentEncoding.Add(coding));
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Long_answers_are_compressed_for_those_who_ask()
    {
        await server.AnswerAsync("PutItem", $$$$$"""{"TableName":"Things","Item":{"pk":{"S":"long"},"v":{"S":"{{{{{new string('x', 8000)}}}}}"}}}""");
        const string Get = """{"TableName":"Things","Key":{"pk":{"S":"long"}}}""";
        using var plain = await server.SendAsync("GetItem", Get);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        using var packed = await server.SendAsync("GetItem", Get, r => r.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        Assert.Equal(SlowCrc(bytes).ToString(), packed.Headers.GetValues("x-amz-crc32").Single());
        using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = await JsonDocument.ParseAsync(stream);
        Assert.Equal(8000, unpacked.RootElement.GetProperty("Item").GetProperty("v").GetProperty("S").GetString()!.Length);
        using var small = await server.SendAsync("ListTables", "{}", r => r.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip"));
        Assert.Empty(small.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Deep_JSON_is_refused_without_harm()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"\":", 200_000)) + "{}" + new string('}', 200_000);
        Assert.Equal("SerializationException", (await server.RefusedAsync("PutItem", nested)).Type);
        var levels = string.Concat(Enumerable.Repeat("{\"M\":{\"a\":", 40)) + "{\"S\":\"x\"}" + string.Concat(Enumerable.Repeat("}}", 40));
        var (type, message) = await server.RefusedAsync("PutItem", $$$$$"""{"TableName":"Things","Item":{"pk":{"S":"a"},"deep":{{{{{levels}}}}}}}""");
        Assert.Equal("ValidationException", type);
        Assert.StartsWith("Nesting Levels have exceeded supported limits", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        byte[] body = [.. "{\"TableName\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        using var response = await server.SendAsync("DescribeTable", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("SerializationException", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    // Bit by bit, as the definition has it.
    private static uint SlowCrc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
