// AWS SDK for .NET, the plain client: control plane, items, conditions, pages, batches and transactions.

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace DynoClients.Tests.AwsSdk;

public class AwsSdkTests(ServedEngine served) : IClassFixture<ServedEngine>
{
    [Fact]
    public async Task Tables_are_created_described_listed_and_deleted()
    {
        using var client = Sdk.Client(served);
        var name = await Sdk.CreateTableAsync(client);
        var table = (await client.DescribeTableAsync(name)).Table;
        Assert.Equal(TableStatus.ACTIVE, table.TableStatus);
        Assert.Equal(["byState"], table.GlobalSecondaryIndexes.Select(i => i.IndexName));
        Assert.Equal(["byAmount"], table.LocalSecondaryIndexes.Select(i => i.IndexName));
        Assert.InRange(table.CreationDateTime!.Value.ToUniversalTime(), DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
        Assert.Contains(name, (await client.ListTablesAsync()).TableNames);
        await Assert.ThrowsAsync<ResourceInUseException>(() => Sdk.CreateTableAsync(client, name));
        await client.DeleteTableAsync(name);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.DescribeTableAsync(name));
    }

    [Fact]
    public async Task Items_of_every_type_are_written_read_changed_and_deleted()
    {
        using var client = Sdk.Client(served);
        var name = await Sdk.CreateTableAsync(client);
        var item = new Dictionary<string, AttributeValue>
        {
            ["customer"] = new("ann"),
            ["order"] = new("1"),
            ["amount"] = new() { N = "-0.00000000000000000001" },
            ["bytes"] = new() { B = new MemoryStream([0, 255, 1]) },
            ["flag"] = new() { BOOL = true },
            ["nothing"] = new() { NULL = true },
            ["list"] = new() { L = [new("a"), new() { N = "38" }] },
            ["map"] = new() { M = new() { ["inner"] = new() { SS = ["x", "y"] } } },
            ["numbers"] = new() { NS = ["1", "2"] },
        };
        await client.PutItemAsync(name, item);
        var read = (await client.GetItemAsync(name, Key("ann", "1"), consistentRead: true)).Item;
        Assert.Equal(item.Keys.Order(), read.Keys.Order());
        Assert.Equal("-0.00000000000000000001", read["amount"].N);
        Assert.Equal([0, 255, 1], read["bytes"].B.ToArray());
        Assert.Equal(["x", "y"], read["map"].M["inner"].SS.Order());
        Assert.True(read["nothing"].NULL);

        var updated = await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = name,
            Key = Key("ann", "1"),
            UpdateExpression = "SET #l[1] = :x, fresh = if_not_exists(fresh, :x) REMOVE flag ADD amount :two",
            ExpressionAttributeNames = new() { ["#l"] = "list" },
            ExpressionAttributeValues = new() { [":x"] = new("new"), [":two"] = new() { N = "2" } },
            ReturnValues = ReturnValue.UPDATED_NEW,
        });
        Assert.Equal("1.99999999999999999999", updated.Attributes["amount"].N);
        Assert.Equal("new", updated.Attributes["fresh"].S);

        var refused = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => client.DeleteItemAsync(new DeleteItemRequest
        {
            TableName = name,
            Key = Key("ann", "1"),
            ConditionExpression = "attribute_exists(flag)",
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        }));
        Assert.Equal("The conditional request failed", refused.Message);
        Assert.Equal("ann", refused.Item["customer"].S);
        Assert.NotEmpty(refused.RequestId);
        var wrong = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.PutItemAsync(name, new() { ["customer"] = new("only") }));
        Assert.Equal("ValidationException", wrong.ErrorCode);
        var deleted = await client.DeleteItemAsync(name, Key("ann", "1"), ReturnValue.ALL_OLD);
        Assert.Equal("new", deleted.Attributes["fresh"].S);
        Assert.Null((await client.GetItemAsync(name, Key("ann", "1"))).Item);
    }

    [Fact]
    public async Task Queries_and_scans_page_through_tables_and_indexes()
    {
        using var client = Sdk.Client(served);
        var name = await Sdk.CreateTableAsync(client);
        var writes = Enumerable.Range(0, 50).Select(i => new WriteRequest(new PutRequest(new()
        {
            ["customer"] = new("bob"),
            ["order"] = new($"{i:D3}"),
            ["state"] = new(i % 2 == 0 ? "open" : "paid"),
            ["amount"] = new() { N = $"{100 - i}" },
        }))).ToList();
        foreach (var part in writes.Chunk(25))
        {
            Assert.Empty((await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { [name] = [.. part] })).UnprocessedItems ?? []);
        }

        var pages = client.Paginators.Query(new QueryRequest
        {
            TableName = name,
            KeyConditionExpression = "customer = :c AND #o BETWEEN :a AND :b",
            ExpressionAttributeNames = new() { ["#o"] = "order" },
            ExpressionAttributeValues = new() { [":c"] = new("bob"), [":a"] = new("010"), [":b"] = new("029") },
            ScanIndexForward = false,
            Limit = 6,
        });
        var seen = new List<string>();
        await foreach (var page in pages.Responses)
        {
            seen.AddRange(page.Items.Select(i => i["order"].S));
        }

        Assert.Equal(Enumerable.Range(10, 20).Reverse().Select(i => $"{i:D3}"), seen);
        var index = await client.QueryAsync(new QueryRequest
        {
            TableName = name,
            IndexName = "byState",
            KeyConditionExpression = "#s = :s AND amount > :a",
            ExpressionAttributeNames = new() { ["#s"] = "state" },
            ExpressionAttributeValues = new() { [":s"] = new("paid"), [":a"] = new() { N = "90" } },
            ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
        });
        Assert.Equal(["91", "93", "95", "97", "99"], index.Items.Select(i => i["amount"].N));
        Assert.True(index.ConsumedCapacity.GlobalSecondaryIndexes["byState"].CapacityUnits > 0);

        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(s => client.ScanAsync(new ScanRequest
        {
            TableName = name,
            Segment = s,
            TotalSegments = 3,
            FilterExpression = "#s = :s",
            ExpressionAttributeNames = new() { ["#s"] = "state" },
            ExpressionAttributeValues = new() { [":s"] = new("open") },
        })));
        Assert.Equal(25, counts.Sum(c => c.Count));
        Assert.Equal(50, counts.Sum(c => c.ScannedCount));
        var got = await client.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes> { [name] = new() { Keys = [Key("bob", "000"), Key("bob", "049"), Key("bob", "050")] } });
        Assert.Equal(2, got.Responses[name].Count);
    }

    [Fact]
    public async Task Transactions_are_all_or_nothing_and_happen_once()
    {
        using var client = Sdk.Client(served);
        var name = await Sdk.CreateTableAsync(client);
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = Guid.NewGuid().ToString(),
            TransactItems =
            [
                new() { Put = new() { TableName = name, Item = Key("a", "1"), ConditionExpression = "attribute_not_exists(customer)" } },
                new() { Update = new() { TableName = name, Key = Key("a", "2"), UpdateExpression = "ADD amount :n", ExpressionAttributeValues = new() { [":n"] = new() { N = "1" } } } },
            ],
        };
        await client.TransactWriteItemsAsync(request);
        await client.TransactWriteItemsAsync(request);
        request.ClientRequestToken = null;
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => client.TransactWriteItemsAsync(request));
        Assert.Equal(["ConditionalCheckFailed", "None"], cancelled.CancellationReasons.Select(r => r.Code));
        var read = await client.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [new() { Get = new() { TableName = name, Key = Key("a", "2") } }, new() { Get = new() { TableName = name, Key = Key("a", "3") } }],
        });
        Assert.Equal("1", read.Responses[0].Item["amount"].N);
        Assert.Null(read.Responses[1].Item);
    }

    private static Dictionary<string, AttributeValue> Key(string customer, string order) => new() { ["customer"] = new(customer), ["order"] = new(order) };
}
