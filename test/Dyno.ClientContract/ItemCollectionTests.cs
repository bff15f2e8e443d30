// Item collections of tables with local indexes: what the answers to writes tell of them.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections
namespace Dyno.ClientContract;

public abstract class ItemCollectionTests(ContractFixture fixture) : ContractTests(fixture)
{
    private const ReturnItemCollectionMetrics Size = ReturnItemCollectionMetrics.SIZE;

    [Fact]
    public async Task Each_write_tells_of_the_collection_it_touched()
    {
        var table = await CreateWithIndexAsync();
        var put = new PutItemRequest { TableName = table, Item = Key("a", 1), ReturnItemCollectionMetrics = Size };
        AssertOne("a", (await Client.PutItemAsync(put)).ItemCollectionMetrics);
        AssertOne("a", (await Client.PutItemAsync(put)).ItemCollectionMetrics);
        Assert.Null((await Client.PutItemAsync(put with { ReturnItemCollectionMetrics = ReturnItemCollectionMetrics.NONE })).ItemCollectionMetrics);
        AssertOne("b", (await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("b", 1),
            UpdateExpression = Expr.Update("SET x = :v", (":v", 1)),
            ReturnItemCollectionMetrics = Size,
        })).ItemCollectionMetrics);
        var delete = new DeleteItemRequest { TableName = table, Key = Key("b", 1), ReturnItemCollectionMetrics = Size };
        AssertOne("b", (await Client.DeleteItemAsync(delete)).ItemCollectionMetrics);
        AssertOne("b", (await Client.DeleteItemAsync(delete)).ItemCollectionMetrics);
    }

    [Fact]
    public async Task Writes_of_many_items_tell_of_each_collection_once()
    {
        var (table, without) = (await CreateWithIndexAsync(), await CreateAsync());
        var batch = (await Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [table] = [WriteRequest.Put(Key("a", 1)), WriteRequest.Put(Key("b", 1)), WriteRequest.Delete(Key("a", 2))],
                [without] = [WriteRequest.Put(Key("a", 1))],
            },
            ReturnItemCollectionMetrics = Size,
        })).ItemCollectionMetrics!;
        Assert.Equal([table], batch.Keys);
        Assert.Equal(["a", "b"], batch[table].Select(m => m.ItemCollectionKey["pk"]!.AsString()).Order());

        var transaction = (await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = table, Item = Key("c", 1) },
                new TransactDelete { TableName = table, Key = Key("c", 2) },
                new TransactConditionCheck { TableName = table, Key = Key("a", 1), ConditionExpression = Expr.Condition("attribute_exists(pk)") },
            ],
            ReturnItemCollectionMetrics = Size,
        })).ItemCollectionMetrics!;
        AssertOne("c", Assert.Single(transaction[table]));
    }

    [Fact]
    public async Task Table_without_local_indexes_has_no_collections()
    {
        var table = await CreateAsync(global: [Global("glo", "gk")], more: new AttributeDefinition("gk", AttributeType.S));
        var request = new PutItemRequest { TableName = table, Item = Key("a", 1), ReturnItemCollectionMetrics = Size };
        Assert.Null((await Client.PutItemAsync(request)).ItemCollectionMetrics);
    }

    private Task<string> CreateWithIndexAsync() => CreateAsync(local: [Local("loc", "lk")], more: new AttributeDefinition("lk", AttributeType.N));

    private static void AssertOne(string pk, ItemCollectionMetrics? metrics)
    {
        Assert.NotNull(metrics);
        Assert.Equal(Item.Of(("pk", pk)), metrics.ItemCollectionKey);
        Assert.Equal([0, 1], metrics.SizeEstimateRangeGB);
    }
}
