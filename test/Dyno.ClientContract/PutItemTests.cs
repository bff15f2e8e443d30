// PutItem and GetItem: what is put comes back; what cannot be put is refused and changes nothing.

namespace Dyno.ClientContract;

public abstract class PutItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Every_type_comes_back_as_it_was_put()
    {
        var table = await CreateAsync();
        var item = Row(
            "a", "1", ("s", "text"), ("empty", ""), ("n", AttributeValue.N("-1234567890.1234567890123456789012345678")), ("b", new byte[] { 0, 255 }),
            ("yes", true), ("nothing", AttributeValue.Null), ("list", AttributeValue.L(1, "two", AttributeValue.L())),
            ("map", AttributeValue.M(("a", 1), ("b", AttributeValue.M()))), ("ss", AttributeValue.SS("y", "x")),
            ("ns", AttributeValue.NS(2, 1, DynoNumber.Parse("1E-130"))), ("bs", AttributeValue.BS(new byte[] { 2 }, new byte[] { 1 })));
        await PutAsync(table, item);
        Assert.Equal(item, await GetAsync(table, Key("a", "1")));
        Assert.Null(await GetAsync(table, Key("a", "2")));
    }

    [Fact]
    public async Task A_put_replaces_the_item_and_returns_the_old_one_where_asked()
    {
        var table = await CreateAsync();
        var request = new PutItemRequest { TableName = table, Item = Row("a", "1", ("x", 1)), ReturnValues = ReturnValue.ALL_OLD };
        Assert.Null((await Client.PutItemAsync(request)).Attributes);
        Assert.Equal(request.Item, (await Client.PutItemAsync(request with { Item = Row("a", "1", ("y", 2)) })).Attributes);
        Assert.Equal(Row("a", "1", ("y", 2)), await GetAsync(table, Key("a", "1")));
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_changes_nothing_and_can_show_the_item()
    {
        var table = await CreateAsync();
        await PutAsync(table, Row("a", "1", ("x", 1)));
        var request = new PutItemRequest
        {
            TableName = table,
            Item = Row("a", "1", ("x", 2)),
            ConditionExpression = Condition("attribute_not_exists(pk)"),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(async () => await Client.PutItemAsync(request));
        Assert.Equal("The conditional request failed", error.Message);
        Assert.Equal(Row("a", "1", ("x", 1)), error.Item);
        Assert.Equal(Row("a", "1", ("x", 1)), await GetAsync(table, Key("a", "1")));
        await Client.PutItemAsync(request with { ConditionExpression = Condition("x = :one", (":one", 1)) });
        Assert.Equal(Row("a", "1", ("x", 2)), await GetAsync(table, Key("a", "1")));
    }

    [Fact]
    public async Task A_projection_returns_what_it_names()
    {
        var table = await CreateAsync();
        await PutAsync(table, Row("a", "1", ("x", 1), ("doc", AttributeValue.M(("k", 1), ("l", 2)))));
        var result = await Client.GetItemAsync(new GetItemRequest
        {
            TableName = table,
            Key = Key("a", "1"),
            ProjectionExpression = Expressions.ProjectionExpression.Parse("x, doc.l, absent"),
        });
        Assert.Equal(Item.Of(("x", 1), ("doc", AttributeValue.M(("l", 2)))), result.Item);
    }

    [Fact]
    public async Task Bad_keys_are_refused()
    {
        var table = await CreateAsync(Global("ByNumber", "number"));
        await PutAsync(table, Row("a", "1"));
        await RefusedPut(Item.Of(("pk", "a")), "One or more parameter values were invalid: Missing the key sk in the item");
        await RefusedPut(
            Item.Of(("pk", "a"), ("sk", 1)), "One or more parameter values were invalid: Type mismatch for key sk expected: S actual: N");
        await RefusedPut(
            Row("", "1"),
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk");
        await RefusedPut(
            Row(new string('x', 2049), "1"),
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes");
        await RefusedPut(
            Row("a", new string('x', 1025)),
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        await RefusedPut(
            Row("a", "2", ("number", "text")),
            "One or more parameter values were invalid: Type mismatch for Index Key number Expected: N Actual: S IndexName: ByNumber");

        foreach (var key in new[] { Item.Of(("pk", "a")), Key("a", "1").With("more", 1), Item.Of(("pk", "a"), ("other", "1")), Item.Of(("pk", 1), ("sk", "1")) })
        {
            await RefusedAsync<ValidationException>(table, "The provided key element does not match the schema", async () => await GetAsync(table, key));
        }

        Task RefusedPut(Item item, string message) => RefusedAsync<ValidationException>(table, message, async () => await PutAsync(table, item));
    }

    [Fact]
    public async Task An_item_may_have_400_KB_and_not_a_byte_more()
    {
        var table = await CreateAsync();
        var rest = Limits.ItemSizeBytes - Row("a", "1", ("blob", "")).Size;
        var largest = Row("a", "1", ("blob", new string('x', rest)));
        Assert.Equal(Limits.ItemSizeBytes, largest.Size);
        await PutAsync(table, largest);
        await RefusedAsync<ValidationException>(
            table, "Item size has exceeded the maximum allowed size", async () => await PutAsync(table, Row("a", "1", ("blob", new string('x', rest + 1)))));
    }

    [Fact]
    public async Task A_number_is_found_however_it_is_written()
    {
        var table = await CreateNumberedAsync();
        await PutAsync(table, Item.Of(("id", AttributeValue.N("1.50E2")), ("x", 1)));
        Assert.NotNull(await GetAsync(table, Item.Of(("id", 150))));
        await PutAsync(table, Item.Of(("id", AttributeValue.N("0150.0")), ("x", 2)));
        Assert.Single(await AllAsync(table));
    }
}
