// Query and Scan on tables and indexes.

using Dyno.Expressions;

namespace Dyno.ClientContract;

public abstract class QueryTests(ContractFixture fixture) : ContractTests(fixture)
{
    private async Task<string> FilledAsync(params SecondaryIndex[] indexes)
    {
        var table = await CreateAsync(indexes);
        for (var i = 0; i < 10; i++)
        {
            await PutAsync(table, Row("a", $"k{i}", ("name", $"n{i % 3}"), ("number", i), ("extra", "e")));
            await PutAsync(table, Row("b", $"k{i}"));
        }

        return table;
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
            KeyConditionExpression = Where(condition, (":p", "a"), (":k", "k"), (":k3", "k3"), (":k7", "k7"), (":none", "none")),
        };
        Assert.Equal(expected, Keys(await Client.QueryAsync(request)));
        Assert.Equal(string.Concat(expected.Reverse()), Keys(await Client.QueryAsync(request with { ScanIndexForward = false })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_go_on_where_they_ended(bool forward)
    {
        var table = await FilledAsync(Global("ByName", "name", "sk"));
        foreach (var (index, condition) in new[] { (null, "pk = :v"), ("ByName", "#n = :v") })
        {
            var value = index is null ? "a" : "n1";
            var scope = new ExpressionScope(
                index is null ? null : new Dictionary<string, string> { ["#n"] = "name" }, new Dictionary<string, EncodedValue> { [":v"] = AttributeValue.S(value) });
            var request = new QueryRequest
            {
                TableName = table,
                IndexName = index,
                KeyConditionExpression = KeyConditionExpression.Parse(condition, scope),
                ScanIndexForward = forward,
            };
            var whole = Keys(await Client.QueryAsync(request));
            var paged = "";
            Item? start = null;
            do
            {
                var page = await Client.QueryAsync(request with { Limit = 2, ExclusiveStartKey = start });
                Assert.InRange(page.Count, 0, 2);
                paged += Keys(page);
                start = page.LastEvaluatedKey;
            }
            while (start is not null);
            Assert.Equal(whole, paged);
            Assert.NotEmpty(whole);
        }
    }

    [Fact]
    public async Task A_filter_drops_what_was_read_and_counted()
    {
        var table = await FilledAsync();
        var page = await Client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Where("pk = :p", (":p", "a")),
            FilterExpression = Condition("extra = :e AND contains(#n, :one)".Replace("#n", "extra", StringComparison.Ordinal), (":e", "e"), (":one", "e")),
            Limit = 4,
        });
        Assert.Equal((4, 4), (page.Count, page.ScannedCount));
        var count = await Client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = Where("pk = :p", (":p", "b")),
            FilterExpression = Condition("attribute_exists(extra)"),
            Select = Select.COUNT,
        });
        Assert.Equal((0, 10, 0), (count.Count, count.ScannedCount, count.Items.Count));
    }

    [Fact]
    public async Task An_index_has_what_it_projects_of_the_items_that_have_its_key()
    {
        var table = await FilledAsync(
            Global("All", "name"), Global("Keys", "name", "number", Projection.KeysOnly), Global("Some", "name", projection: Projection.Include("extra")),
            Local("Local", "number", Projection.KeysOnly));
        Assert.Equal(10, (await AllAsync(table, "All")).Count);
        Assert.All(await AllAsync(table, "Keys"), i => Assert.Equal(4, i.Count));
        Assert.All(await AllAsync(table, "Some"), i => Assert.True(i.Contains("extra") && !i.Contains("number")));

        var local = new QueryRequest { TableName = table, IndexName = "Local", KeyConditionExpression = Where("pk = :p", (":p", "a")), ConsistentRead = true };
        Assert.All((await Client.QueryAsync(local)).Items, i => Assert.False(i.Contains("extra")));
        Assert.All((await Client.QueryAsync(local with { Select = Select.ALL_ATTRIBUTES })).Items, i => Assert.True(i.Contains("extra")));
    }

    [Fact]
    public async Task An_index_follows_its_items()
    {
        var table = await CreateAsync(Global("ByName", "name"));
        await PutAsync(table, Row("a", "1", ("name", "x")));
        await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("a", "1"),
            UpdateExpression = UpdateExpression.Parse(
                "SET #n = :y", new ExpressionScope(new Dictionary<string, string> { ["#n"] = "name" }, new Dictionary<string, EncodedValue> { [":y"] = AttributeValue.S("y") })),
        });
        Assert.Equal("y", Assert.Single(await AllAsync(table, "ByName"))["name"]!.AsString());
        await PutAsync(table, Row("a", "1"));
        Assert.Empty(await AllAsync(table, "ByName"));
        await PutAsync(table, Row("a", "1", ("name", "z")));
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", "1") });
        Assert.Empty(await AllAsync(table, "ByName"));
    }

    [Fact]
    public async Task A_page_ends_at_1_MB()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 12; i++)
        {
            await PutAsync(table, Row("a", $"{i:D2}", ("blob", new string('x', 100 * 1024))));
        }

        var page = await Client.QueryAsync(new QueryRequest { TableName = table, KeyConditionExpression = Where("pk = :p", (":p", "a")) });
        Assert.Equal(11, page.Count);
        Assert.Equal(Key("a", "10"), page.LastEvaluatedKey);
    }

    [Fact]
    public async Task Segments_share_a_table_without_overlap()
    {
        var table = await CreateNumberedAsync();
        for (var i = 0; i < 100; i++)
        {
            await PutAsync(table, Item.Of(("id", i)));
        }

        var ids = new List<long>();
        for (var segment = 0; segment < 7; segment++)
        {
            var page = await Client.ScanAsync(new ScanRequest { TableName = table, Segment = segment, TotalSegments = 7 });
            ids.AddRange(page.Items.Select(i => i["id"]!.AsNumber().TryToInt64(out var id) ? id : -1));
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), ids.Order());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        var table = await FilledAsync(Global("ByName", "name", projection: Projection.KeysOnly));
        var request = new QueryRequest { TableName = table, KeyConditionExpression = Where("pk = :p", (":p", "a")) };
        await Refused(request with { IndexName = "Unknown" }, "The table does not have the specified index: Unknown");
        await Refused(
            request with { IndexName = "ByName", ConsistentRead = true }, "Consistent reads are not supported on global secondary indexes");
        await Refused(request with { IndexName = "ByName" }, "Query condition missed key schema element: name");
        await Refused(request with { KeyConditionExpression = Where("sk = :p", (":p", "a")) }, "Query condition missed key schema element: pk");
        await Refused(request with { KeyConditionExpression = Where("pk > :p", (":p", "a")) }, "Query key condition not supported");
        await Refused(
            request with { KeyConditionExpression = Where("pk = :p", (":p", 1)) },
            "One or more parameter values were invalid: Condition parameter type does not match schema type");
        await Refused(
            request with { FilterExpression = Condition("sk = :p", (":p", "a")) },
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
        await Refused(request with { Select = Select.SPECIFIC_ATTRIBUTES },
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        await Refused(request with { ExclusiveStartKey = Item.Of(("pk", "a")) }, "The provided starting key is invalid: The provided key element does not match the schema");
        await Refused(request with { ExclusiveStartKey = Key("b", "k1") }, "The provided starting key is outside query boundaries based on provided conditions");
        await Refused(
            request with { Limit = 0 },
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");

        Task Refused(QueryRequest wrong, string message) =>
            RefusedAsync<ValidationException>(table, message, async () => await Client.QueryAsync(wrong));
    }

    private static string Keys(QueryResult page) => string.Concat(page.Items.Select(i => i["sk"]!.AsString()[1..]));
}
