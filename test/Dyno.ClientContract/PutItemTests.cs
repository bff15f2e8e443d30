// PutItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
namespace Dyno.ClientContract;

public abstract class PutItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly Item Old = Item.Of(("pk", "a"), ("sk", 1), ("x", 1));
    private static readonly Item New = Item.Of(("pk", "a"), ("sk", 1), ("y", 2));

    [Fact]
    public async Task Put_replaces_the_whole_item_and_can_return_the_old_one()
    {
        var table = await CreateAsync();
        var request = new PutItemRequest { TableName = table, Item = Old, ReturnValues = ReturnValue.ALL_OLD };
        Assert.Null((await Client.PutItemAsync(request)).Attributes);
        Assert.Equal(Old, (await Client.PutItemAsync(request with { Item = New })).Attributes);
        Assert.Null((await Client.PutItemAsync(request with { ReturnValues = ReturnValue.NONE })).Attributes);
        Assert.Equal(Old, await GetAsync(table, Key("a", 1)));
    }

    [Theory]
    [InlineData(ReturnValue.ALL_NEW)]
    [InlineData(ReturnValue.UPDATED_NEW)]
    [InlineData(ReturnValue.UPDATED_OLD)]
    public async Task Other_return_values_are_refused(ReturnValue wanted)
    {
        var table = await CreateAsync();
        await InvalidAsync(
            "ReturnValues can only be ALL_OLD or NONE",
            () => Client.PutItemAsync(new PutItemRequest { TableName = table, Item = New, ReturnValues = wanted }));
        Assert.Empty(await AllAsync(table));
    }

    [Fact]
    public async Task Failed_condition_changes_nothing_and_tells_the_item_when_asked()
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        var request = new PutItemRequest { TableName = table, Item = New, ConditionExpression = Expr.Condition("attribute_not_exists(pk)") };
        var plain = await RefusedAsync<ConditionalCheckFailedException, PutItemResult>(ConditionFailed, () => Client.PutItemAsync(request));
        Assert.Null(plain.Item);
        var telling = await RefusedAsync<ConditionalCheckFailedException, PutItemResult>(ConditionFailed, () => Client.PutItemAsync(
            request with { ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD }));
        Assert.Equal(Old, telling.Item);
        Assert.Equal([Old], await AllAsync(table));
    }

    [Theory]
    [InlineData("x = :one", true)]
    [InlineData("x <> :one", false)]
    [InlineData("x < :two AND x > :zero", true)]
    [InlineData("x BETWEEN :zero AND :two", true)]
    [InlineData("x IN (:zero, :two)", false)]
    [InlineData("NOT x IN (:zero, :two)", true)]
    [InlineData("attribute_exists(x) AND attribute_not_exists(y)", true)]
    [InlineData("attribute_exists(y) OR x = :one", true)]
    [InlineData("y = :one", false)]
    [InlineData("NOT y = :one", true)]
    [InlineData("begins_with(s, :he)", true)]
    [InlineData("contains(s, :ll)", true)]
    [InlineData("contains(words, :he)", true)]
    [InlineData("contains(words, :ll)", false)]
    [InlineData("size(s) = :five", true)]
    [InlineData("size(words) = :two", true)]
    [InlineData("attribute_type(s, :typeS)", true)]
    [InlineData("attribute_type(x, :typeS)", false)]
    [InlineData("m.a.b = :one AND m.l[1] = :two", true)]
    [InlineData("m.l[2] = :two", false)]
    [InlineData("x = s", false)]
    [InlineData("x = m.a.b", true)]
    public async Task Condition_is_judged_on_the_item_that_is_there(string condition, bool holds)
    {
        var table = await CreateAsync();
        var item = Item.Of(
            ("pk", "a"), ("sk", 1), ("x", 1), ("s", "hello"), ("words", AttributeValue.SS("he", "she")),
            ("m", AttributeValue.M(("a", AttributeValue.M(("b", 1))), ("l", AttributeValue.L(1, 2)))));
        await PutAsync(table, item);
        (string Name, AttributeValue Value)[] values =
            [(":zero", 0), (":one", 1), (":two", 2), (":five", 5), (":he", "he"), (":ll", "ll"), (":typeS", "S")];
        var request = new PutItemRequest
        {
            TableName = table,
            Item = New,
            ConditionExpression = Expr.Condition(condition, [.. values.Where(v => condition.Contains(v.Name, StringComparison.Ordinal))]),
        };
        if (holds)
        {
            await Client.PutItemAsync(request);
        }
        else
        {
            await RefusedAsync<ConditionalCheckFailedException, PutItemResult>(ConditionFailed, () => Client.PutItemAsync(request));
        }

        Assert.Equal(holds ? New : item, await GetAsync(table, Key("a", 1)));
    }

    [Fact]
    public async Task Bad_items_are_refused_and_change_nothing()
    {
        var table = await CreateAsync(AttributeType.S, global: [Global("glo", "gk")], more: new AttributeDefinition("gk", AttributeType.N));
        const string invalid = "One or more parameter values were invalid: ";
        const string notValid = "One or more parameter values are not valid. ";
        await Refused(invalid + "Missing the key pk in the item", ("sk", "1"));
        await Refused(invalid + "Missing the key sk in the item", ("pk", "1"));
        await Refused(invalid + "Type mismatch for key pk expected: S actual: N", ("pk", 1), ("sk", "1"));
        await Refused(invalid + "Type mismatch for key sk expected: S actual: BOOL", ("pk", "a"), ("sk", true));
        await Refused(notValid + "The AttributeValue for a key attribute cannot contain an empty string value. Key: sk", ("pk", "a"), ("sk", ""));
        await Refused(invalid + "Size of hashkey has exceeded the maximum size limit of2048 bytes", ("pk", new string('x', 2049)), ("sk", "1"));
        await Refused(
            invalid + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes", ("pk", "a"), ("sk", new string('x', 1025)));
        await Refused(invalid + "Type mismatch for Index Key gk Expected: N Actual: S IndexName: glo", ("pk", "a"), ("sk", "1"), ("gk", "1"));
        await Refused("Item size has exceeded the maximum allowed size", ("pk", "a"), ("sk", "1"), ("d", new string('x', Limits.ItemSizeBytes)));
        Assert.Empty(await AllAsync(table));
        Assert.Empty(await AllAsync(table, "glo"));

        Task Refused(string message, params (string Name, AttributeValue Value)[] attributes) =>
            InvalidAsync(message, () => Client.PutItemAsync(new PutItemRequest { TableName = table, Item = Item.Of(attributes) }));
    }

    [Fact]
    public async Task Item_of_exactly_400_KB_is_taken()
    {
        var table = await CreateAsync();
        var item = Sized("a", 1, Limits.ItemSizeBytes);
        await PutAsync(table, item);
        Assert.Equal(item, await GetAsync(table, Key("a", 1)));
        await InvalidAsync("Item size has exceeded the maximum allowed size", () => Client.PutItemAsync(
            new PutItemRequest { TableName = table, Item = Sized("a", 1, Limits.ItemSizeBytes + 1) }));
        Assert.Equal(item, await GetAsync(table, Key("a", 1)));
    }

    [Fact]
    public Task Unknown_table_is_refused() => RefusedAsync<ResourceNotFoundException, PutItemResult>(
        NoTable, () => Client.PutItemAsync(new PutItemRequest { TableName = NewName(), Item = New }));

    [Fact]
    public async Task Writing_costs_a_unit_for_each_KB_of_the_larger_item()
    {
        var table = await CreateAsync();
        Assert.Equal(1, await Units(100));
        Assert.Equal(1, await Units(1024));
        Assert.Equal(2, await Units(1025));
        Assert.Equal(5, await Units(5 * 1024));
        Assert.Equal(5, await Units(100));
        Assert.Equal(1, await Units(100));

        async Task<double> Units(int size) => (await Client.PutItemAsync(new PutItemRequest
        {
            TableName = table,
            Item = Sized("a", 1, size),
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        })).ConsumedCapacity!.CapacityUnits;
    }

    [Fact]
    public async Task Index_entries_cost_by_what_happens_to_them()
    {
        var table = await CreateAsync(
            local: [Local("loc", "lk", Projection.KeysOnly)],
            global: [Global("glo", "gk", projection: Projection.Include("p"))],
            more: [new("lk", AttributeType.N), new("gk", AttributeType.S)]);

        // No index key, then both, the same again, a projected attribute, a key of each, and gone.
        await Expect(null, null);
        await Expect(1, 1, ("lk", 1), ("gk", "a"));
        await Expect(null, null, ("lk", 1), ("gk", "a"), ("ignored", 1));
        await Expect(null, 1, ("lk", 1), ("gk", "a"), ("p", 1));
        await Expect(null, 2, ("lk", 1), ("gk", "b"), ("p", 1));
        await Expect(2, null, ("lk", 2), ("gk", "b"), ("p", 1));
        await Expect(1, 1);

        async Task Expect(double? local, double? global, params (string Name, AttributeValue Value)[] more)
        {
            var consumed = (await Client.PutItemAsync(new PutItemRequest
            {
                TableName = table,
                Item = Item.Of([("pk", "a"), ("sk", 1), .. more]),
                ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
            })).ConsumedCapacity!;
            Assert.Equal(1 + (local ?? 0) + (global ?? 0), consumed.CapacityUnits);
            Assert.Equal(new Capacity(1), consumed.Table);
            Assert.Equal(local, consumed.LocalSecondaryIndexes?["loc"].CapacityUnits);
            Assert.Equal(global, consumed.GlobalSecondaryIndexes?["glo"].CapacityUnits);
        }
    }

    [Fact]
    public async Task Every_type_comes_back_as_it_was_put()
    {
        var table = await CreateTextAsync();
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
        var table = await CreateTextAsync();
        var request = new PutItemRequest { TableName = table, Item = Row("a", "1", ("x", 1)), ReturnValues = ReturnValue.ALL_OLD };
        Assert.Null((await Client.PutItemAsync(request)).Attributes);
        Assert.Equal(request.Item, (await Client.PutItemAsync(request with { Item = Row("a", "1", ("y", 2)) })).Attributes);
        Assert.Equal(Row("a", "1", ("y", 2)), await GetAsync(table, Key("a", "1")));
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_changes_nothing_and_can_show_the_item()
    {
        var table = await CreateTextAsync();
        await PutAsync(table, Row("a", "1", ("x", 1)));
        var request = new PutItemRequest
        {
            TableName = table,
            Item = Row("a", "1", ("x", 2)),
            ConditionExpression = Expr.Condition("attribute_not_exists(pk)"),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(async () => await Client.PutItemAsync(request));
        Assert.Equal("The conditional request failed", error.Message);
        Assert.Equal(Row("a", "1", ("x", 1)), error.Item);
        Assert.Equal(Row("a", "1", ("x", 1)), await GetAsync(table, Key("a", "1")));
        await Client.PutItemAsync(request with { ConditionExpression = Expr.Condition("x = :one", (":one", 1)) });
        Assert.Equal(Row("a", "1", ("x", 2)), await GetAsync(table, Key("a", "1")));
    }

    [Fact]
    public async Task Bad_keys_are_refused()
    {
        var table = await CreateTextAsync(Global("ByNumber", "number"));
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
            await RefusedUnchangedAsync<ValidationException>(table, "The provided key element does not match the schema", async () => await GetAsync(table, key));
        }

        Task RefusedPut(Item item, string message) => RefusedUnchangedAsync<ValidationException>(table, message, async () => await PutAsync(table, item));
    }
}
