// Query of secondary indexes: what they hold, in which order, what they give and what that costs.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html
using Dyno.Expressions;

namespace Dyno.ClientContract;

public abstract class QueryIndexTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly KeyConditionExpression ByGlobal = Expr.Key("gk = :v", (":v", "g"));
    private static readonly KeyConditionExpression ByLocal = Expr.Key("pk = :v", (":v", "a"));

    [Fact]
    public async Task Index_is_sparse_and_follows_every_write()
    {
        var table = await IndexedAsync();
        var item = Full("a", 1, "g", 5);
        await PutAsync(table, Key("a", 2), Item.Of(("pk", "a"), ("sk", 3), ("gk", "g")), item);
        Assert.Equal([item], await QueryAsync(table, "all", ByGlobal));
        var moved = Full("a", 1, "h", 5);
        await PutAsync(table, moved);
        Assert.Empty(await QueryAsync(table, "all", ByGlobal));
        Assert.Equal([moved], await QueryAsync(table, "all", Expr.Key("gk = :v", (":v", "h"))));
        await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key("a", 1),
            UpdateExpression = Expr.Update("SET gk = :g", (":g", "g")),
        });
        Assert.Equal([item], await QueryAsync(table, "all", ByGlobal));
        await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("a", 1), UpdateExpression = Expr.Update("REMOVE gk") });
        Assert.Empty(await AllAsync(table, "all"));
        await PutAsync(table, item);
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", 1) });
        Assert.Empty(await AllAsync(table, "all"));
        Assert.Empty(await AllAsync(table, "local"));
    }

    [Fact]
    public async Task Index_gives_what_it_projects()
    {
        var table = await IndexedAsync();
        var item = Full("a", 1, "g", 5);
        await PutAsync(table, item);
        Assert.Equal([item], await QueryAsync(table, "all", ByGlobal));
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("gk", "g"), ("gs", 5))], await QueryAsync(table, "keys", ByGlobal));
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("gk", "g"), ("gs", 5), ("p", "in"))], await QueryAsync(table, "some", ByGlobal));
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("gs", 5))], await QueryAsync(table, "local", ByLocal));
        var projected = await Client.QueryAsync(Request(table, "some", ByGlobal) with { Select = Select.ALL_PROJECTED_ATTRIBUTES });
        Assert.Equal([Item.Of(("pk", "a"), ("sk", 1), ("gk", "g"), ("gs", 5), ("p", "in"))], projected.Items);
        Assert.Equal(
            [Item.Of(("p", "in"))], (await Client.QueryAsync(Request(table, "some", ByGlobal) with { ProjectionExpression = Expr.Project("p") })).Items);
    }

    [Fact]
    public async Task Global_index_gives_nothing_beyond_its_projection()
    {
        var table = await IndexedAsync();
        await InvalidAsync(
            "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keys "
            + "because its projection type is not ALL",
            () => Client.QueryAsync(Request(table, "keys", ByGlobal) with { Select = Select.ALL_ATTRIBUTES }));
        await InvalidAsync(
            "One or more parameter values were invalid: Global secondary index some does not project [outside]",
            () => Client.QueryAsync(Request(table, "some", ByGlobal) with { ProjectionExpression = Expr.Project("outside") }));
        await InvalidAsync(
            "Consistent reads are not supported on global secondary indexes",
            () => Client.QueryAsync(Request(table, "all", ByGlobal) with { ConsistentRead = true }));
    }

    [Fact]
    public async Task Local_index_fetches_from_the_table_at_its_price()
    {
        var table = await IndexedAsync();
        var one = Full("a", 1, "g", 5);
        var two = Full("a", 2, "g", 4);
        await PutAsync(table, one, two);
        var request = Request(table, "local", ByLocal) with { ConsistentRead = true, ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };
        var whole = await Client.QueryAsync(request with { Select = Select.ALL_ATTRIBUTES });
        Assert.Equal([two, one], whole.Items);
        AssertUnits(3, whole.ConsumedCapacity);
        Assert.Equal(new Capacity(2), whole.ConsumedCapacity!.Table);
        Assert.Equal(new Capacity(1), whole.ConsumedCapacity.LocalSecondaryIndexes!["local"]);
        var part = await Client.QueryAsync(request with { ProjectionExpression = Expr.Project("outside") });
        Assert.Equal([Item.Of(("outside", "side")), Item.Of(("outside", "side"))], part.Items);
        var keys = await Client.QueryAsync(request);
        AssertUnits(1, keys.ConsumedCapacity);
        Assert.Equal(new Capacity(0), keys.ConsumedCapacity!.Table);
    }

    [Fact]
    public async Task Global_index_costs_by_its_entries()
    {
        var table = await IndexedAsync();
        await PutAsync(table, Item.Of(("pk", "a"), ("sk", 1), ("gk", "g"), ("gs", 1), ("outside", new string('x', 20_000))));
        var request = Request(table, "keys", ByGlobal) with { ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };
        var keys = (await Client.QueryAsync(request)).ConsumedCapacity!;
        AssertUnits(0.5, keys);
        Assert.Equal(new Capacity(0.5), keys.GlobalSecondaryIndexes!["keys"]);
        Assert.Equal(new Capacity(0), keys.Table);
        Assert.Null(keys.LocalSecondaryIndexes);
        AssertUnits(2.5, (await Client.QueryAsync(request with { IndexName = "all" })).ConsumedCapacity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entries_with_equal_index_keys_page_without_loss(bool forward)
    {
        var table = await IndexedAsync();
        var items = new List<Item>();
        for (var i = 0; i < 12; i++)
        {
            items.Add(Full("p" + (i % 5), i, "g", i / 4));
        }

        await PutAsync(table, [.. items]);
        foreach (var limit in (int[])[1, 2, 5, 12])
        {
            var request = Request(table, "all", ByGlobal) with { Limit = limit, ScanIndexForward = forward };
            var seen = new List<Item>();
            QueryResult page;
            do
            {
                page = await Client.QueryAsync(request);
                seen.AddRange(page.Items);
                if (page.LastEvaluatedKey is { } key)
                {
                    Assert.Equal(["gk", "gs", "pk", "sk"], key.Select(a => a.Key).Order(StringComparer.Ordinal));
                }

                request = request with { ExclusiveStartKey = page.LastEvaluatedKey };
            }
            while (page.LastEvaluatedKey is not null);
            Assert.Equal(Ordered(items), Ordered(seen));
            var sorts = seen.Select(i => i["gs"]!.AsNumber()).ToList();
            Assert.Equal(forward ? sorts.Order() : sorts.OrderDescending(), sorts);
        }
    }

    [Fact]
    public async Task Index_has_sort_conditions_and_refuses_filters_on_its_own_keys_only()
    {
        var table = await IndexedAsync();
        await PutAsync(table, Full("a", 1, "g", 1), Full("a", 2, "g", 2), Full("b", 3, "g", 3));
        Assert.Equal([Full("a", 2, "g", 2), Full("b", 3, "g", 3)], await QueryAsync(table, "all", Expr.Key("gk = :v AND gs > :one", (":v", "g"), (":one", 1))));
        Assert.Equal([Full("a", 1, "g", 1)], await QueryAsync(table, "local", Expr.Key("pk = :v AND gs < :two", (":v", "a"), (":two", 2)), Select.ALL_ATTRIBUTES));
        var filtered = await Client.QueryAsync(Request(table, "all", ByGlobal) with { FilterExpression = Expr.Condition("sk = :v", (":v", 3)) });
        Assert.Equal([Full("b", 3, "g", 3)], filtered.Items);
        await InvalidAsync(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: gs",
            () => Client.QueryAsync(Request(table, "all", ByGlobal) with { FilterExpression = Expr.Condition("gs = :v", (":v", 3)) }));
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
    public async Task An_index_has_what_it_projects_of_the_items_that_have_its_key()
    {
        var table = await FilledAsync(
            Global("All", "name"), Global("Keys", "name", "number", Projection.KeysOnly), Global("Some", "name", projection: Projection.Include("extra")),
            Local("Local", "number", Projection.KeysOnly));
        Assert.Equal(10, (await AllAsync(table, "All")).Count);
        Assert.All(await AllAsync(table, "Keys"), i => Assert.Equal(4, i.Count));
        Assert.All(await AllAsync(table, "Some"), i => Assert.True(i.Contains("extra") && !i.Contains("number")));

        var local = new QueryRequest { TableName = table, IndexName = "Local", KeyConditionExpression = Expr.Key("pk = :p", (":p", "a")), ConsistentRead = true };
        Assert.All((await Client.QueryAsync(local)).Items, i => Assert.False(i.Contains("extra")));
        Assert.All((await Client.QueryAsync(local with { Select = Select.ALL_ATTRIBUTES })).Items, i => Assert.True(i.Contains("extra")));
    }

    [Fact]
    public async Task An_index_follows_its_items()
    {
        var table = await CreateTextAsync(Global("ByName", "name"));
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

    private Task<string> IndexedAsync() => CreateAsync(
        local: [Local("local", "gs", Projection.KeysOnly)],
        global: [Global("all", "gk", "gs"), Global("keys", "gk", "gs", Projection.KeysOnly), Global("some", "gk", "gs", Projection.Include("p"))],
        more: [new("gk", AttributeType.S), new("gs", AttributeType.N)]);

    private static Item Full(string pk, long sk, string gk, long gs) =>
        Item.Of(("pk", pk), ("sk", sk), ("gk", gk), ("gs", gs), ("p", "in"), ("outside", "side"));

    private static QueryRequest Request(string table, string index, KeyConditionExpression condition) =>
        new() { TableName = table, IndexName = index, KeyConditionExpression = condition };

    private async Task<IReadOnlyList<Item>> QueryAsync(string table, string index, KeyConditionExpression condition, Select? select = null) =>
        (await Client.QueryAsync(Request(table, index, condition) with { Select = select })).Items;
}
