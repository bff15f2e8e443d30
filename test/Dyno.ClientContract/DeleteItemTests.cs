// DeleteItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
namespace Dyno.ClientContract;

public abstract class DeleteItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly Item Old = Item.Of(("pk", "a"), ("sk", 1), ("x", 1));

    [Fact]
    public async Task Delete_removes_one_item_and_can_return_it()
    {
        var table = await CreateAsync();
        await PutAsync(table, Old, Key("a", 2));
        var request = new DeleteItemRequest { TableName = table, Key = Key("a", 1), ReturnValues = ReturnValue.ALL_OLD };
        Assert.Equal(Old, (await Client.DeleteItemAsync(request)).Attributes);
        Assert.Null(await GetAsync(table, Key("a", 1)));
        Assert.Equal([Key("a", 2)], await AllAsync(table));
        Assert.Null((await Client.DeleteItemAsync(request)).Attributes);
        Assert.Null((await Client.DeleteItemAsync(request with { Key = Key("a", 2), ReturnValues = ReturnValue.NONE })).Attributes);
        Assert.Empty(await AllAsync(table));
    }

    [Fact]
    public async Task Failed_condition_keeps_the_item()
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        var request = new DeleteItemRequest
        {
            TableName = table,
            Key = Key("a", 1),
            ConditionExpression = Expr.Condition("x = :v", (":v", 2)),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        var refused = await RefusedAsync<ConditionalCheckFailedException, DeleteItemResult>(ConditionFailed, () => Client.DeleteItemAsync(request));
        Assert.Equal(Old, refused.Item);
        Assert.Equal([Old], await AllAsync(table));

        // Where no item is, a condition on its attributes fails too, and there is nothing to return.
        var missing = await RefusedAsync<ConditionalCheckFailedException, DeleteItemResult>(
            ConditionFailed, () => Client.DeleteItemAsync(request with { Key = Key("b", 1) }));
        Assert.Null(missing.Item);
    }

    [Theory]
    [InlineData(ReturnValue.ALL_NEW)]
    [InlineData(ReturnValue.UPDATED_NEW)]
    [InlineData(ReturnValue.UPDATED_OLD)]
    public async Task Other_return_values_are_refused(ReturnValue wanted)
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        await InvalidAsync(
            "ReturnValues can only be ALL_OLD or NONE",
            () => Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", 1), ReturnValues = wanted }));
        Assert.Equal([Old], await AllAsync(table));
    }

    [Fact]
    public async Task Key_must_match_the_schema()
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        await InvalidAsync(KeyMismatch, () => Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Item.Of(("pk", "a")) }));
        await InvalidAsync(KeyMismatch, () => Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Old }));
        Assert.Equal([Old], await AllAsync(table));
    }

    [Fact]
    public Task Unknown_table_is_refused() => RefusedAsync<ResourceNotFoundException, DeleteItemResult>(
        NoTable, () => Client.DeleteItemAsync(new DeleteItemRequest { TableName = NewName(), Key = Key("a", 1) }));

    [Fact]
    public async Task Deleting_costs_by_the_deleted_item_and_its_index_entries()
    {
        var table = await CreateAsync(global: [Global("glo", "gk")], more: new AttributeDefinition("gk", AttributeType.S));
        var item = Sized("a", 1, 3000);
        await PutAsync(table, Item.Of([.. item.Select(a => (a.Key, a.Value)), ("gk", "g")]));
        var request = new DeleteItemRequest { TableName = table, Key = Key("a", 1), ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };
        var consumed = (await Client.DeleteItemAsync(request)).ConsumedCapacity!;
        AssertUnits(6, consumed);
        Assert.Equal(new Capacity(3), consumed.Table);
        Assert.Equal(new Capacity(3), consumed.GlobalSecondaryIndexes!["glo"]);
        var nothing = (await Client.DeleteItemAsync(request)).ConsumedCapacity!;
        AssertUnits(1, nothing);
        Assert.Null(nothing.GlobalSecondaryIndexes);
    }

    [Fact]
    public async Task A_delete_removes_the_item_and_one_of_nothing_succeeds()
    {
        var table = await CreateTextAsync();
        await PutAsync(table, Row("a", "1", ("x", 1)));
        var request = new DeleteItemRequest { TableName = table, Key = Key("a", "1"), ReturnValues = ReturnValue.ALL_OLD };
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(
            async () => await Client.DeleteItemAsync(request with { ConditionExpression = Expr.Condition("x = :v", (":v", 2)) }));
        Assert.Equal(Row("a", "1", ("x", 1)), (await Client.DeleteItemAsync(request)).Attributes);
        Assert.Null((await Client.DeleteItemAsync(request)).Attributes);
        Assert.Empty(await AllAsync(table));
    }
}
