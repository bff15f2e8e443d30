// GetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
namespace Dyno.ClientContract;

public abstract class GetItemTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly Item Rich = Item.Of(
        ("pk", "a"),
        ("sk", 1),
        ("bin", AttributeValue.B(1, 2, 3)),
        ("flag", true),
        ("nothing", AttributeValue.Null),
        ("numbers", AttributeValue.NS(1, 2, 10)),
        ("words", AttributeValue.SS("x", "y")),
        ("blobs", AttributeValue.BS(new byte[] { 1 }, new byte[] { 2 })),
        ("big", AttributeValue.N("12345678901234567890123456789012345678")),
        ("doc", AttributeValue.M(("nested", AttributeValue.M(("deep", "v"), ("beside", 2))), ("steps", AttributeValue.L(1, "two", AttributeValue.L(3))))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Item_comes_back_as_it_was_put(bool consistent)
    {
        var table = await CreateAsync();
        await PutAsync(table, Rich);
        var result = await Client.GetItemAsync(new GetItemRequest { TableName = table, Key = Key("a", 1), ConsistentRead = consistent });
        Assert.Equal(Rich, result.Item);
        Assert.Equal(Rich.ToDictionary(), result.Item!.Value.ToDictionary());
        Assert.Null(result.ConsumedCapacity);
    }

    [Fact]
    public async Task Missing_item_is_null()
    {
        var table = await CreateAsync();
        await PutAsync(table, Rich);
        Assert.Null(await GetAsync(table, Key("a", 2)));
        Assert.Null(await GetAsync(table, Key("b", 1)));
    }

    [Fact]
    public async Task Numbers_that_are_equal_are_one_key()
    {
        var table = await CreateAsync();
        await PutAsync(table, Key("a", 100));
        Assert.NotNull(await GetAsync(table, Item.Of(("pk", "a"), ("sk", AttributeValue.N("1E2")))));
        Assert.NotNull(await GetAsync(table, Item.Of(("pk", "a"), ("sk", AttributeValue.N("100.00")))));
    }

    [Fact]
    public async Task Keys_can_be_binary_and_hold_any_byte()
    {
        var table = await CreateAsync(AttributeType.B);
        var items = new[] { new byte[] { 0 }, [0, 0], [0, 255], [255, 255], [1] }
            .Select((sk, i) => Item.Of(("pk", "a"), ("sk", AttributeValue.B(sk)), ("i", i))).ToArray();
        await PutAsync(table, items);
        foreach (var item in items)
        {
            Assert.Equal(item, await GetAsync(table, Item.Of(("pk", "a"), ("sk", item["sk"]!))));
        }
    }

    [Fact]
    public async Task Partition_and_sort_key_do_not_run_into_each_other()
    {
        var table = await CreateAsync(AttributeType.S);
        var one = Item.Of(("pk", "ab"), ("sk", "c"), ("i", 1));
        var two = Item.Of(("pk", "a"), ("sk", "bc"), ("i", 2));
        await PutAsync(table, one, two);
        Assert.Equal(one, await GetAsync(table, Item.Of(("pk", "ab"), ("sk", "c"))));
        Assert.Equal(two, await GetAsync(table, Item.Of(("pk", "a"), ("sk", "bc"))));
    }

    [Fact]
    public async Task Projection_gives_the_named_parts_only()
    {
        var table = await CreateAsync();
        await PutAsync(table, Rich);
        Assert.Equal(Item.Of(("pk", "a"), ("flag", true)), await Project("pk", "flag", "nope"));
        Assert.Equal(Item.Of(("doc", AttributeValue.M(("nested", AttributeValue.M(("deep", "v")))))), await Project("doc.nested.deep"));
        Assert.Equal(
            Item.Of(("doc", AttributeValue.M(("nested", AttributeValue.M(("beside", 2))), ("steps", AttributeValue.L("two", AttributeValue.L(3)))))),
            await Project("doc.steps[1]", "doc.steps[2][0]", "doc.nested.beside"));
        Assert.Equal(Item.Empty, await Project("nope"));

        async Task<Item?> Project(params string[] paths) => (await Client.GetItemAsync(
            new GetItemRequest { TableName = table, Key = Key("a", 1), ProjectionExpression = Expr.Project(paths) })).Item;
    }

    [Fact]
    public void Overlapping_paths_are_refused()
    {
        var refused = Assert.Throws<ValidationException>(() => Expr.Project("a", "a.b"));
        Assert.Equal(
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; "
            + "path one: [a], path two: [a, b]",
            refused.Message);
    }

    [Fact]
    public async Task Key_must_match_the_schema()
    {
        var table = await CreateAsync();
        foreach (var key in (Item[])[
            Item.Of(("pk", "a")), Item.Of(("sk", 1)), Item.Of(("pk", "a"), ("second", 1)), Item.Of(("pk", 1), ("sk", 1)),
            Item.Of(("pk", "a"), ("sk", "1")), Item.Of(("pk", "a"), ("sk", 1), ("x", 1)), Item.Empty])
        {
            await InvalidAsync(KeyMismatch, () => Client.GetItemAsync(new GetItemRequest { TableName = table, Key = key }));
        }
    }

    [Fact]
    public async Task Key_values_have_limits()
    {
        var table = await CreateAsync(AttributeType.S);
        await InvalidAsync(
            "One or more parameter values were invalid: The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            () => Get("", "a"));
        await InvalidAsync("One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes", () => Get(new string('x', 2049), "a"));
        await InvalidAsync(
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
            () => Get("a", new string('x', 1025)));
        Assert.Null((await Get(new string('x', 2048), new string('x', 1024))).Item);

        ValueTask<GetItemResult> Get(string pk, string sk) =>
            Client.GetItemAsync(new GetItemRequest { TableName = table, Key = Item.Of(("pk", pk), ("sk", sk)) });
    }

    [Fact]
    public Task Unknown_table_is_refused() => RefusedAsync<ResourceNotFoundException, GetItemResult>(
        NoTable, () => Client.GetItemAsync(new GetItemRequest { TableName = NewName(), Key = Key("a", 1) }));

    [Theory]
    [InlineData(100, 1)]
    [InlineData(4096, 1)]
    [InlineData(4097, 2)]
    [InlineData(8192, 2)]
    [InlineData(40961, 11)]
    public async Task Reading_costs_a_unit_for_each_4_KB_and_half_of_it_eventually(int size, int units)
    {
        var table = await CreateAsync();
        await PutAsync(table, Sized("a", 1, size));
        var request = new GetItemRequest { TableName = table, Key = Key("a", 1), ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL };
        AssertUnits(units / 2.0, (await Client.GetItemAsync(request)).ConsumedCapacity);
        var strong = await Client.GetItemAsync(request with { ConsistentRead = true, ProjectionExpression = Expr.Project("pk") });
        Assert.Equal(new ConsumedCapacity { TableName = table, CapacityUnits = units }, strong.ConsumedCapacity);
    }

    [Fact]
    public async Task Reading_nothing_costs_the_least()
    {
        var table = await CreateAsync();
        var request = new GetItemRequest { TableName = table, Key = Key("a", 1), ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES };
        var eventual = (await Client.GetItemAsync(request)).ConsumedCapacity;
        AssertUnits(0.5, eventual);
        Assert.Equal(new Capacity(0.5), eventual!.Table);
        Assert.Null(eventual.LocalSecondaryIndexes);
        Assert.Null(eventual.GlobalSecondaryIndexes);
        AssertUnits(1, (await Client.GetItemAsync(request with { ConsistentRead = true })).ConsumedCapacity);
    }

    [Fact]
    public async Task A_projection_returns_what_it_names()
    {
        var table = await CreateTextAsync();
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
    public async Task A_number_is_found_however_it_is_written()
    {
        var table = await CreateNumberedAsync();
        await PutAsync(table, Item.Of(("id", AttributeValue.N("1.50E2")), ("x", 1)));
        Assert.NotNull(await GetAsync(table, Item.Of(("id", 150))));
        await PutAsync(table, Item.Of(("id", AttributeValue.N("0150.0")), ("x", 2)));
        Assert.Single(await AllAsync(table));
    }
}
