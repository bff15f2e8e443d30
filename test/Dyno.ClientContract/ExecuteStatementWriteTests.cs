// INSERT, UPDATE and DELETE by ExecuteStatement.
namespace Dyno.ClientContract;

public abstract class ExecuteStatementWriteTests(ContractFixture fixture) : PartiQLTests(fixture)
{
    private static readonly Item FirstKey = Item.Of(("pk", "a"), ("sk", "1"));

    [Fact]
    public async Task Insert_writes_an_item_of_every_type_once()
    {
        var table = await CreateMusicAsync();
        const string insert =
            "INSERT INTO {0} VALUE {'pk': 'new', 'sk': '1', 'n': -1.50e3, 'z': -0, 'q': 'it''s', 't': TRUE, 'nul': NULL, 'ns': <<1, 4.5>>, 'ss': <<'x'>>, "
            + "'l': [1, 'a', {'deep': [?]}], 'm': {'k': {}}, 'b': ?}";
        AttributeValue[] parameters = [7, AttributeValue.B(1, 2)];
        Assert.Empty((await RunAsync(table, insert, parameters)).Items);
        var item = await GetAsync(table, Item.Of(("pk", "new"), ("sk", "1")));
        Assert.Equal(
            Item.Of(
                ("pk", "new"), ("sk", "1"), ("n", -1500), ("z", 0), ("q", "it's"), ("t", true), ("nul", AttributeValue.Null), ("ns", AttributeValue.NS(1, (DynoNumber)4.5)),
                ("ss", AttributeValue.SS("x")), ("l", AttributeValue.L(1, "a", AttributeValue.M(("deep", AttributeValue.L(7))))),
                ("m", AttributeValue.M(("k", AttributeValue.M()))), ("b", AttributeValue.B(1, 2))),
            item);
        await RefusedAsync<DuplicateItemException>(table, "Duplicate primary key exists in table", insert, parameters);
        Assert.Empty((await RunAsync(table, "INSERT INTO {0} VALUE ?", AttributeValue.M(("pk", "whole"), ("sk", "1")))).Items);
        Assert.NotNull(await GetAsync(table, Item.Of(("pk", "whole"), ("sk", "1"))));
    }

    [Theory]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x'}", "One or more parameter values were invalid: Missing the key sk in the item")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': 1}", "One or more parameter values were invalid: Type mismatch for key sk expected: S actual: N")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', 's': <<>>}", "Empty bags are not supported")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', 's': <<1, 'a'>>}", "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', 's': <<'a', 'a'>>}", "One or more parameter values were invalid: Input collection [a, a] contains duplicates.")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', 's': <<1, 1.0>>}", "One or more parameter values were invalid: Input collection [1, 1.0] contains duplicates! under root")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', 'm': {'x': 1e126}}", "Number overflow. Attempting to store a number with magnitude larger than supported range under root.x")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', 'l': [1, 1e126]}", "Number overflow. Attempting to store a number with magnitude larger than supported range under root[1]")]
    [InlineData("INSERT INTO {0} VALUE {'pk': 'x', 'sk': '1', '': 1}", "Empty attribute name")]
    [InlineData("INSERT INTO {0}.ByG VALUE {'pk': 'x', 'sk': '1'}", "FROM clause may only contain a single table name")]
    [InlineData("UPDATE {0}.ByG SET n = 1 WHERE pk = 'a' AND sk = '1'", "This operation is not supported on an index")]
    [InlineData("DELETE FROM {0}.ByG WHERE pk = 'a' AND sk = '1'", "This operation is not supported on an index")]
    [InlineData("UPDATE {0} SET n = 1", "Where clause does not contain a mandatory equality on all key attributes")]
    [InlineData("UPDATE {0} SET n = 1 WHERE pk = 'a'", "Where clause does not contain a mandatory equality on all key attributes")]
    [InlineData("UPDATE {0} SET n = 1 WHERE pk = 'a' AND sk > '1'", "Where clause does not contain a mandatory equality on all key attributes")]
    [InlineData("UPDATE {0} SET n = 1 WHERE pk = 'a' AND sk = '1' OR pk = 'b' AND sk = '1'", "Where clause does not contain a mandatory equality on all key attributes")]
    [InlineData("FROM {0} WHERE n = 1 SET n = 2", "Where clause does not contain a mandatory equality on all key attributes")]
    [InlineData("DELETE FROM {0} WHERE pk = 'a' AND sk IN ['1']", "Where clause does not contain a mandatory equality on all key attributes")]
    [InlineData("DELETE FROM {0} WHERE pk = 'a' AND sk = 1", "Key attribute's data type should match its data type in table's schema")]
    [InlineData("UPDATE {0} SET pk = 'b' WHERE pk = 'a' AND sk = '1'", "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key")]
    [InlineData("UPDATE {0} SET none[0] = 'x' WHERE pk = 'a' AND sk = '1'", "The document path provided in the update expression is invalid for update")]
    [InlineData("UPDATE {0} SET n = none WHERE pk = 'a' AND sk = '1'", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("UPDATE {0} SET none = list_append(none, [1]) WHERE pk = 'a' AND sk = '1'", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("UPDATE {0} SET s = s + 1 WHERE pk = 'a' AND sk = '1'", "An operand in the update expression has an incorrect data type")]
    [InlineData("UPDATE {0} SET s = set_add(s, <<'x'>>) WHERE pk = 'a' AND sk = '1'", "An operand in the update expression has an incorrect data type")]
    [InlineData("DELETE FROM {0} WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED OLD *", "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements.")]
    [InlineData("DELETE FROM {0} WHERE pk = 'a' AND sk = '1' RETURNING ALL NEW *", "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.")]
    public async Task Bad_writes_are_refused_and_change_nothing(string statement, string message) =>
        await RefusedAsync<ValidationException>(await CreateMusicAsync(), message, statement);

    [Theory]
    [InlineData("t = set_add(ss, <<'x'>>)", "The first argument to SET_ADD must equal the assignment value", "set_add", 7)]
    [InlineData("ss = set_add(<<'a'>>, <<'b'>>)", "The first argument to SET_ADD must equal the assignment value", "set_add", 7)]
    [InlineData("ss = set_add(ss)", "SET_ADD must have exactly two arguments", "set_add", 7)]
    [InlineData("ss = set_delete(ss, 'a')", "The second argument to SET_DELETE must be a value with type SET", "ss, 'a'", 2)]
    [InlineData("ss = if_not_exists(ss, 1)", "Unrecognized function: if_not_exists", "if_not_exists", 13)]
    public async Task Misused_functions_are_told_with_their_place(string set, string message, string at, int length)
    {
        var table = await CreateMusicAsync();
        var statement = Named(table, "UPDATE {0} SET " + set + " WHERE pk = 'a' AND sk = '1'");
        await RefusedAsync<ValidationException>(table, $"{message} at 1:{statement.IndexOf(at, StringComparison.Ordinal) + 1}:{length}", statement);
    }

    [Fact]
    public async Task Update_changes_attributes_of_an_item_that_is_there()
    {
        var table = await CreateMusicAsync();
        const string where = " WHERE pk = 'a' AND sk = '1'";
        await RunAsync(
            table,
            "UPDATE {0} SET n = n + 100 SET m.new = ?, s = 'x' SET m.l = list_append(m.l, [1]) REMOVE g SET tags = set_add(tags, <<'t', 'u'>>)".Replace("m.new", "m.\"new\"", StringComparison.Ordinal) + where,
            AttributeValue.L(2020));
        Assert.Equal(
            Item.Of(
                ("pk", "a"), ("sk", "1"), ("n", 101), ("s", "x"), ("h", "3"), ("in", "i1"), ("tags", AttributeValue.SS("t", "u")),
                ("m", AttributeValue.M(("b", "deep"), ("l", AttributeValue.L("p", "q", 1)), ("new", AttributeValue.L(2020))))),
            await GetAsync(table, FirstKey));
        await RunAsync(table, "FROM {0} WHERE pk = 'a' AND sk = '1' SET n = n - 1 SET tags = set_delete(tags, <<'t', 'u'>>) REMOVE m.l[1] REMOVE m.\"new\" REMOVE s");
        Assert.Equal(
            Item.Of(("pk", "a"), ("sk", "1"), ("n", 100), ("h", "3"), ("in", "i1"), ("m", AttributeValue.M(("b", "deep"), ("l", AttributeValue.L("p", 1))))),
            await GetAsync(table, FirstKey));
    }

    [Fact]
    public async Task A_write_wants_its_conditions_and_an_update_its_item()
    {
        var table = await CreateMusicAsync();
        await RefusedAsync<ConditionalCheckFailedException>(table, ConditionFailed, "UPDATE {0} SET n = 2 WHERE pk = 'none' AND sk = '1'");
        await RefusedAsync<ConditionalCheckFailedException>(table, ConditionFailed, "UPDATE {0} SET n = 2 WHERE pk = 'none' AND sk = '1' AND attribute_not_exists(pk)");
        await RefusedAsync<ConditionalCheckFailedException>(table, ConditionFailed, "UPDATE {0} SET n = 2 WHERE pk = 'a' AND sk = '1' AND n = 7");
        await RefusedAsync<ConditionalCheckFailedException>(table, ConditionFailed, "UPDATE {0} SET n = 2 WHERE pk = 'a' AND sk = '1' AND pk = 'b'");
        await RefusedAsync<ConditionalCheckFailedException>(table, ConditionFailed, "DELETE FROM {0} WHERE pk = 'a' AND sk = '1' AND NOT begins_with(s, 'o')");
        await RunAsync(table, "UPDATE {0} SET n = 2 WHERE pk = 'a' AND sk = '1' AND (n = 1 OR n = 3) AND s IS NOT MISSING");
        Assert.Equal(2, (await GetAsync(table, FirstKey))!.Value["n"]);

        // A DELETE that finds nothing does nothing, whatever else it asks for.
        Assert.Empty((await RunAsync(table, "DELETE FROM {0} WHERE pk = 'none' AND sk = '1' AND n = 7 RETURNING ALL OLD *")).Items);
        Assert.Empty((await RunAsync(table, "DELETE FROM {0} WHERE pk = 'a' AND sk = '1' AND n = 2")).Items);
        Assert.Null(await GetAsync(table, FirstKey));

        var failed = await Assert.ThrowsAsync<ConditionalCheckFailedException>(async () => await Client.ExecuteStatementAsync(
            Request(table, "DELETE FROM {0} WHERE pk = 'c' AND sk = '1' AND n = 7") with
            {
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }));
        Assert.Equal(Item.Of(("pk", "c"), ("sk", "1"), ("n", 5)), failed.Item);
    }

    [Theory]
    [InlineData("UPDATE {0} SET n = 9 WHERE pk = 'c' AND sk = '1' RETURNING ALL OLD *", """{"n":{"N":"5"},"pk":{"S":"c"},"sk":{"S":"1"}}""")]
    [InlineData("UPDATE {0} SET n = 9 WHERE pk = 'c' AND sk = '1' RETURNING ALL NEW *", """{"n":{"N":"9"},"pk":{"S":"c"},"sk":{"S":"1"}}""")]
    [InlineData("UPDATE {0} SET n = 9 WHERE pk = 'c' AND sk = '1' RETURNING MODIFIED OLD *", """{"n":{"N":"5"}}""")]
    [InlineData("UPDATE {0} SET n = 9 WHERE pk = 'c' AND sk = '1' RETURNING MODIFIED NEW *", """{"n":{"N":"9"}}""")]
    [InlineData("UPDATE {0} SET x = 9 WHERE pk = 'c' AND sk = '1' RETURNING MODIFIED OLD *", null)]
    [InlineData("UPDATE {0} REMOVE n WHERE pk = 'c' AND sk = '1' RETURNING MODIFIED NEW *", null)]
    [InlineData("UPDATE {0} SET m.b = 'x' WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED NEW *", """{"m":{"M":{"b":{"S":"x"}}}}""")]
    [InlineData("UPDATE {0} SET m.l[1] = 'y', m.l[0] = 'x' WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED OLD *", """{"m":{"M":{"l":{"L":[{"S":"p"},{"S":"q"}]}}}}""")]
    [InlineData("UPDATE {0} SET m.l[5] = 'y' WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED NEW *", null)]
    [InlineData("UPDATE {0} REMOVE m.l[0] WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED NEW *", """{"m":{"M":{"l":{"L":[{"S":"q"}]}}}}""")]
    [InlineData("DELETE FROM {0} WHERE pk = 'c' AND sk = '1' RETURNING ALL OLD *", """{"n":{"N":"5"},"pk":{"S":"c"},"sk":{"S":"1"}}""")]
    [InlineData("DELETE FROM {0} WHERE pk = 'c' AND sk = '1'", null)]
    public async Task Returning_gives_the_item_before_or_after(string statement, string? json) =>
        Assert.Equal(json is null ? [] : [json], (await RunAsync(await CreateMusicAsync(), statement)).Items.Select(i => i.ToJson()));

    [Fact]
    public async Task A_write_costs_what_its_request_costs()
    {
        var table = await CreateAsync(sort: null);
        AssertUnits(1, await CostAsync("INSERT INTO {0} VALUE {'pk': 'a'}"));
        AssertUnits(1, await CostAsync("UPDATE {0} SET n = 1 WHERE pk = 'a'"));
        AssertUnits(1, await CostAsync("DELETE FROM {0} WHERE pk = 'a'"));

        async Task<ConsumedCapacity?> CostAsync(string statement) => (await Client.ExecuteStatementAsync(
            Request(table, statement) with { ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL })).ConsumedCapacity;
    }
}
