// The measured operations: what their requests are, and what an answer must hold to count. Items have 1 KB.
//
// Writes go to a table of their own, so that the table that is read and scanned stays as it was loaded. Requests of one connection never touch the keys
// of another connection's: no write waits for a conflict.

using System.Text.Json;

namespace Dyno.Benchmarks.Wire;

/// <summary>One measured operation.</summary>
/// <param name="Name">The operation's name in tables.</param>
/// <param name="Operation">The operation's name in the protocol.</param>
/// <param name="Body">The JSON of the request with a number.</param>
/// <param name="Requests">How many different requests there are.</param>
/// <param name="Accept">Whether an answer is what DynamoDB would have sent.</param>
internal sealed record Workload(string Name, string Operation, Func<int, string> Body, int Requests, Func<JsonElement, bool> Accept)
{
    public const string ReadTable = "BenchRead";
    public const string WriteTable = "BenchWrite";
    public const int Partitions = 200;
    public const int ItemsPerPartition = 20;

    // 1 KB with its keys, as the capacity counts: names and values.
    private static readonly string Payload = new('x', 1024 - "pk".Length - "sk".Length - "data".Length - 16);

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("PutItem", "PutItem", n => $$"""{"TableName":"{{WriteTable}}","Item":{{Item("p", n)}}}""", 4096, _ => true),
        new("GetItem", "GetItem", n => $$"""{"TableName":"{{ReadTable}}","Key":{{Key("q", n)}},"ConsistentRead":true}""", Partitions * ItemsPerPartition, a => a.TryGetProperty("Item", out _)),
        new("Query of 20", "Query", Query, Partitions, a => a.GetProperty("Items").GetArrayLength() == ItemsPerPartition),
        new("BatchWriteItem of 25", "BatchWriteItem", BatchWrite, 640, a => !a.TryGetProperty("UnprocessedItems", out var left) || !left.EnumerateObject().Any()),
        new("TransactWriteItems of 10", "TransactWriteItems", Transact, 640, _ => true),
        new("Scan page of 1 MB", "Scan", _ => $$"""{"TableName":"{{ReadTable}}"}""", 0, a => a.GetProperty("Items").GetArrayLength() > 0),
    ];

    /// <summary>What creates a table.</summary>
    public static string CreateTable(string name) =>
        $$"""
        {"TableName":"{{name}}","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"}],
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]}
        """;

    /// <summary>The requests that fill the table that is read.</summary>
    public static IEnumerable<string> Load()
    {
        for (var n = 0; n < Partitions * ItemsPerPartition; n += ItemsPerPartition)
        {
            yield return Puts(ReadTable, "q", n, ItemsPerPartition);
        }
    }

    /// <summary>The scan that goes on after a page.</summary>
    public static string ScanAfter(JsonElement lastKey) => $$"""{"TableName":"{{ReadTable}}","ExclusiveStartKey":{{lastKey.GetRawText()}}}""";

    private static string Query(int n) =>
        $$$"""{"TableName":"{{{ReadTable}}}","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"q{{{n:D7}}}"}},"ConsistentRead":true}""";

    private static string BatchWrite(int n) => Puts(WriteTable, "b", 25 * n, 25);

    private static string Transact(int n) => $$"""{"TransactItems":[{{Join(10 * n, 10, Put)}}]}""";

    private static string Puts(string table, string prefix, int first, int count) =>
        $$$"""{"RequestItems":{"{{{table}}}":[{{{Join(first, count, i => PutRequest(prefix, i))}}}]}}""";

    private static string Put(int n) => $$$"""{"Put":{"TableName":"{{{WriteTable}}}","Item":{{{Item("t", n)}}} }}""";

    private static string PutRequest(string prefix, int n) => $$$"""{"PutRequest":{"Item":{{{Item(prefix, n)}}} }}""";

    private static string Join(int first, int count, Func<int, string> part) => string.Join(',', Enumerable.Range(first, count).Select(part));

    // Eight characters each: twenty items share a partition.
    private static string Keys(string prefix, int n) =>
        $$"""
        "pk":{"S":"{{prefix}}{{n / ItemsPerPartition:D7}}"},"sk":{"S":"s{{n % ItemsPerPartition:D7}}"}
        """;

    private static string Key(string prefix, int n) => $"{{{Keys(prefix, n)}}}";

    private static string Item(string prefix, int n) => $$$"""{{{{Keys(prefix, n)}}},"data":{"S":"{{{Payload}}}"}}""";
}
