// UpdateItem and DeleteItem.

namespace Dyno.ClientContract;

public abstract class UpdateItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task An_update_creates_the_item_where_there_is_none()
    {
        var table = await CreateAsync();
        await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("a", "1") });
        Assert.Equal(Key("a", "1"), await GetAsync(table, Key("a", "1")));
        await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("a", "2"),
            UpdateExpression = Update("SET x = :v ADD n :v", (":v", 1)),
        });
        Assert.Equal(Row("a", "2", ("x", 1), ("n", 1)), await GetAsync(table, Key("a", "2")));
    }

    [Theory]
    [InlineData(ReturnValue.NONE)]
    [InlineData(ReturnValue.ALL_OLD)]
    [InlineData(ReturnValue.ALL_NEW)]
    [InlineData(ReturnValue.UPDATED_OLD)]
    [InlineData(ReturnValue.UPDATED_NEW)]
    public async Task An_update_returns_what_it_is_asked_for(ReturnValue values)
    {
        var table = await CreateAsync();
        var before = Row("a", "1", ("x", 1), ("y", 2));
        await PutAsync(table, before);
        var result = await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("a", "1"),
            UpdateExpression = Update("SET x = x + :one REMOVE z", (":one", 1)),
            ReturnValues = values,
        });
        Item? expected = values switch
        {
            ReturnValue.ALL_OLD => before,
            ReturnValue.ALL_NEW => Row("a", "1", ("x", 2), ("y", 2)),
            ReturnValue.UPDATED_OLD => Item.Of(("x", 1)),
            ReturnValue.UPDATED_NEW => Item.Of(("x", 2)),
            _ => null,
        };
        Assert.Equal(expected, result.Attributes);
    }

    [Fact]
    public async Task Bad_updates_are_refused()
    {
        var table = await CreateAsync();
        await PutAsync(table, Row("a", "1", ("s", "text"), ("n", 1)));
        await Refused(
            Update("SET sk = :v", (":v", "2")),
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key");
        await Refused(Update("SET n = s + n"), "An operand in the update expression has an incorrect data type");
        await Refused(Update("SET n = absent"), "The provided expression refers to an attribute that does not exist in the item");
        await Refused(Update("SET s.a.b = :v", (":v", 1)), "The document path provided in the update expression is invalid for update");
        await Refused(Update("ADD s :v", (":v", 1)), "An operand in the update expression has an incorrect data type");
        await Refused(
            Update("SET big = :v", (":v", new string('x', Limits.ItemSizeBytes))), "Item size to update has exceeded the maximum allowed size");

        Task Refused(Expressions.UpdateExpression update, string message) => RefusedAsync<ValidationException>(
            table, message, async () => await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("a", "1"), UpdateExpression = update }));
    }

    [Fact]
    public async Task A_delete_removes_the_item_and_one_of_nothing_succeeds()
    {
        var table = await CreateAsync();
        await PutAsync(table, Row("a", "1", ("x", 1)));
        var request = new DeleteItemRequest { TableName = table, Key = Key("a", "1"), ReturnValues = ReturnValue.ALL_OLD };
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(
            async () => await Client.DeleteItemAsync(request with { ConditionExpression = Condition("x = :v", (":v", 2)) }));
        Assert.Equal(Row("a", "1", ("x", 1)), (await Client.DeleteItemAsync(request)).Attributes);
        Assert.Null((await Client.DeleteItemAsync(request)).Attributes);
        Assert.Empty(await AllAsync(table));
    }

    [Fact]
    public async Task Counters_that_many_add_to_lose_nothing()
    {
        var table = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Client.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = table,
                    Key = Key("a", "1"),
                    UpdateExpression = Update("ADD n :one", (":one", 1)),
                });
            }
        })));
        Assert.Equal(Row("a", "1", ("n", 640)), await GetAsync(table, Key("a", "1")));
    }
}
