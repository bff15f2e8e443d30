// Query: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
// Indexes have a file of their own: QueryIndexTests.
using Dyno.Expressions;

namespace Dyno.ClientContract;

public abstract class QueryTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Theory]
    [InlineData("pk = :p", "-3,-1,0,2,10,100")]
    [InlineData("pk = :p AND sk = :two", "2")]
    [InlineData("pk = :p AND sk < :two", "-3,-1,0")]
    [InlineData("pk = :p AND sk <= :two", "-3,-1,0,2")]
    [InlineData("pk = :p AND sk > :two", "10,100")]
    [InlineData("pk = :p AND sk >= :two", "2,10,100")]
    [InlineData("sk BETWEEN :two AND :ten AND pk = :p", "2,10")]
    public async Task Sort_condition_selects_and_order_is_that_of_numbers(string condition, string expected)
    {
        var table = await NumbersAsync();
        var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf(condition) };
        var forward = await Client.QueryAsync(request);
        Assert.Equal(expected, SortKeys(forward.Items));
        Assert.Equal(forward.Items.Count, forward.Count);
        Assert.Equal(forward.Count, forward.ScannedCount);
        Assert.Null(forward.LastEvaluatedKey);
        var backward = await Client.QueryAsync(request with { ScanIndexForward = false });
        Assert.Equal(forward.Items.Reverse(), backward.Items);
    }

    [Theory]
    [InlineData("begins_with(sk, :v)", "a", "a,aa,ab")]
    [InlineData("begins_with(sk, :v)", "ab", "ab")]
    [InlineData("begins_with(sk, :v)", "\uFFFF", "\uFFFF")]
    [InlineData("sk > :v", "aa", "ab,b,é,\uFFFF")]
    [InlineData("sk < :v", "b", "B,a,aa,ab")]
    public async Task Strings_sort_by_their_bytes(string condition, string value, string expected)
    {
        var table = await CreateAsync(AttributeType.S);
        foreach (var sk in (string[])["b", "a", "aa", "ab", "B", "é", "\uFFFF"])
        {
            await PutAsync(table, Item.Of(("pk", "a"), ("sk", sk)));
        }

        var result = await Client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Expr.Key("pk = :p AND " + condition, (":p", "a"), (":v", value)),
        });
        Assert.Equal(expected, string.Join(',', result.Items.Select(i => i["sk"]!.AsString())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_join_to_the_whole(bool forward)
    {
        var table = await NumbersAsync();
        for (var limit = 1; limit <= 7; limit++)
        {
            var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p"), Limit = limit, ScanIndexForward = forward };
            var all = new List<Item>();
            QueryResult page;
            do
            {
                page = await Client.QueryAsync(request);
                Assert.True(page.Count <= limit);
                all.AddRange(page.Items);
                request = request with { ExclusiveStartKey = page.LastEvaluatedKey };
            }
            while (page.LastEvaluatedKey is not null);
            Assert.Equal(forward ? "-3,-1,0,2,10,100" : "100,10,2,0,-1,-3", SortKeys(all));
        }
    }

    [Fact]
    public async Task Limit_reached_at_the_very_end_still_gives_a_key()
    {
        var table = await NumbersAsync();
        var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p"), Limit = 6 };
        var page = await Client.QueryAsync(request);
        Assert.Equal(6, page.Count);
        Assert.Equal(Key("a", 100), page.LastEvaluatedKey);
        var rest = await Client.QueryAsync(request with { ExclusiveStartKey = page.LastEvaluatedKey });
        Assert.Equal(0, rest.Count);
        Assert.Null(rest.LastEvaluatedKey);
    }

    [Fact]
    public async Task Start_key_need_not_exist()
    {
        var table = await NumbersAsync();
        var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p"), ExclusiveStartKey = Key("a", 5) };
        Assert.Equal("10,100", SortKeys((await Client.QueryAsync(request)).Items));
        Assert.Equal("2,0,-1,-3", SortKeys((await Client.QueryAsync(request with { ScanIndexForward = false })).Items));
    }

    [Fact]
    public async Task Bad_start_keys_are_refused()
    {
        var table = await NumbersAsync();
        await Refused("The provided key element does not match the schema", Item.Of(("pk", "a"), ("sk", "1")));
        await Refused("The provided starting key is invalid", Item.Of(("pk", "a")));
        await Refused("The provided starting key is invalid", Item.Of(("pk", "a"), ("x", 1)));
        await Refused("The provided starting key is invalid", Item.Of(("pk", "a"), ("sk", 1), ("x", 1)));
        await Refused("The provided starting key is outside query boundaries based on provided conditions", Key("other", 1));
        await Refused("The provided starting key does not match the range key predicate", Key("a", 1), "pk = :p AND sk > :two");
        await Refused("The query can return at most one row and cannot be restarted", Key("other", 3), "pk = :p AND sk > :two");

        Task Refused(string message, Item start, string condition = "pk = :p") => InvalidAsync(message, () => Client.QueryAsync(
            new QueryRequest { TableName = table, KeyConditionExpression = KeyOf(condition), ExclusiveStartKey = start }));
    }

    [Fact]
    public async Task Filter_comes_after_the_limit()
    {
        var table = await NumbersAsync();
        var request = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = KeyOf("pk = :p"),
            FilterExpression = Expr.Condition("v >= :v", (":v", 2)),
            Limit = 4,
        };
        var page = await Client.QueryAsync(request);
        Assert.Equal("2", SortKeys(page.Items));
        Assert.Equal((1, 4), (page.Count, page.ScannedCount));
        Assert.Equal(Key("a", 2), page.LastEvaluatedKey);
        var none = await Client.QueryAsync(request with { FilterExpression = Expr.Condition("v > :v", (":v", 1000)), Limit = null });
        Assert.Equal((0, 6), (none.Count, none.ScannedCount));
        Assert.Empty(none.Items);
    }

    [Fact]
    public async Task Filter_on_key_attributes_is_refused()
    {
        var table = await NumbersAsync();
        foreach (var key in (string[])["pk", "sk"])
        {
            await InvalidAsync(
                $"Filter Expression can only contain non-primary key attributes: Primary key attribute: {key}",
                () => Client.QueryAsync(new QueryRequest
                {
                    TableName = table,
                    KeyConditionExpression = KeyOf("pk = :p"),
                    FilterExpression = Expr.Condition($"attribute_exists({key})"),
                }));
        }
    }

    [Fact]
    public async Task Select_decides_what_is_returned()
    {
        var table = await NumbersAsync();
        var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p AND sk = :two") };
        var count = await Client.QueryAsync(request with { Select = Select.COUNT });
        Assert.Equal((1, 1, 0), (count.Count, count.ScannedCount, count.Items.Count));
        var all = await Client.QueryAsync(request with { Select = Select.ALL_ATTRIBUTES });
        Assert.Equal([Number(2)], all.Items);
        var some = await Client.QueryAsync(request with { Select = Select.SPECIFIC_ATTRIBUTES, ProjectionExpression = Expr.Project("v") });
        Assert.Equal([Item.Of(("v", 2))], some.Items);
        Assert.Equal(some.Items, (await Client.QueryAsync(request with { ProjectionExpression = Expr.Project("v") })).Items);

        await Refused("Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES", Select.ALL_ATTRIBUTES, Expr.Project("v"));
        await Refused("Cannot specify the ProjectionExpression when choosing to get only the Count", Select.COUNT, Expr.Project("v"));
        await Refused("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName", Select.ALL_PROJECTED_ATTRIBUTES, null);
        await Refused(
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES", Select.SPECIFIC_ATTRIBUTES, null);

        Task Refused(string message, Select select, ProjectionExpression? projection) =>
            InvalidAsync(message, () => Client.QueryAsync(request with { Select = select, ProjectionExpression = projection }));
    }

    [Fact]
    public async Task Key_condition_must_fit_the_schema()
    {
        var table = await NumbersAsync();
        await Refused("Query condition missed key schema element: pk", Expr.Key("sk = :v", (":v", 1)));
        await Refused("Query condition missed key schema element: sk", Expr.Key("pk = :p AND v = :v", (":p", "a"), (":v", 1)));
        await Refused("Query key condition not supported", Expr.Key("pk > :p", (":p", "a")));
        await Refused(
            "One or more parameter values were invalid: Condition parameter type does not match schema type",
            Expr.Key("pk = :p AND sk = :v", (":p", "a"), (":v", "1")));
        await Refused(
            "One or more parameter values were invalid: Condition parameter type does not match schema type", Expr.Key("pk = :p", (":p", 1)));

        Task Refused(string message, KeyConditionExpression condition) =>
            InvalidAsync(message, () => Client.QueryAsync(new QueryRequest { TableName = table, KeyConditionExpression = condition }));
    }

    [Fact]
    public async Task Limit_below_one_is_refused()
    {
        var table = await CreateAsync();
        await InvalidAsync(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
            () => Client.QueryAsync(new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p"), Limit = 0 }));
    }

    [Fact]
    public async Task Unknown_table_and_index_are_refused()
    {
        var table = await CreateAsync();
        var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p"), IndexName = "nope" };
        await InvalidAsync("The table does not have the specified index: nope", () => Client.QueryAsync(request));
        await RefusedAsync<ResourceNotFoundException, QueryResult>(NoTable, () => Client.QueryAsync(request with { TableName = NewName() }));
    }

    [Fact]
    public async Task Page_ends_with_the_item_that_crosses_1_MB_filtered_or_not()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 6; i++)
        {
            await PutAsync(table, Sized("a", i, 300 * 1024));
        }

        var request = new QueryRequest { TableName = table, KeyConditionExpression = KeyOf("pk = :p") };
        var first = await Client.QueryAsync(request);
        Assert.Equal(4, first.Count);
        Assert.Equal(Key("a", 3), first.LastEvaluatedKey);
        var second = await Client.QueryAsync(request with { ExclusiveStartKey = first.LastEvaluatedKey });
        Assert.Equal(2, second.Count);
        Assert.Null(second.LastEvaluatedKey);
        var filtered = await Client.QueryAsync(request with { FilterExpression = Expr.Condition("attribute_exists(nope)") });
        Assert.Equal((0, 4), (filtered.Count, filtered.ScannedCount));
        Assert.Equal(Key("a", 3), filtered.LastEvaluatedKey);
    }

    [Fact]
    public async Task Units_are_of_the_sum_that_was_read()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            await PutAsync(table, Sized("a", i, 1000));
        }

        // 10,000 bytes are three times 4 KB, and 5,000 two.
        var request = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = KeyOf("pk = :p"),
            ConsistentRead = true,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        Assert.Equal(new ConsumedCapacity { TableName = table, CapacityUnits = 3 }, (await Client.QueryAsync(request)).ConsumedCapacity);
        AssertUnits(3, (await Client.QueryAsync(request with { Select = Select.COUNT })).ConsumedCapacity);
        AssertUnits(3, (await Client.QueryAsync(request with { FilterExpression = Expr.Condition("attribute_exists(nope)") })).ConsumedCapacity);
        AssertUnits(1.5, (await Client.QueryAsync(request with { ConsistentRead = false })).ConsumedCapacity);
        AssertUnits(2, (await Client.QueryAsync(request with { Limit = 5 })).ConsumedCapacity);
        var nothing = request with { KeyConditionExpression = Expr.Key("pk = :p", (":p", "none")) };
        AssertUnits(1, (await Client.QueryAsync(nothing)).ConsumedCapacity);
        AssertUnits(0.5, (await Client.QueryAsync(nothing with { ConsistentRead = false })).ConsumedCapacity);
    }

    [Theory]
    [InlineData("pk = :p", "0123456789")]
    [InlineData("pk = :p AND sk = :k3", "3")]
    [InlineData("pk = :p AND sk < :k3", "012")]
    [InlineData("pk = :p AND sk <= :k3", "0123")]
    [InlineData("pk = :p AND sk > :k7", "89")]
    [InlineData(":k7 <= sk AND :p = pk", "789")]
    [InlineData("pk = :p AND sk BETWEEN :k3 AND :k7", "34567")]
    [InlineData("pk = :p AND begins_with(sk, :k)", "0123456789")]
    [InlineData("pk = :none", "")]
    public async Task A_key_condition_finds_its_range_in_both_directions(string condition, string expected)
    {
        var table = await FilledAsync();
        var request = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Expr.Key(condition, (":p", "a"), (":k", "k"), (":k3", "k3"), (":k7", "k7"), (":none", "none")),
        };
        Assert.Equal(expected, Keys(await Client.QueryAsync(request)));
        Assert.Equal(string.Concat(expected.Reverse()), Keys(await Client.QueryAsync(request with { ScanIndexForward = false })));
    }

    [Fact]
    public async Task A_filter_drops_what_was_read_and_counted()
    {
        var table = await FilledAsync();
        var page = await Client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Expr.Key("pk = :p", (":p", "a")),
            FilterExpression = Expr.Condition("extra = :e AND contains(#n, :one)".Replace("#n", "extra", StringComparison.Ordinal), (":e", "e"), (":one", "e")),
            Limit = 4,
        });
        Assert.Equal((4, 4), (page.Count, page.ScannedCount));
        var count = await Client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Expr.Key("pk = :p", (":p", "b")),
            FilterExpression = Expr.Condition("attribute_exists(extra)"),
            Select = Select.COUNT,
        });
        Assert.Equal((0, 10, 0), (count.Count, count.ScannedCount, count.Items.Count));
    }

    [Fact]
    public async Task A_page_ends_at_1_MB()
    {
        var table = await CreateTextAsync();
        for (var i = 0; i < 12; i++)
        {
            await PutAsync(table, Row("a", $"{i:D2}", ("blob", new string('x', 100 * 1024))));
        }

        var page = await Client.QueryAsync(new QueryRequest { TableName = table, KeyConditionExpression = Expr.Key("pk = :p", (":p", "a")) });
        Assert.Equal(11, page.Count);
        Assert.Equal(Key("a", "10"), page.LastEvaluatedKey);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        var table = await FilledAsync(Global("ByName", "name", projection: Projection.KeysOnly));
        var request = new QueryRequest { TableName = table, KeyConditionExpression = Expr.Key("pk = :p", (":p", "a")) };
        await Refused(request with { IndexName = "Unknown" }, "The table does not have the specified index: Unknown");
        await Refused(
            request with { IndexName = "ByName", ConsistentRead = true }, "Consistent reads are not supported on global secondary indexes");
        await Refused(request with { IndexName = "ByName" }, "Query condition missed key schema element: name");
        await Refused(request with { KeyConditionExpression = Expr.Key("sk = :p", (":p", "a")) }, "Query condition missed key schema element: pk");
        await Refused(request with { KeyConditionExpression = Expr.Key("pk > :p", (":p", "a")) }, "Query key condition not supported");
        await Refused(
            request with { KeyConditionExpression = Expr.Key("pk = :p", (":p", 1)) },
            "One or more parameter values were invalid: Condition parameter type does not match schema type");
        await Refused(
            request with { FilterExpression = Expr.Condition("sk = :p", (":p", "a")) },
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
        await Refused(request with { Select = Select.SPECIFIC_ATTRIBUTES },
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        await Refused(request with { ExclusiveStartKey = Item.Of(("pk", "a")) }, "The provided starting key is invalid");
        await Refused(request with { ExclusiveStartKey = Key("b", "k1") }, "The provided starting key is outside query boundaries based on provided conditions");
        await Refused(
            request with { Limit = 0 },
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");

        Task Refused(QueryRequest wrong, string message) =>
            RefusedUnchangedAsync<ValidationException>(table, message, async () => await Client.QueryAsync(wrong));
    }

    private async Task<string> FilledAsync(params SecondaryIndex[] indexes)
    {
        var table = await CreateTextAsync(indexes);
        for (var i = 0; i < 10; i++)
        {
            await PutAsync(table, Row("a", $"k{i}", ("name", $"n{i % 3}"), ("number", i), ("extra", "e")));
            await PutAsync(table, Row("b", $"k{i}"));
        }

        return table;
    }

    private static string Keys(QueryResult page) => string.Concat(page.Items.Select(i => i["sk"]!.AsString()[1..]));

    private async Task<string> NumbersAsync()
    {
        var table = await CreateAsync();
        foreach (var sk in (long[])[2, 100, -1, 0, 10, -3])
        {
            await PutAsync(table, Number(sk), Key("b", sk), Key("A", sk));
        }

        return table;
    }

    private static Item Number(long sk) => Item.Of(("pk", "a"), ("sk", sk), ("v", sk));

    private static KeyConditionExpression KeyOf(string text) => Expr.Key(
        text,
        [.. new (string Name, AttributeValue Value)[] { (":p", "a"), (":two", 2), (":ten", 10) }.Where(v => text.Contains(v.Name, StringComparison.Ordinal))]);

    private static string SortKeys(IEnumerable<Item> items) => string.Join(',', items.Select(i => i["sk"]!.AsNumber()));
}
