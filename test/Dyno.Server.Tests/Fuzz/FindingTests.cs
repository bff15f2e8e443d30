// What the fuzzer found once: requests that failed inside the server or were not answered. Each has to be refused as a client's mistake, or ignored.

using System.IO.Compression;
using System.Text;

namespace Dyno.Server.Tests.Fuzz;

public class FindingTests
{
    [Theory]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[{"pk":{"S":"a"},"sk":{"S":"1"}}],"FilterExpression":{"#p":"pk"}}}}""", "an expression that the operation does not have")]
    [InlineData("Query", """{"TableName":"Orders","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"UpdateExpression":5}""", "an expression that the operation does not have")]
    [InlineData("GetItem", """{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"ProjectionExpression":"pk","ExpressionAttributeValues":["x"]}""", "values that the operation does not have")]
    [InlineData("TransactWriteItems", """{"TransactItems":[null]}""", "null in a list of structures")]
    [InlineData("BatchExecuteStatement", """{"Statements":[null]}""", "null in a list of structures")]
    [InlineData("ExecuteTransaction", """{"TransactStatements":[null]}""", "null in a list of structures")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{}},{"Del\ud800eteRequest":null}]}}""", "half a surrogate pair in a name")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"a","N\udc00":null},"sk":{"S":"1"}}}""", "half a surrogate pair in a type")]
    public void A_request_that_failed_once_is_answered(string operation, string body, string what)
    {
        using var target = new HandlerTarget();
        Assert.True(target.Try(FuzzGenerator.Request(operation, body)) is null, what);
    }

    [Fact]
    public void A_constraint_is_reported_however_deep_the_value_is()
    {
        using var target = new HandlerTarget();
        var deep = string.Concat(Enumerable.Repeat("""{"M":{"m":""", 100)) + """{"S":"x"}""" + new string('}', 200);
        var put = """{"Put":{"TableName":"Orders","Item":{"pk":""" + deep + "}}}";
        var body = """{"TransactItems":[""" + string.Join(',', Enumerable.Repeat(put, 101)) + "]}";
        Assert.Null(target.Try(FuzzGenerator.Request("TransactWriteItems", body)));
    }

    [Fact]
    public void A_damaged_compressed_body_is_answered()
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(FuzzSeeds.Requests[^1].Body));
        }

        using var target = new HandlerTarget();
        var made = FuzzGenerator.Request("GetItem", "");
        made.Headers.Add(("Content-Encoding", "deflate"));
        for (var i = 0; i < compressed.Length; i++)
        {
            made.Body = compressed.ToArray();
            made.Body[i] = (byte)~made.Body[i];
            Assert.Null(target.Try(made));
        }
    }
}
