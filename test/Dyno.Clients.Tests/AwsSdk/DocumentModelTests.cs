// AWS SDK for .NET, the document model: tables that load themselves, documents, expressions, searches, batches and transactions.

using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace DynoClients.Tests.AwsSdk;

public class DocumentModelTests(ServedEngine served) : IClassFixture<ServedEngine>
{
    [Fact]
    public async Task Documents_are_put_got_updated_searched_and_deleted()
    {
        using var client = Sdk.Client(served);
        var name = await Sdk.CreateTableAsync(client);
        var builder = new TableBuilder(client, name);
        var table = builder.AddHashKey("customer", DynamoDBEntryType.String).AddRangeKey("order", DynamoDBEntryType.String)
            .AddGlobalSecondaryIndex("byState", "state", DynamoDBEntryType.String, "amount", DynamoDBEntryType.Numeric).Build();

        await table.PutItemAsync(Document.FromJson("""{"customer":"ann","order":"1","state":"open","amount":1.5,"lines":[{"sku":"x","count":2}],"gift":true}"""));
        var read = await table.GetItemAsync("ann", "1", new GetItemOperationConfig { ConsistentRead = true });
        Assert.Equal(1.5m, read["amount"].AsDecimal());
        Assert.Equal("x", read["lines"].AsListOfDocument()[0]["sku"].AsString());

        var updated = await table.UpdateItemAsync(
            new Document { ["customer"] = "ann", ["order"] = "1", ["amount"] = 2, ["gift"] = null, ["at"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) },
            new UpdateItemOperationConfig { ReturnValues = ReturnValues.AllNewAttributes });
        Assert.Equal(2, updated["amount"].AsInt());
        Assert.Equal("open", updated["state"].AsString());
        Assert.False(updated.ContainsKey("gift"));

        var expression = new Expression
        {
            ExpressionStatement = "amount = :a",
            ExpressionAttributeValues = { [":a"] = 99 },
        };
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => table.PutItemAsync(
            new Document { ["customer"] = "ann", ["order"] = "1" }, new PutItemOperationConfig { ConditionalExpression = expression }));

        var batch = table.CreateBatchWrite();
        for (var i = 0; i < 40; i++)
        {
            batch.AddDocumentToPut(new Document { ["customer"] = "bob", ["order"] = $"{i:D2}", ["state"] = i % 2 == 0 ? "open" : "paid", ["amount"] = i });
        }

        await batch.ExecuteAsync();
        var search = table.Query(new QueryOperationConfig
        {
            Filter = new QueryFilter("customer", QueryOperator.Equal, "bob"),
            Limit = 15,
            BackwardSearch = true,
        });
        var pages = new List<int>();
        while (!search.IsDone)
        {
            pages.Add((await search.GetNextSetAsync()).Count);
        }

        Assert.Equal([15, 15, 10], pages);
        var paid = await table.Query(new QueryOperationConfig
        {
            IndexName = "byState",
            KeyExpression = new Expression
            {
                ExpressionStatement = "#s = :s and amount > :a",
                ExpressionAttributeNames = { ["#s"] = "state" },
                ExpressionAttributeValues = { [":s"] = "paid", [":a"] = 34 },
            },
        }).GetRemainingAsync();
        Assert.Equal([35, 37, 39], paid.Select(d => d["amount"].AsInt()));
        Assert.Equal(10, (await table.Scan(new ScanFilter().With("amount", ScanOperator.LessThan, 9)).GetRemainingAsync()).Count);

        var transaction = table.CreateTransactWrite();
        transaction.AddDocumentToPut(new Document { ["customer"] = "carl", ["order"] = "1" });
        transaction.AddKeyToDelete("bob", "00");
        await transaction.ExecuteAsync();
        Assert.Null(await table.GetItemAsync("bob", "00"));
        Assert.NotNull(await table.DeleteItemAsync("carl", "1", new DeleteItemOperationConfig { ReturnValues = ReturnValues.AllOldAttributes }));
    }
}

internal static class ScanFilterExtensions
{
    public static ScanFilter With(this ScanFilter filter, string attribute, ScanOperator comparison, DynamoDBEntry value)
    {
        filter.AddCondition(attribute, comparison, value);
        return filter;
    }
}
