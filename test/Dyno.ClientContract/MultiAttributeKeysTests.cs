// Global indexes whose key has several attributes in each part: what they hold, how they are asked, and what cannot be asked.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html

namespace Dyno.ClientContract;

public abstract class MultiAttributeKeysTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly AttributeDefinition[] Attributes =
        [new("h1", AttributeType.S), new("h2", AttributeType.N), new("r1", AttributeType.N), new("r2", AttributeType.B), new("r3", AttributeType.S)];

    [Fact]
    public async Task Index_is_described_with_its_whole_key()
    {
        var table = await CreateAsync(global: [Index("h1", "h2", "|", "r1", "r2", "r3"), Index("h1", "h2", "r1", "|") with { IndexName = "partitions" }], more: Attributes);
        var indexes = (await Tables.DescribeTableAsync(table)).GlobalSecondaryIndexes;
        Assert.Equal(Index("h1", "h2", "|", "r1", "r2", "r3").KeySchema, indexes.Single(i => i.IndexName == "index").KeySchema);
        Assert.Equal(Index("h1", "h2", "r1", "|").KeySchema, indexes.Single(i => i.IndexName == "partitions").KeySchema);
    }

    [Fact]
    public async Task Keys_that_cannot_be_are_refused()
    {
        await Refused("HASH", Index("a1", "a2", "a3", "a4", "a5", "|"));
        await Refused("RANGE", Index("a1", "|", "a2", "a3", "a4", "a5", "a6"));
        await Refused("All HASH key elements must precede all RANGE key elements", Index("a1", "|", "a2") with
        {
            KeySchema = [new("a1", KeyType.HASH), new("a2", KeyType.RANGE), new("a3", KeyType.HASH)],
        });
        await Refused("The first KeySchemaElement is not a HASH key type", Index("|", "a1", "a2"));
        await Refused("have the same name", Index("a1", "a2", "|", "a1"));
        await Refused("Member must have length less than or equal to 8", Index("a1", "a2", "a3", "a4", "|", "a5", "a6", "a7", "a8", "a9"));

        async Task Refused(string message, GlobalSecondaryIndex index)
        {
            var names = index.KeySchema.Select(k => k.AttributeName).Distinct();
            var error = await Assert.ThrowsAsync<ValidationException>(
                () => CreateAsync(global: [index], more: [.. names.Select(n => new AttributeDefinition(n, AttributeType.S))]));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Item_without_one_of_the_attributes_has_no_entry()
    {
        var table = await CreateAsync(global: [Index("h1", "h2", "|", "r1", "r2", "r3")], more: Attributes);
        var whole = Row(1, "x", 1, 1, 1, "a");
        await PutAsync(table, whole);
        foreach (var name in Attributes.Select(a => a.AttributeName))
        {
            Assert.Equal([whole], await AllAsync(table, "index"));
            await Client.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Key("p", 1), UpdateExpression = Expr.Update("REMOVE " + name) });
            Assert.Empty(await AllAsync(table, "index"));
            await Client.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Key("p", 1),
                UpdateExpression = Expr.Update($"SET {name} = :v", (":v", whole[name]!)),
            });
        }

        var moved = whole.With("r2", AttributeValue.B(9)).With("h2", 7);
        await PutAsync(table, moved);
        Assert.Equal([moved], await AllAsync(table, "index"));
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("p", 1) });
        Assert.Empty(await AllAsync(table, "index"));
    }

    // Every condition, in both directions and page by page, against the items that a naive comparison finds.
    [Fact]
    public async Task Conditions_from_left_to_right_find_what_they_name_in_order()
    {
        var table = await CreateAsync(global: [Index("h1", "h2", "|", "r1", "r2", "r3")], more: Attributes);
        var random = new Random(Seed.Next());
        var items = Enumerable.Range(0, 120)
            .Select(i => Row(i, random.Next(2) == 0 ? "x" : "x\0", random.Next(2), random.Next(-1, 3), random.Next(3), random.Next(3) switch { 0 => "a", 1 => "ab", _ => "b" }))
            .ToList();
        foreach (var items25 in items.Chunk(25))
        {
            await Client.BatchWriteItemAsync(new BatchWriteItemRequest
            {
                RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { [table] = [.. items25.Select(WriteRequest.Put)] },
            });
        }

        await Expect("", _ => true);
        await Expect(" AND r1 = :r1", i => R1(i) == 1);
        await Expect(" AND r1 > :r1", i => R1(i) > 1);
        await Expect(" AND r1 <= :r1", i => R1(i) <= 1);
        await Expect(" AND r1 = :r1 AND r2 < :r2", i => R1(i) == 1 && R2(i) < 1);
        await Expect(" AND r2 >= :r2 AND r1 = :r1", i => R1(i) == 1 && R2(i) >= 1);
        await Expect(" AND r1 = :r1 AND r2 = :r2 AND r3 BETWEEN :r3 AND :ab", i => R1(i) == 1 && R2(i) == 1 && R3(i) != "b");
        await Expect(" AND r1 = :r1 AND r2 = :r2 AND begins_with(r3, :r3)", i => R1(i) == 1 && R2(i) == 1 && R3(i) != "b");
        await Expect(" AND r1 = :r1 AND r2 = :r2 AND r3 = :r3", i => R1(i) == 1 && R2(i) == 1 && R3(i) == "a");

        async Task Expect(string condition, Func<Item, bool> matches)
        {
            var expected = items.Where(i => i["h1"]!.AsString() == "x" && Number(i["h2"]!) == 1 && matches(i)).ToList();
            (string Name, AttributeValue Value)[] values = [(":h1", "x"), (":h2", 1), (":r1", 1), (":r2", AttributeValue.B(1)), (":r3", "a"), (":ab", "ab")];
            var text = "h1 = :h1 AND h2 = :h2" + condition;
            var request = new QueryRequest
            {
                TableName = table,
                IndexName = "index",
                KeyConditionExpression = Expr.Key(text, [.. values.Where(v => text.Contains(v.Name, StringComparison.Ordinal))]),
            };
            foreach (var (forward, limit) in ((bool, int?)[])[(true, null), (false, null), (true, 3), (false, 1)])
            {
                var found = await PagesAsync(request with { ScanIndexForward = forward, Limit = limit });
                Assert.Equal(Ordered(expected), Ordered(found));
                var keys = found.Select(i => (R1(i), R2(i), R3(i))).ToList();
                var inOrder = keys.OrderBy(k => k.Item1).ThenBy(k => k.Item2).ThenBy(k => k.Item3, StringComparer.Ordinal).ToList();
                Assert.Equal(forward ? inOrder : Enumerable.Reverse(inOrder), keys);
            }
        }
    }

    [Fact]
    public async Task Conditions_that_skip_or_go_on_after_a_range_are_refused()
    {
        var table = await CreateAsync(global: [Index("h1", "h2", "|", "r1", "r2", "r3")], more: Attributes);
        const string partitions = "Query key condition not supported: every HASH key attribute of the index must have an equality condition";
        const string sorts =
            "Query key condition not supported: RANGE key attributes of the index must have conditions from left to right, all but the last one equality conditions";
        await Refused(partitions, "h1 = :s");
        await Refused(partitions, "h1 = :s AND r1 = :n");
        await Refused(partitions, "h1 = :s AND h2 > :n");
        await Refused(sorts, "h1 = :s AND h2 = :n AND r2 = :b");
        await Refused(sorts, "h1 = :s AND h2 = :n AND r1 = :n AND r3 = :s");
        await Refused(sorts, "h1 = :s AND h2 = :n AND r1 > :n AND r2 = :b");
        await Refused("Query key condition not supported", "h1 = :s AND h2 = :n AND pk = :s");
        await Refused("One or more parameter values were invalid: Condition parameter type does not match schema type", "h1 = :n AND h2 = :n");
        await Refused(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: r3", "h1 = :s AND h2 = :n",
            r => r with { FilterExpression = Expr.Condition("r3 = :v", (":v", "a")) });
        await Refused(
            "The provided starting key is invalid", "h1 = :s AND h2 = :n", r => r with { ExclusiveStartKey = Item.Of(("pk", "p"), ("sk", 1), ("h1", "v"), ("h2", 1)) });

        Task Refused(string message, string condition, Func<QueryRequest, QueryRequest>? change = null)
        {
            (string Name, AttributeValue Value)[] values = [(":s", "v"), (":n", 1), (":b", AttributeValue.B(1))];
            var request = new QueryRequest
            {
                TableName = table,
                IndexName = "index",
                KeyConditionExpression = Expr.Key(condition, [.. values.Where(v => condition.Contains(v.Name, StringComparison.Ordinal))]),
            };
            return InvalidAsync(message, () => Client.QueryAsync(change is null ? request : change(request)));
        }
    }

    [Fact]
    public async Task Values_that_cannot_be_keys_are_refused()
    {
        var table = await CreateAsync(global: [Index("h1", "h2", "|", "r1", "r2", "r3")], more: Attributes);
        var item = Row(1, "x", 1, 1, 1, "a");
        await Refused("One or more parameter values were invalid: Type mismatch for Index Key h2 Expected: N Actual: S IndexName: index", item.With("h2", "1"));
        await Refused("One or more parameter values were invalid: Type mismatch for Index Key r3 Expected: S Actual: N IndexName: index", item.With("r3", 1));
        var big = item.With("r2", AttributeValue.B(new byte[700]));
        await PutAsync(table, big);
        await Refused(
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
            big.With("r3", new string('x', 400)));
        Assert.Equal([big], await AllAsync(table));

        Task Refused(string message, Item bad) => InvalidAsync(message, () => Client.PutItemAsync(new PutItemRequest { TableName = table, Item = bad }));
    }

    // Partition keys before the bar, sort keys after it.
    private static GlobalSecondaryIndex Index(params string[] keys) => new()
    {
        IndexName = "index",
        KeySchema =
        [
            .. keys.TakeWhile(k => k != "|").Select(k => new KeySchemaElement(k, KeyType.HASH)),
            .. keys.SkipWhile(k => k != "|").Skip(1).Select(k => new KeySchemaElement(k, KeyType.RANGE)),
        ],
    };

    private static Item Row(long sk, string h1, long h2, long r1, int r2, string r3) =>
        Item.Of(("pk", "p"), ("sk", sk), ("h1", h1), ("h2", h2), ("r1", r1), ("r2", AttributeValue.B((byte)r2)), ("r3", r3));

    private static double Number(AttributeValue value) => value.AsNumber().ToDouble();

    private static double R1(Item item) => Number(item["r1"]!);

    private static int R2(Item item) => item["r2"]!.AsBinary().Span[0];

    private static string R3(Item item) => item["r3"]!.AsString();

    private async Task<List<Item>> PagesAsync(QueryRequest request)
    {
        var found = new List<Item>();
        QueryResult page;
        do
        {
            page = await Client.QueryAsync(request);
            found.AddRange(page.Items);
            if (page.LastEvaluatedKey is { } key)
            {
                Assert.Equal(["h1", "h2", "pk", "r1", "r2", "r3", "sk"], key.Select(a => a.Key).Order(StringComparer.Ordinal));
            }

            request = request with { ExclusiveStartKey = page.LastEvaluatedKey };
        }
        while (page.LastEvaluatedKey is not null);
        return found;
    }
}
