// AWS Signature Version 4 for one POST of DynamoDB's protocol, because some of the measured servers verify it.
// All servers get the same signed requests, made before the clock runs. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dyno.Benchmarks.Wire;

internal sealed class SignatureV4(string accessKeyId, string secretKey, DateTime now)
{
    private const string Region = "us-east-1";

    private readonly string _time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    private readonly byte[] _key = Derive(secretKey, now);

    private string Scope => $"{_time[..8]}/{Region}/dynamodb/aws4_request";

    /// <summary>The bytes of a signed request: head and body.</summary>
    public byte[] Request(string host, string target, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var bodyHash = Hex(SHA256.HashData(bytes));
        var canonical = $"POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:{host}\nx-amz-date:{_time}\nx-amz-target:{target}\n\n"
            + $"content-type;host;x-amz-date;x-amz-target\n{bodyHash}";
        var toSign = $"AWS4-HMAC-SHA256\n{_time}\n{Scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Hex(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(toSign)));
        var head = $"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Date: {_time}\r\nX-Amz-Target: {target}\r\n"
            + $"Authorization: AWS4-HMAC-SHA256 Credential={accessKeyId}/{Scope}, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature={signature}\r\n"
            + $"Content-Length: {bytes.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }

    private static byte[] Derive(string secretKey, DateTime now)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in (string[])[now.ToString("yyyyMMdd", CultureInfo.InvariantCulture), Region, "dynamodb", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
