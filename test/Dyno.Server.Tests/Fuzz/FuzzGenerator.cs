// Makes the case with a number: the same number and seed make the same case, on every machine and in every mode.

using System.IO.Compression;
using System.Text;

namespace Dyno.Server.Tests.Fuzz;

internal static class FuzzGenerator
{
    private const string Authorization =
        "AWS4-HMAC-SHA256 Credential=fuzz/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0123456789abcdef";

    private static readonly string[] HeaderNames =
        ["X-Amz-Target", "Content-Type", "Content-Encoding", "Accept-Encoding", "Authorization", "X-Amz-Date", "Date", "Origin", "Access-Control-Request-Method", "X-Amz-Content-Sha256", "Expect", "X-Any"];

    private static readonly string[] HeaderValues =
    [
        "", "gzip", "deflate", "br", "gzip, deflate", "identity;q=0", "*", "application/json", "application/x-amz-json-1.0", "application/x-amz-json-1.1", "text/plain", "application/json;",
        "DynamoDB_20120810.", "DynamoDB_20120810.Nothing", "DynamoDBStreams_20120810.GetItem", "DynamoDB_20111205.GetItem", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=", "AWS4- =,=,",
        "AWS4-HMAC-SHA256 Credential=a,SignedHeaders=,Signature=", "20260101T000000Z", "http://x", "é", ";;;;", "a=b", "\t",
    ];

    // Mixed so that neighbours have nothing in common (SplitMix64's finish); HashCode would differ in every process.
    public static Random RandomOf(int seed, long number)
    {
        var mixed = unchecked(((ulong)(uint)seed << 32) + ((ulong)number * 0x9E3779B97F4A7C15));
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return new Random((int)(mixed >> 32));
    }

    public static FuzzCase Make(Random random)
    {
        // Requests that change tables are few: what they break, others then find missing.
        (string Operation, string Body) seed;
        do
        {
            seed = FuzzSeeds.Requests[random.Next(FuzzSeeds.Requests.Length)];
        }
        while (seed.Operation is "DeleteTable" or "CreateTable" or "UpdateTable" && random.Next(8) != 0);

        var made = Request(seed.Operation, seed.Body);
        switch (random.Next(16))
        {
            case 0:
                break;
            case < 10:
                made.Body = JsonMutator.Mutate(seed.Body, random);
                break;
            case < 12:
                made.Body = ByteMutator.Mutate(made.Body, random);
                break;
            case 12:
                made.Body = ByteMutator.Mutate(JsonMutator.Mutate(seed.Body, random), random);
                break;
            case 13:
                Compress(made, random);
                break;
            default:
                made.Body = random.Next(2) == 0 ? made.Body : JsonMutator.Mutate(seed.Body, random);
                MutateHead(made, random);
                break;
        }

        return made;
    }

    public static FuzzCase Request(string operation, string body)
    {
        var api = operation is "ListStreams" or "DescribeStream" or "GetShardIterator" or "GetRecords" ? "DynamoDBStreams_20120810" : "DynamoDB_20120810";
        var made = new FuzzCase { Body = Encoding.UTF8.GetBytes(body) };
        made.Headers.Add(("Content-Type", "application/x-amz-json-1.0"));
        made.Headers.Add(("X-Amz-Target", $"{api}.{operation}"));
        made.Headers.Add(("Authorization", Authorization));
        made.Headers.Add(("X-Amz-Date", "20260101T000000Z"));
        return made;
    }

    private static void MutateHead(FuzzCase made, Random random)
    {
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            var at = random.Next(made.Headers.Count + 1);
            switch (random.Next(7))
            {
                case 0 when at < made.Headers.Count:
                    made.Headers.RemoveAt(at);
                    break;
                case 1 when at < made.Headers.Count:
                    made.Headers[at] = (made.Headers[at].Name, HeaderValues[random.Next(HeaderValues.Length)]);
                    break;
                case 2 when at < made.Headers.Count:
                    made.Headers[at] = (made.Headers[at].Name, Visible(TextMutator.Mutate(made.Headers[at].Value, random)));
                    break;
                case 3:
                    made.Method = ((string[])["POST", "GET", "PUT", "DELETE", "OPTIONS", "PATCH", "post", "QUERY"])[random.Next(8)];
                    break;
                case 4:
                    made.Path = ((string[])["/", "//", "/x", "/%00", "/?", "/latest/", "/%e9"])[random.Next(7)];
                    break;
                case 5:
                    made.Query = ((string[])["?X-Amz-Algorithm=AWS4-HMAC-SHA256", "?X-Amz-Credential=&X-Amz-Signature=1", "?a=b&a=c", "?%", "?X-Amz-Algorithm=&X-Amz-Date=x&X-Amz-SignedHeaders=h"])[random.Next(5)];
                    break;
                default:
                    made.Headers.Add((HeaderNames[random.Next(HeaderNames.Length)], HeaderValues[random.Next(HeaderValues.Length)]));
                    break;
            }
        }

        // Expect would make the server wait for a body that is there already.
        made.Headers.RemoveAll(h => h.Name == "Expect" && h.Value.Length == 0);
    }

    private static void Compress(FuzzCase made, Random random)
    {
        using var target = new MemoryStream();
        var gzip = random.Next(2) == 0;
        using (Stream stream = gzip ? new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true) : new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(made.Body);
            if (random.Next(200) == 0)
            {
                // A small body that is a large one.
                stream.Write(new byte[20 << 20]);
            }
        }

        made.Body = random.Next(2) == 0 ? target.ToArray() : ByteMutator.Mutate(target.ToArray(), random);
        made.Headers.Add(("Content-Encoding", gzip ? "gzip" : "deflate"));
        made.Headers.Add(("Accept-Encoding", gzip ? "gzip" : "deflate"));
    }

    // What can stand in a header: a line break would end it and begin another request.
    private static string Visible(string text) => string.Concat(text.Where(c => c is >= ' ' and < '\u007f' or '\t')).Trim();
}
