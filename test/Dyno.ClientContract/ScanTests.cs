// Scan: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
namespace Dyno.ClientContract;

public abstract class ScanTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Everything_comes_once_whatever_the_limit()
    {
        var table = await CreateAsync();
        var items = await FillAsync(table, 40);
        foreach (var limit in (int?[])[null, 1, 7, 40, 100])
        {
            Assert.Equal(items, await AllAsync(table, limit: limit));
        }
    }

    [Fact]
    public async Task A_partition_comes_in_the_order_of_its_sort_keys()
    {
        var table = await CreateAsync();
        await FillAsync(table, 40);
        var scanned = (await Client.ScanAsync(new ScanRequest { TableName = table })).Items;
        foreach (var partition in scanned.GroupBy(i => i["pk"]!.AsString()))
        {
            var sorts = partition.Select(i => i["sk"]!.AsNumber()).ToList();
            Assert.Equal(sorts.Order(), sorts);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public async Task Segments_are_disjoint_and_complete(int total)
    {
        var table = await CreateAsync(global: [Global("glo", "v")], more: new AttributeDefinition("v", AttributeType.N));
        var items = await FillAsync(table, 60);
        foreach (var index in (string?[])[null, "glo"])
        {
            var seen = new List<Item>();
            for (var segment = 0; segment < total; segment++)
            {
                Item? start = null;
                do
                {
                    var page = await Client.ScanAsync(new ScanRequest
                    {
                        TableName = table,
                        IndexName = index,
                        Segment = segment,
                        TotalSegments = total,
                        Limit = 9,
                        ExclusiveStartKey = start,
                    });
                    seen.AddRange(page.Items);
                    start = page.LastEvaluatedKey;
                }
                while (start is not null);
            }

            Assert.Equal(items, Ordered(seen));
        }
    }

    [Fact]
    public async Task Filter_projection_and_count_work_on_what_is_read()
    {
        var table = await CreateAsync();
        await FillAsync(table, 20);
        var request = new ScanRequest { TableName = table, FilterExpression = Expr.Condition("v < :v AND sk >= :zero", (":v", 5), (":zero", 0)) };
        var page = await Client.ScanAsync(request with { ProjectionExpression = Expr.Project("v") });
        Assert.Equal((5, 20), (page.Count, page.ScannedCount));
        Assert.Equal(Ordered(Enumerable.Range(0, 5).Select(i => Item.Of(("v", i)))), Ordered(page.Items));
        var count = await Client.ScanAsync(request with { Select = Select.COUNT });
        Assert.Equal((5, 20, 0), (count.Count, count.ScannedCount, count.Items.Count));
    }

    [Fact]
    public async Task Limit_reached_at_the_very_end_still_gives_a_key()
    {
        var table = await CreateAsync();
        await PutAsync(table, Key("a", 1));
        var page = await Client.ScanAsync(new ScanRequest { TableName = table, Limit = 1 });
        Assert.Equal(Key("a", 1), page.LastEvaluatedKey);
        var rest = await Client.ScanAsync(new ScanRequest { TableName = table, Limit = 1, ExclusiveStartKey = page.LastEvaluatedKey });
        Assert.Empty(rest.Items);
        Assert.Null(rest.LastEvaluatedKey);
    }

    [Fact]
    public async Task Numbers_out_of_range_are_refused()
    {
        var table = await CreateAsync();
        const string one = "1 validation error detected: ";
        const string least = "failed to satisfy constraint: Member must have value greater than or equal to ";
        var request = new ScanRequest { TableName = table };
        await Refused(one + $"Value '0' at 'limit' {least}1", request with { Limit = 0 });
        await Refused(one + $"Value '0' at 'totalSegments' {least}1", request with { Segment = 0, TotalSegments = 0 });
        await Refused(one + $"Value '-1' at 'segment' {least}0", request with { Segment = -1, TotalSegments = 2 });
        await Refused(
            one + "Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
            request with { Segment = 0, TotalSegments = 1_000_001 });
        await Refused("The TotalSegments parameter is required but was not present in the request when Segment parameter is present", request with { Segment = 0 });
        await Refused("The Segment parameter is required but was not present in the request when parameter TotalSegments is present", request with { TotalSegments = 1 });
        await Refused(
            "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
            request with { Segment = 2, TotalSegments = 2 });

        Task Refused(string message, ScanRequest bad) => InvalidAsync(message, () => Client.ScanAsync(bad));
    }

    [Fact]
    public async Task Bad_targets_and_start_keys_are_refused()
    {
        var table = await CreateAsync(global: [Global("glo", "v")], more: new AttributeDefinition("v", AttributeType.N));
        var request = new ScanRequest { TableName = table };
        await InvalidAsync("The table does not have the specified index: nope", () => Client.ScanAsync(request with { IndexName = "nope" }));
        await InvalidAsync(
            "Consistent reads are not supported on global secondary indexes",
            () => Client.ScanAsync(request with { IndexName = "glo", ConsistentRead = true }));
        await InvalidAsync(
            "The provided starting key is invalid: The provided key element does not match the schema",
            () => Client.ScanAsync(request with { ExclusiveStartKey = Item.Of(("pk", "a"), ("sk", "1")) }));
        await RefusedAsync<ResourceNotFoundException, ScanResult>(NoTable, () => Client.ScanAsync(request with { TableName = NewName() }));
    }

    [Fact]
    public async Task Start_key_of_another_segment_is_refused()
    {
        var table = await CreateAsync();
        await PutAsync(table, Key("a", 1));
        var refused = 0;
        for (var segment = 0; segment < 4; segment++)
        {
            try
            {
                await Client.ScanAsync(new ScanRequest { TableName = table, Segment = segment, TotalSegments = 4, ExclusiveStartKey = Key("a", 1) });
            }
            catch (ValidationException e)
            {
                refused++;
                Assert.StartsWith("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ", e.Message);
            }
        }

        Assert.Equal(3, refused);
    }

    // A table on demand begins with four partitions, and a scan pays each partition that it comes to by the sum of what it reads there.
    [Fact]
    public async Task Units_are_of_the_sum_that_was_read_in_each_partition()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            await PutAsync(table, Sized("p", i, 1000));
        }

        var request = new ScanRequest { TableName = table, ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL };
        AssertUnits(1.5 + (3 * 0.5), (await Client.ScanAsync(request)).ConsumedCapacity);
        AssertUnits(3 + 3, (await Client.ScanAsync(request with { ConsistentRead = true, FilterExpression = Expr.Condition("attribute_exists(nope)") })).ConsumedCapacity);
        var empty = await CreateAsync();
        AssertUnits(2, (await Client.ScanAsync(request with { TableName = empty })).ConsumedCapacity);
        double units = 0;
        for (var segment = 0; segment < 4; segment++)
        {
            var consumed = (await Client.ScanAsync(request with { Segment = segment, TotalSegments = 4 })).ConsumedCapacity;
            units += consumed!.CapacityUnits;
        }

        Assert.Equal(3, units);
    }

    [Fact]
    public async Task Page_ends_with_the_item_that_crosses_1_MB()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 4; i++)
        {
            await PutAsync(table, Sized("a", i, Limits.ItemSizeBytes));
        }

        var page = await Client.ScanAsync(new ScanRequest { TableName = table, Select = Select.COUNT });
        Assert.Equal(3, page.Count);
        Assert.Equal(Key("a", 2), page.LastEvaluatedKey);
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

    private async Task<List<Item>> FillAsync(string table, int count)
    {
        var items = Enumerable.Range(0, count).Select(i => Item.Of(("pk", "p" + (i % 13)), ("sk", i), ("v", i))).ToArray();
        await PutAsync(table, items);
        return Ordered(items);
    }
}
