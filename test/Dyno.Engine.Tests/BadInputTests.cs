// Every bad write is refused with DynamoDB's message and changes not one byte of the database.
namespace Dyno.Engine.Tests;

public class BadInputTests
{
    private static readonly string Long = new('x', 2049);

    public static TheoryData<string, string> BadItems { get; } = new()
    {
        { """{"sk":1}""", "One or more parameter values were invalid: Missing the key pk in the item" },
        { """{"pk":"a"}""", "One or more parameter values were invalid: Missing the key sk in the item" },
        { """{"pk":5,"sk":1}""", "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N" },
        { """{"pk":"a","sk":"b"}""", "One or more parameter values were invalid: Type mismatch for key sk expected: N actual: S" },
        { """{"pk":"","sk":1}""", "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk" },
        { $$"""{"pk":"{{Long}}","sk":1}""", "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes" },
        { """{"pk":"a","sk":1,"x":5}""", "One or more parameter values were invalid: Type mismatch for Index Key x Expected: S Actual: N IndexName: byX" },
        {
            """{"pk":"a","sk":1,"x":""}""",
            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
            + "The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byX, IndexKey: x"
        },
        { "large", "Item size has exceeded the maximum allowed size" },
    };

    [Theory]
    [MemberData(nameof(BadItems))]
    public async Task Bad_item_is_refused(string json, string message)
    {
        var item = json == "large" ? Item.Of(("pk", "a"), ("sk", 1), ("data", new string('d', Limits.ItemSizeBytes))) : ItemOf(json);
        Assert.Equal(message, (await RefusedAsync<ValidationException>(e => e.PutItemAsync(new PutItemRequest { TableName = "things", Item = item }).AsTask())).Message);
        await RefusedAsync<ValidationException>(e => e.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                ["things"] = [WriteRequest.Put(TestEngine.Key("good", 1)), WriteRequest.Put(item)],
            },
        }).AsTask());
        await RefusedAsync<DynoException>(e => e.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactPut { TableName = "things", Item = TestEngine.Key("good", 1) }, new TransactPut { TableName = "things", Item = item }],
        }).AsTask());
    }

    [Theory]
    [InlineData("""{"pk":"a"}""", "The provided key element does not match the schema")]
    [InlineData("""{"pk":"a","sk":1,"z":1}""", "The provided key element does not match the schema")]
    [InlineData("""{"pk":"a","zz":1}""", "The provided key element does not match the schema")]
    [InlineData("""{"pk":"a","sk":"1"}""", "The provided key element does not match the schema")]
    [InlineData("""{"pk":"","sk":1}""", "One or more parameter values were invalid: The AttributeValue for a key attribute cannot contain an empty string value. Key: pk")]
    public async Task Bad_key_is_refused(string json, string message)
    {
        var key = ItemOf(json);
        Assert.Equal(message, (await RefusedAsync<ValidationException>(e => e.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = key }).AsTask())).Message);
        Assert.Equal(message, (await RefusedAsync<ValidationException>(e => e.UpdateItemAsync(new UpdateItemRequest { TableName = "things", Key = key }).AsTask())).Message);
    }

    [Theory]
    [InlineData("SET pk = :v", "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key")]
    [InlineData("REMOVE sk SET z = :v", "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key")]
    [InlineData("SET x = :v", "One or more parameter values were invalid: Type mismatch for Index Key x Expected: S Actual: N IndexName: byX")]
    [InlineData("ADD x :v", "One or more parameter values were invalid: Type mismatch for Index Key x Expected: S Actual: N IndexName: byX")]
    [InlineData("SET x.y = :v", "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: x")]
    [InlineData("SET z = absentee + :v", "The provided expression refers to an attribute that does not exist in the item")]
    public async Task Bad_update_is_refused(string update, string message) => Assert.Equal(message, (await RefusedAsync<ValidationException>(
        e => e.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "things",
            Key = TestEngine.Key("new", 1),
            UpdateExpression = Expr.Update(update, (":v", 5)),
        }).AsTask())).Message);

    [Fact]
    public async Task Update_may_not_make_an_item_too_large()
    {
        var error = await RefusedAsync<ValidationException>(e => e.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "things",
            Key = TestEngine.Key("old", 1),
            UpdateExpression = Expr.Update("SET more = :v", (":v", new string('d', Limits.ItemSizeBytes - 1000))),
        }).AsTask());
        Assert.Equal("Item size to update has exceeded the maximum allowed size", error.Message);
    }

    [Fact]
    public async Task Put_and_delete_return_only_old_items()
    {
        var put = await RefusedAsync<ValidationException>(e => e.PutItemAsync(
            new PutItemRequest { TableName = "things", Item = TestEngine.Key("a", 1), ReturnValues = ReturnValue.ALL_NEW }).AsTask());
        Assert.Equal("ReturnValues can only be ALL_OLD or NONE", put.Message);
        await RefusedAsync<ValidationException>(e => e.DeleteItemAsync(
            new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 1), ReturnValues = ReturnValue.UPDATED_NEW }).AsTask());
    }

    [Fact]
    public async Task Missing_table_is_not_found()
    {
        var error = await RefusedAsync<ResourceNotFoundException>(e => e.PutItemAsync(new PutItemRequest { TableName = "other", Item = TestEngine.Key("a", 1) }).AsTask());
        Assert.Equal("Requested resource not found", error.Message);
    }

    [Fact]
    public async Task Batches_have_limits()
    {
        Assert.Equal("Provided list of item keys contains duplicates", (await Batch(WriteRequest.Put(TestEngine.Key("a", 1)), WriteRequest.Delete(TestEngine.Key("a", 1)))).Message);
        Assert.Contains("Member must have length less than or equal to 25", (await Batch([.. Enumerable.Range(0, 26).Select(i => WriteRequest.Put(TestEngine.Key("a", i)))])).Message);
        Assert.Contains("Member must have length greater than or equal to 1", (await Batch()).Message);
        Assert.Equal("The provided key element does not match the schema", (await Batch(WriteRequest.Put(ItemOf("""{"pk":5,"sk":1}""")))).Message);

        static Task<ValidationException> Batch(params WriteRequest[] writes) => RefusedAsync<ValidationException>(e => e.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { ["things"] = writes },
        }).AsTask());
    }

    [Fact]
    public async Task Transactions_need_actions_and_conditions_to_check()
    {
        var empty = await RefusedAsync<ValidationException>(e => e.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [] }).AsTask());
        Assert.Contains("'transactItems' failed to satisfy constraint", empty.Message);
        await RefusedAsync<ValidationException>(e => e.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactConditionCheck { TableName = "things", Key = TestEngine.Key("a", 1) }],
        }).AsTask());
        await RefusedAsync<ValidationException>(e => e.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            ClientRequestToken = new string('t', 37),
            TransactItems = [new TransactPut { TableName = "things", Item = TestEngine.Key("a", 1) }],
        }).AsTask());
    }

    // A table with an item and an index; the write must throw and leave every byte as it was.
    private static async Task<TError> RefusedAsync<TError>(Func<DynoEngine, Task> write)
        where TError : DynoException
    {
        using var test = new TestEngine();
        await test.CreateAsync(global: [new() { IndexName = "byX", KeySchema = [new("x", KeyType.HASH)] }], more: new AttributeDefinition("x", AttributeType.S));
        await test.PutAsync(Item.Of(("pk", "old"), ("sk", 1), ("x", "x"), ("data", new string('d', 1000))));
        var before = test.Dump();
        var error = await Assert.ThrowsAnyAsync<TError>(() => write(test.Engine));
        Assert.Equal(before, test.Dump());
        return error;
    }

    // Flat JSON of strings and whole numbers.
    private static Item ItemOf(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return Item.From(document.RootElement.EnumerateObject().ToDictionary(
            p => p.Name,
            p => p.Value.ValueKind == System.Text.Json.JsonValueKind.String ? AttributeValue.S(p.Value.GetString()!) : AttributeValue.N(p.Value.GetInt64())));
    }
}
