// SELECT by ExecuteStatement: which rows, in which order, with which columns, on which pages, at which price; and what is refused.
namespace Dyno.ClientContract;

public abstract class ExecuteStatementReadTests(ContractFixture fixture) : PartiQLTests(fixture)
{
    [Theory]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk = '2'", "a/2")]
    [InlineData("SELECT * FROM {0} WHERE '2' = sk AND 'a' = pk", "a/2")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'none' AND sk = '2'", "")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a'", "a/1 a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' ORDER BY sk DESC", "a/3 a/2 a/1")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' ORDER BY sk", "a/1 a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' ORDER BY pk ASC", "a/3 a/2 a/1")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk > '1'", "a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk >= '1' AND sk <= '2'", "a/1 a/2")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk > '1' AND sk < '3'", "a/2")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk BETWEEN '2' AND '9'", "a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND begins_with(sk, '3')", "a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk <> '2'", "a/1 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND NOT sk IN ['1', '3']", "a/2")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk IN ['1', '3']", "a/1 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND pk = 'b'", "")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND n > 1 AND s = 'two'", "a/2")]
    [InlineData("SELECT * FROM {0} WHERE pk IN ['b', 'a', 'b'] AND n <> 2", "b/1 a/1 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk IN ('a', 'b') ORDER BY pk DESC, sk ASC", "b/1 a/1 a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk = '3' OR pk = 'b'", "a/3 b/1")]
    [InlineData("SELECT * FROM {0} WHERE (pk = 'a' OR pk = 'c') AND sk = '1'", "a/1 c/1")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk = '3' OR pk = 'a' AND sk = '1'", "a/1 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND n = 1 OR pk = 'a' AND n = 3", "a/1 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' OR pk = 'a' AND NOT sk = '1'", "a/1 a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND NOT sk = '1' OR pk = 'a' AND sk = '2'", "a/2 a/3")]
    [InlineData("SELECT * FROM {0}.ByG WHERE g = 'x'", "a/2 a/1")]
    [InlineData("SELECT * FROM {0}.ByG WHERE g = 'x' AND h >= '3'", "a/1")]
    [InlineData("SELECT * FROM {0}.ByH WHERE pk = 'a' ORDER BY h DESC", "a/1 a/2")]
    public async Task Rows_come_in_the_order_of_their_keys(string statement, string keys) =>
        Assert.Equal(keys, await KeysAsync(await CreateMusicAsync(), statement));

    [Theory]
    [InlineData("", "a/1 a/2 a/3 b/1 c/1")]
    [InlineData("WHERE n >= 3", "a/3 b/1 c/1")]
    [InlineData("WHERE pk > 'a'", "b/1 c/1")]
    [InlineData("WHERE pk = 'a' OR n = 5", "a/1 a/2 a/3 c/1")]
    [InlineData("WHERE n IN [1, 4] OR s = 'two'", "a/1 a/2 b/1")]
    [InlineData("WHERE n NOT BETWEEN 2 AND 4", "a/1 c/1")]
    [InlineData("WHERE s IS MISSING", "a/3 c/1")]
    [InlineData("WHERE s IS NOT MISSING AND NOT begins_with(s, 't')", "a/1 b/1")]
    [InlineData("WHERE nul IS NULL", "a/3")]
    [InlineData("WHERE nul IS NOT NULL AND pk = 'a'", "a/1 a/2")]
    [InlineData("WHERE flag IS BOOL AND n IS INTEGER AND sk IS STRING", "a/3")]
    [InlineData("WHERE m IS STRUCT AND m.l IS LIST", "a/1")]
    [InlineData("WHERE set IS BAG", null)]
    [InlineData("WHERE \"set\" IS BAG", "a/2")]
    [InlineData("WHERE contains(\"set\", 'v') OR contains(s, 'ou')", "a/2 b/1")]
    [InlineData("WHERE attribute_type(n, 'N') AND size(s) = 3", "a/1 a/2")]
    [InlineData("WHERE attribute_exists(m.b) = TRUE", "a/1")]
    [InlineData("WHERE m.b = 'deep' AND m.l[1] = 'q'", "a/1")]
    [InlineData("WHERE \"set\" = <<'v', 'u'>>", "a/2")]
    [InlineData("WHERE m = {'l': ['p', 'q'], 'b': 'deep'}", "a/1")]
    public async Task Conditions_hold_as_DynamoDBs_do(string where, string? keys)
    {
        var table = await CreateMusicAsync();
        var statement = "SELECT * FROM {0} " + where;
        if (keys is null)
        {
            await RefusedAsync<ValidationException>(table, NotWellFormed + "Unexpected keyword", statement);
            return;
        }

        Assert.Equal(keys, Sorted(await KeysAsync(table, statement)));
    }

    [Fact]
    public async Task Parameters_stand_for_values()
    {
        var table = await CreateMusicAsync();
        Assert.Equal("a/2", await KeysAsync(table, "SELECT * FROM {0} WHERE pk = ? AND sk = ? AND n = ?", "a", "2", 2));
        Assert.Equal("b/1 c/1", await KeysAsync(table, "SELECT * FROM {0} WHERE pk IN ?", AttributeValue.L("b", "c")));
        Assert.Equal("a/1 c/1", await KeysAsync(table, "SELECT * FROM {0} WHERE pk IN [?, ?] AND sk = ?", "a", "c", "1"));
        Assert.Equal("a/2", await KeysAsync(table, "SELECT * FROM {0} WHERE \"set\" = ?", AttributeValue.SS("u", "v")));
        Assert.Equal("a/2", await KeysAsync(table, "SELECT * FROM {0} WHERE pk = ? AND sk = '2'", "a", "one more is passed over"));
    }

    [Fact]
    public async Task Columns_are_named_by_their_last_step()
    {
        var table = await CreateMusicAsync();
        const string where = " FROM {0} WHERE pk = 'a' AND sk = '1'";
        Assert.Equal([Item.Of(("n", 1), ("pk", "a"))], (await RunAsync(table, "SELECT pk, n" + where)).Items);
        Assert.Equal([Item.Of(("b", "deep"))], (await RunAsync(table, "SELECT m.b, none" + where)).Items);
        Assert.Equal([Item.Of(("l[1]", "q"), ("l", AttributeValue.L("p", "q")))], (await RunAsync(table, "SELECT m.l[1], m.l" + where)).Items);
        Assert.Equal([Item.Of(("l[0]", "p"))], (await RunAsync(table, "SELECT m.l[-0]" + where)).Items);
        Assert.Equal([Item.Empty], (await RunAsync(table, "SELECT none" + where)).Items);
        Assert.Equal(3, (await RunAsync(table, "SELECT s FROM {0} WHERE pk = 'a'")).Items.Count);
    }

    [Fact]
    public async Task An_index_gives_what_it_has()
    {
        var table = await CreateMusicAsync();
        Assert.Equal(["g", "pk", "sk"], (await RunAsync(table, "SELECT * FROM {0}.Keys WHERE g = 'y'")).Items[0].Select(a => a.Key));
        Assert.Equal(["h", "pk", "sk"], (await RunAsync(table, "SELECT * FROM {0}.ByH WHERE pk = 'b'")).Items[0].Select(a => a.Key));
        Assert.Equal([Item.Of(("n", 4))], (await RunAsync(table, "SELECT n FROM {0}.ByH WHERE pk = 'b'")).Items);
        Assert.Equal("a/1", Sorted(await KeysAsync(table, "SELECT * FROM {0}.Incl WHERE \"in\" = 'i1'")));
        Assert.Empty((await RunAsync(table, "SELECT pk FROM {0}.Keys WHERE n = 1")).Items);
        Assert.Equal(3, (await RunAsync(table, "SELECT pk FROM {0}.Keys WHERE NOT n = 1")).Items.Count);
        Assert.Equal("b/1", await KeysAsync(table, "SELECT pk, sk FROM {0}.Incl WHERE (g = 'x' AND n = 1) OR (g = 'y')"));
    }

    [Theory]
    [InlineData("SELECT * FROM {0}", null)]
    [InlineData("SELECT * FROM {0} WHERE n > 1", null)]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a'", "a/1 a/2 a/3")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND n > 1 ORDER BY sk DESC", "a/3 a/2")]
    [InlineData("SELECT * FROM {0} WHERE pk IN ['c', 'a', 'none', 'b']", "c/1 a/1 a/2 a/3 b/1")]
    [InlineData("SELECT * FROM {0} WHERE pk IN ['c', 'a', 'b'] ORDER BY pk DESC", "c/1 b/1 a/3 a/2 a/1")]
    [InlineData("SELECT * FROM {0}.ByG WHERE g IN ['x', 'y']", "a/2 a/1 b/1")]
    public async Task Pages_go_on_where_the_last_one_ended(string statement, string? keys)
    {
        var table = await CreateMusicAsync();
        var expected = keys ?? await KeysAsync(table, statement);
        for (var limit = 1; limit < 5; limit++)
        {
            var rows = new List<Item>();
            var request = Request(table, statement) with { Limit = limit };
            for (var pages = 0; ; pages++)
            {
                Assert.True(pages < 20);
                var page = await Client.ExecuteStatementAsync(request);
                Assert.InRange(page.Items.Count, 0, limit);
                Assert.True(page.LastEvaluatedKey is null || page.NextToken is not null);
                rows.AddRange(page.Items);
                if (page.NextToken is null)
                {
                    break;
                }

                request = request with { NextToken = page.NextToken };
            }

            Assert.Equal(expected, Keys(rows));
        }
    }

    [Fact]
    public async Task A_page_visits_ten_partitions_and_ends_at_a_megabyte()
    {
        var table = await CreateAsync(AttributeType.N);
        for (var i = 0; i < 12; i++)
        {
            await PutAsync(table, Item.Of(("pk", $"p{i:00}"), ("sk", 1)));
        }

        var statement = "SELECT * FROM {0} WHERE pk IN [" + string.Join(", ", Enumerable.Range(0, 12).Select(i => $"'p{i:00}'")) + "]";
        var first = await RunAsync(table, statement);
        Assert.Equal(10, first.Items.Count);
        var second = await Client.ExecuteStatementAsync(Request(table, statement) with { NextToken = first.NextToken });
        Assert.Equal(["p10", "p11"], second.Items.Select(i => i["pk"]!.AsString()));
        Assert.Null(second.NextToken);

        for (var i = 0; i < 4; i++)
        {
            await PutAsync(table, Sized("big" + i, 1, 390 * 1024));
        }

        var big = await RunAsync(table, "SELECT pk FROM {0} WHERE pk IN ['big0', 'big1', 'big2', 'big3']");
        Assert.Equal(3, big.Items.Count);
        Assert.NotNull(big.NextToken);
    }

    [Fact]
    public async Task A_token_belongs_to_its_request()
    {
        var table = await CreateMusicAsync();
        var request = Request(table, "SELECT * FROM {0} WHERE pk = ?", "a") with { Limit = 1 };
        var token = (await Client.ExecuteStatementAsync(request)).NextToken!;
        const string foreign = "NextToken does not match request";
        foreach (var other in (ExecuteStatementRequest[])
            [
                request with { Parameters = [EncodedValue.FromString("b")] },
                request with { Statement = request.Statement + " " },
                Request(table, "SELECT * FROM {0} WHERE pk = 'a' AND sk = '1'"),
                Request(table, "DELETE FROM {0} WHERE pk = 'a' AND sk = '1'"),
            ])
        {
            await InvalidAsync(foreign, () => Client.ExecuteStatementAsync(other with { NextToken = token }));
        }

        await InvalidAsync("Invalid NextToken", () => Client.ExecuteStatementAsync(request with { NextToken = "garbage" }));
        await InvalidAsync("Invalid NextToken", () => Client.ExecuteStatementAsync(request with { NextToken = "!" }));

        // Whatever is done to a token, it is refused or stands for some key.
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var damaged = token.ToCharArray();
            damaged[random.Next(damaged.Length)] = "ABCDwxyz0189-_="[random.Next(15)];
            try
            {
                await Client.ExecuteStatementAsync(request with { NextToken = new string(damaged[..random.Next(1, damaged.Length + 1)]) });
            }
            catch (ValidationException)
            {
                // Refused.
            }
        }
    }

    [Fact]
    public async Task A_statement_costs_what_its_requests_cost()
    {
        var table = await CreateMusicAsync();
        AssertUnits(0.5, await CostAsync("SELECT * FROM {0} WHERE pk = 'a' AND sk = '1'"));
        AssertUnits(1, await CostAsync("SELECT * FROM {0} WHERE pk = 'a' AND sk = '1'", consistent: true));
        AssertUnits(0.5, await CostAsync("SELECT * FROM {0} WHERE pk = 'a' AND n = 77"));
        AssertUnits(1, await CostAsync("SELECT * FROM {0} WHERE pk IN ['a', 'b']"));
        var index = await CostAsync("SELECT * FROM {0}.ByG WHERE g IN ['x', 'y']");
        Assert.Equal(0, index!.Table!.CapacityUnits);
        Assert.Equal(1, index.GlobalSecondaryIndexes!["ByG"].CapacityUnits);
        Assert.Null((await RunAsync(table, "SELECT * FROM {0} WHERE pk IN ['a', 'b']")).ConsumedCapacity);

        async Task<ConsumedCapacity?> CostAsync(string statement, bool consistent = false) => (await Client.ExecuteStatementAsync(
            Request(table, statement) with { ConsistentRead = consistent, ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES })).ConsumedCapacity;
    }

    [Theory]
    [InlineData("SELECT COUNT(*) FROM {0}", "Unexpected path component at 1:8:5")]
    [InlineData("SELECT attribute_exists(s) FROM {0}", "Unexpected path component at 1:8:16")]
    [InlineData("SELECT m.l[-1] FROM {0}", "List index is not within the allowable range; index: [-1] at 1:13:1")]
    [InlineData("SELECT * FROM {0} WHERE n = <<2, 2.0>>", "One or more parameter values were invalid: Input collection [2, 2.0] contains duplicates! under root")]
    [InlineData("SELECT * FROM {0} WHERE attribute_type(m, 1)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N")]
    [InlineData("SELECT pk FROM {0}.Incl WHERE g = 'y' AND NOT (s = '1' OR \"in\" = 'x')", "One or more parameter values were invalid: Secondary index Incl does not project one or more filter attributes: [s]")]
    [InlineData("SELECT pk FROM {0}.Incl WHERE g = 'y' AND s = '1' AND (n = 2 OR \"in\" = '3')", "One or more parameter values were invalid: Secondary index Incl does not project one or more filter attributes: [n, s]")]
    [InlineData("SELECT pk FROM {0}.Incl WHERE g = 'y' AND (zz = '1' OR aa = '2' OR mm = '3')", "One or more parameter values were invalid: Secondary index Incl does not project one or more filter attributes: [zz, aa, mm]")]
    [InlineData("SELECT * FROM {0} ORDER BY sk", "Must have WHERE clause in the statement when using ORDER BY clause.")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' ORDER BY n", "Attribute n in ORDER BY clause must be part of the primary key")]
    [InlineData("SELECT * FROM {0} WHERE pk > 'a' ORDER BY sk", "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.")]
    [InlineData("SELECT * FROM {0} WHERE pk IN ['a', 'b'] ORDER BY sk", "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND n = 1 OR pk = 'a' AND sk = '2'", "Overlapping conditions with range keys are not supported in where clause")]
    [InlineData("SELECT * FROM {0} WHERE pk = 1", "Key attribute's data type should match its data type in table's schema")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND sk > 1", "Key attribute's data type should match its data type in table's schema")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND n < TRUE", "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL")]
    [InlineData("SELECT * FROM {0} WHERE pk = 'a' AND n BETWEEN NULL AND 3", "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: NULL")]
    [InlineData("SELECT * FROM {0} WHERE attribute_exists('s')", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("SELECT * FROM {0} WHERE attribute_exists()", "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 0")]
    [InlineData("SELECT * FROM {0} WHERE attribute_exists(s, n)", "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2")]
    [InlineData("SELECT * FROM {0} WHERE attribute_type(s, 'X')", "Invalid attribute type name found; type: X, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}")]
    [InlineData("SELECT * FROM {0} WHERE begins_with(s, 1)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("SELECT * FROM {0} WHERE n = 1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range under root")]
    [InlineData("SELECT * FROM {0} WHERE n = 1e-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range under root")]
    [InlineData("SELECT * FROM {0} WHERE n = 123456789012345678901234567890123456789", "Attempting to store more than 38 significant digits in a Number under root")]
    [InlineData("SELECT * FROM {0} WHERE pk = ?", "Number of parameters in request and statement don't match.")]
    [InlineData("SELECT * FROM {0}.none WHERE pk = 'a'", "The table does not have the specified index")]
    [InlineData("SELECT * FROM {0}.ByG.more WHERE pk = 'a'", "A path may contain at most 2 components in the FROM clause")]
    [InlineData("SELECT * FROM \"\"", "Path component cannot be an empty string")]
    [InlineData("SELECT * FROM {0}.\"\"", "Path component cannot be an empty string")]
    [InlineData("SELECT n, s FROM {0}.Incl WHERE g = 'x'", "One or more parameter values were invalid: Global secondary index Incl does not project [n, s]")]
    [InlineData("SELECT n FROM {0}.Keys", "One or more parameter values were invalid: Global secondary index Keys does not project [n]")]
    [InlineData("SELECT pk FROM {0}.Incl WHERE g = 'x' AND n = 1", "One or more parameter values were invalid: Secondary index Incl does not project one or more filter attributes: [n]")]
    [InlineData("SELECT pk FROM {0}.Keys WHERE g IN ['x', 'y'] AND NOT n = 1", "One or more parameter values were invalid: Secondary index Keys does not project one or more filter attributes: [n]")]
    [InlineData("SELECT pk FROM {0}.ByH WHERE pk = 'a' AND h BETWEEN '1' AND '2' AND s IS MISSING", "One or more parameter values were invalid: Secondary index ByH does not project one or more filter attributes: [s]")]
    [InlineData("EXISTS(SELECT * FROM {0} WHERE pk = 'a' AND sk = '1' AND n = 1)", "EXISTS can only be used in ExecuteTransaction write requests.")]
    public async Task What_cannot_be_done_is_refused(string statement, string message) =>
        await RefusedAsync<ValidationException>(await CreateMusicAsync(), message, statement);

    [Fact]
    public async Task A_function_that_is_not_there_is_told_with_its_place()
    {
        var table = await CreateMusicAsync();
        var statement = Named(table, "SELECT * FROM {0} WHERE pk = 'a' AND set_add(s, <<'x'>>) = s");
        await RefusedAsync<ValidationException>(
            table, $"Unrecognized function: set_add at 1:{statement.IndexOf("set_add", StringComparison.Ordinal) + 1}:7", statement);
    }

    [Fact]
    public async Task An_index_by_several_attributes_is_refused_and_nothing_else_of_its_table()
    {
        var table = await CreateAsync(
            sort: null,
            global:
            [
                new() { IndexName = "several", KeySchema = [new("h", KeyType.HASH), new("i", KeyType.HASH)] },
                new() { IndexName = "sorted", KeySchema = [new("h", KeyType.HASH), new("i", KeyType.RANGE), new("j", KeyType.RANGE)] },
                Global("one", "h", "i"),
            ],
            more: [new("h", AttributeType.S), new("i", AttributeType.S), new("j", AttributeType.S)]);
        await RunAsync(table, "INSERT INTO {0} VALUE {'pk': 'a', 'h': 'x', 'i': 'y', 'j': 'z'}");
        const string refused = "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.";
        foreach (var statement in (string[])["SELECT * FROM {0}.several WHERE h = 5", "SELECT COUNT(*) FROM {0}.several", "SELECT * FROM {0}.sorted WHERE h = 'x' ORDER BY i"])
        {
            await RefusedAsync<ValidationException>(table, refused, statement);
        }

        Assert.Single((await RunAsync(table, "SELECT * FROM {0}.one WHERE h = 'x' AND i = 'y'")).Items);
        Assert.Single((await RunAsync(table, "SELECT * FROM {0} WHERE pk = 'a'")).Items);
    }

    [Fact]
    public async Task The_request_itself_is_checked()
    {
        var table = await CreateMusicAsync();
        await InvalidAsync(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
            () => Client.ExecuteStatementAsync(Request(table, "SELECT * FROM {0}") with { Limit = 0 }));
        await InvalidAsync(
            "Strongly consistent read is not supported on Global Secondary Indexes",
            () => Client.ExecuteStatementAsync(Request(table, "SELECT * FROM {0}.ByG WHERE g = 'x'") with { ConsistentRead = true }));
        Assert.Equal(2, (await Client.ExecuteStatementAsync(Request(table, "SELECT * FROM {0}.ByH WHERE pk = 'a'") with { ConsistentRead = true })).Items.Count);
        await RefusedAsync<ResourceNotFoundException, ExecuteStatementResult>(NoTable, () => RunAsync("no-such-table", "SELECT * FROM {0} WHERE pk = 'a'"));
        var many = "SELECT * FROM {0} WHERE pk IN [" + string.Join(", ", Enumerable.Range(0, 51).Select(i => $"'{i}'")) + "]";
        await Assert.ThrowsAsync<ValidationException>(async () => await RunAsync(table, many));
        await Assert.ThrowsAsync<ValidationException>(async () => await RunAsync(table, "SELECT * FROM {0} --" + new string('x', Limits.StatementLength)));
        await Assert.ThrowsAsync<ValidationException>(async () => await RunAsync(table, ""));
    }
}
