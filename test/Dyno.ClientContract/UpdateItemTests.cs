// UpdateItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
namespace Dyno.ClientContract;

public abstract class UpdateItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly Item Old = Item.Of(
        ("pk", "a"), ("sk", 1), ("n", 10), ("s", "text"), ("words", AttributeValue.SS("a", "b")), ("numbers", AttributeValue.NS(1, 2)),
        ("steps", AttributeValue.L(1, 2, 3)), ("tree", AttributeValue.M(("x", 1), ("y", AttributeValue.M(("z", 2))))));

    // Each action on Old, and the attributes that differ after it; null stands for one that is gone.
    public static TheoryData<string, string[], string[]> Actions => new()
    {
        { "SET n = :five", ["n=5"], [] },
        { "SET n = n + :five", ["n=15"], [] },
        { "SET n = n - :five", ["n=5"], [] },
        { "SET n = :five - n", ["n=-5"], [] },
        { "SET fresh = n", ["fresh=10"], [] },
        { "SET fresh = if_not_exists(fresh, :five)", ["fresh=5"], [] },
        { "SET n = if_not_exists(n, :five) + :five", ["n=15"], [] },
        { "ADD n :five", ["n=15"], [] },
        { "ADD fresh :five", ["fresh=5"], [] },
        { "REMOVE n, s", [], ["n", "s"] },
        { "REMOVE nope", [], [] },
        { "SET n = :five REMOVE s", ["n=5"], ["s"] },
        { "SET n = s, s = n", ["n=text", "s=10"], [] },
        { "DELETE nope :w", [], [] },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Action_changes_what_it_names(string update, string[] changed, string[] removed)
    {
        var expected = Old.ToDictionary().ToDictionary();
        foreach (var change in changed)
        {
            var value = change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..];
            expected[change[..change.IndexOf('=', StringComparison.Ordinal)]] = int.TryParse(value, out var number) ? number : value;
        }

        foreach (var name in removed)
        {
            expected.Remove(name);
        }

        Assert.Equal(Item.From(expected), await AfterAsync(update));
    }

    [Fact]
    public async Task Documents_change_in_their_depth()
    {
        await Expect("tree", AttributeValue.M(("x", 5), ("y", AttributeValue.M(("z", 2)))), "SET tree.x = :five");
        await Expect("tree", AttributeValue.M(("x", 1), ("y", AttributeValue.M(("z", 2), ("w", 5)))), "SET tree.y.w = :five");
        await Expect("tree", AttributeValue.M(("x", 1), ("y", AttributeValue.M())), "REMOVE tree.y.z");
        await Expect("steps", AttributeValue.L(1, 5, 3), "SET steps[1] = :five");
        await Expect("steps", AttributeValue.L(1, 2, 3, 5), "SET steps[9] = :five");
        await Expect("steps", AttributeValue.L(2), "REMOVE steps[0], steps[2]");
        await Expect("steps", AttributeValue.L(1, 2, 3, 1, 2, 3), "SET steps = list_append(steps, steps)");

        async Task Expect(string name, AttributeValue value, string update) => Assert.Equal(value, (await AfterAsync(update))!.Value[name]);
    }

    [Fact]
    public async Task Sets_grow_and_shrink_and_vanish_when_empty()
    {
        Assert.Equal(AttributeValue.SS("a", "b", "c"), (await AfterAsync("ADD words :w", (":w", AttributeValue.SS("b", "c"))))!.Value["words"]);
        Assert.Equal(AttributeValue.NS(1, 2, 7), (await AfterAsync("ADD numbers :w", (":w", AttributeValue.NS(7))))!.Value["numbers"]);
        Assert.Equal(AttributeValue.SS("b"), (await AfterAsync("DELETE words :w", (":w", AttributeValue.SS("a", "zz"))))!.Value["words"]);
        Assert.False((await AfterAsync("DELETE words :w", (":w", AttributeValue.SS("a", "b"))))!.Value.Contains("words"));
    }

    [Theory]
    [InlineData("SET n = s + :five", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD s :five", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET n = nope", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET n = nope + :five", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET nope.x = :five", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET n.x = :five", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET tree[0] = :five", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET pk = :five", "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key")]
    [InlineData("REMOVE sk", "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key")]
    public async Task Update_that_cannot_be_done_changes_nothing(string update, string message)
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        await InvalidAsync(message, () => Client.UpdateItemAsync(Request(table, update)));
        Assert.Equal([Old], await AllAsync(table));
    }

    [Fact]
    public async Task Each_return_value_gives_what_it_says()
    {
        var table = await CreateAsync();
        const string update = "SET n = n + :five, tree.x = :five, fresh = :five REMOVE s";
        var changed = await AfterAsync(update);
        Assert.Null(await Returned(ReturnValue.NONE));
        Assert.Equal(Old, await Returned(ReturnValue.ALL_OLD));
        Assert.Equal(changed, await Returned(ReturnValue.ALL_NEW));
        Assert.Equal(Item.Of(("n", 10), ("tree", AttributeValue.M(("x", 1))), ("s", "text")), await Returned(ReturnValue.UPDATED_OLD));
        Assert.Equal(Item.Of(("n", 15), ("tree", AttributeValue.M(("x", 5))), ("fresh", 5)), await Returned(ReturnValue.UPDATED_NEW));

        async Task<Item?> Returned(ReturnValue wanted)
        {
            await PutAsync(table, Old);
            return (await Client.UpdateItemAsync(Request(table, update) with { ReturnValues = wanted })).Attributes;
        }
    }

    [Fact]
    public async Task Update_creates_the_item_where_none_is()
    {
        var table = await CreateAsync();
        Assert.Null((await Client.UpdateItemAsync(Request(table, "SET n = :five") with { ReturnValues = ReturnValue.ALL_OLD })).Attributes);
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("n", 5))], await AllAsync(table));
        await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("b", 1) });
        Assert.Equal(Key("b", 1), await GetAsync(table, Key("b", 1)));
    }

    [Fact]
    public async Task Failed_condition_changes_nothing_and_creates_nothing()
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        var request = Request(table, "SET n = :five") with
        {
            ConditionExpression = Expr.Condition("n = :v", (":v", 11)),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        var refused = await RefusedAsync<ConditionalCheckFailedException, UpdateItemResult>(ConditionFailed, () => Client.UpdateItemAsync(request));
        Assert.Equal(Old, refused.Item);
        await RefusedAsync<ConditionalCheckFailedException, UpdateItemResult>(
            ConditionFailed, () => Client.UpdateItemAsync(request with { Key = Key("new", 1) }));
        Assert.Equal([Old], await AllAsync(table));
    }

    [Fact]
    public async Task Item_may_not_grow_beyond_400_KB()
    {
        var table = await CreateAsync();
        var big = Sized("a", 1, Limits.ItemSizeBytes - 10);
        await PutAsync(table, big);
        await InvalidAsync("Item size to update has exceeded the maximum allowed size", () => Client.UpdateItemAsync(
            Request(table, "SET more = :v", (":v", new string('y', 100)))));
        Assert.Equal(big, await GetAsync(table, Key("a", 1)));
    }

    [Fact]
    public async Task Concurrent_counters_lose_nothing()
    {
        var table = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await Client.UpdateItemAsync(Request(table, "ADD n :one", (":one", 1)));
            }
        })));
        Assert.Equal(400, (int)(await GetAsync(table, Key("a", 1)))!.Value["n"]!.AsNumber().ToDouble());
    }

    [Fact]
    public Task Unknown_table_is_refused() =>
        RefusedAsync<ResourceNotFoundException, UpdateItemResult>(NoTable, () => Client.UpdateItemAsync(Request(NewName(), "SET n = :five")));

    [Fact]
    public async Task Updating_costs_by_the_larger_item()
    {
        var table = await CreateAsync();
        await PutAsync(table, Sized("a", 1, 2500));
        var request = Request(table, "REMOVE d") with { ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL };
        Assert.Equal(new ConsumedCapacity { TableName = table, CapacityUnits = 3 }, (await Client.UpdateItemAsync(request)).ConsumedCapacity);
        AssertUnits(1, (await Client.UpdateItemAsync(request)).ConsumedCapacity);
    }

    [Fact]
    public async Task An_update_creates_the_item_where_there_is_none()
    {
        var table = await CreateTextAsync();
        await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("a", "1") });
        Assert.Equal(Key("a", "1"), await GetAsync(table, Key("a", "1")));
        await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("a", "2"),
            UpdateExpression = Expr.Update("SET x = :v ADD n :v", (":v", 1)),
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
        var table = await CreateTextAsync();
        var before = Row("a", "1", ("x", 1), ("y", 2));
        await PutAsync(table, before);
        var result = await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("a", "1"),
            UpdateExpression = Expr.Update("SET x = x + :one REMOVE z", (":one", 1)),
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
        var table = await CreateTextAsync();
        await PutAsync(table, Row("a", "1", ("s", "text"), ("n", 1)));
        await Refused(
            Expr.Update("SET sk = :v", (":v", "2")),
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key");
        await Refused(Expr.Update("SET n = s + n"), "An operand in the update expression has an incorrect data type");
        await Refused(Expr.Update("SET n = absent"), "The provided expression refers to an attribute that does not exist in the item");
        await Refused(Expr.Update("SET s.a.b = :v", (":v", 1)), "The document path provided in the update expression is invalid for update");
        await Refused(Expr.Update("ADD s :v", (":v", 1)), "An operand in the update expression has an incorrect data type");
        await Refused(
            Expr.Update("SET big = :v", (":v", new string('x', Limits.ItemSizeBytes))), "Item size to update has exceeded the maximum allowed size");

        Task Refused(Expressions.UpdateExpression update, string message) => RefusedUnchangedAsync<ValidationException>(
            table, message, async () => await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("a", "1"), UpdateExpression = update }));
    }

    [Fact]
    public async Task No_item_gets_deeper_than_a_request_can_say()
    {
        AttributeValue Deep(int levels) => levels == 0 ? 1 : AttributeValue.L(Deep(levels - 1));
        var table = await CreateAsync();
        await PutAsync(table, Old);
        await Client.UpdateItemAsync(Request(table, "SET tree.y.z = :deep", (":deep", Deep(30))));
        await RefusedUnchangedAsync<ValidationException>(
            table,
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
            async () => await Client.UpdateItemAsync(Request(table, "SET tree.y.z = :deep", (":deep", Deep(31)))));
    }

    [Fact]
    public async Task Counters_that_many_add_to_lose_nothing()
    {
        var table = await CreateTextAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Client.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = table,
                    Key = Key("a", "1"),
                    UpdateExpression = Expr.Update("ADD n :one", (":one", 1)),
                });
            }
        })));
        Assert.Equal(Row("a", "1", ("n", 640)), await GetAsync(table, Key("a", "1")));
    }

    private async Task<Item?> AfterAsync(string update, params (string Name, AttributeValue Value)[] values)
    {
        var table = await CreateAsync();
        await PutAsync(table, Old);
        await Client.UpdateItemAsync(Request(table, update, values));
        return await GetAsync(table, Key("a", 1));
    }

    private static UpdateItemRequest Request(string table, string update, params (string Name, AttributeValue Value)[] values) => new()
    {
        TableName = table,
        Key = Key("a", 1),
        UpdateExpression = Expr.Update(update, values.Length > 0
            ? values
            : [.. new (string Name, AttributeValue Value)[] { (":five", 5), (":w", AttributeValue.SS("q")) }.Where(v => update.Contains(v.Name, StringComparison.Ordinal))]),
    };
}
