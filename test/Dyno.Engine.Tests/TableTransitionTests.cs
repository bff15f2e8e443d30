// Tables that take their time to be created, changed and deleted; changes of throughput and settings.
namespace Dyno.Engine.Tests;

public class TableTransitionTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Table_in_transition_says_so_and_cannot_be_changed()
    {
        var clock = new FakeClock();
        using var test = new TestEngine(clock: clock, transition: Time);
        var created = await test.CreateAsync(global: [new() { IndexName = "bySk", KeySchema = [new("sk", KeyType.HASH)] }]);
        Assert.Equal((TableStatus.CREATING, TableStatus.CREATING), (created.TableStatus, created.GlobalSecondaryIndexes[0].IndexStatus));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.PutAsync(TestEngine.Key("a", 1)).AsTask());
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.GetAsync(TestEngine.Key("a", 1)));
        var inUse = await Assert.ThrowsAsync<ResourceInUseException>(() => test.Engine.DeleteTableAsync("things").AsTask());
        Assert.Equal("Attempt to change a resource which is still in use: Table is being created: things", inUse.Message);

        clock.Advance(Time);
        Assert.Equal(TableStatus.ACTIVE, (await test.Engine.DescribeTableAsync("things")).TableStatus);
        await test.PutAsync(TestEngine.Key("a", 1));
        var updated = await test.Engine.UpdateTableAsync(new UpdateTableRequest { TableName = "things", TableClass = TableClass.STANDARD_INFREQUENT_ACCESS });
        Assert.Equal((TableStatus.UPDATING, TableStatus.ACTIVE), (updated.TableStatus, updated.GlobalSecondaryIndexes[0].IndexStatus));
        await test.PutAsync(TestEngine.Key("a", 2));
        inUse = await Assert.ThrowsAsync<ResourceInUseException>(() => test.Engine.DeleteTableAsync("things").AsTask());
        Assert.Equal("Attempt to change a resource which is still in use: Table is being updated: things", inUse.Message);

        clock.Advance(Time);
        Assert.Equal(TableStatus.DELETING, (await test.Engine.DeleteTableAsync("things")).TableStatus);
        Assert.Equal(TableStatus.DELETING, (await test.Engine.DescribeTableAsync("things")).TableStatus);
        Assert.Equal(["things"], (await test.Engine.ListTablesAsync(new ListTablesRequest())).TableNames);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.PutAsync(TestEngine.Key("a", 1)).AsTask());
        await Assert.ThrowsAsync<ResourceInUseException>(() => test.CreateAsync().AsTask());

        clock.Advance(Time);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.Engine.DescribeTableAsync("things").AsTask());
        Assert.Empty((await test.Engine.ListTablesAsync(new ListTablesRequest())).TableNames);
        Assert.Equal(0, (await test.CreateAsync()).ItemCount);
    }

    [Fact]
    public async Task Throughput_is_shown_as_it_was_until_the_change_is_over()
    {
        var clock = new FakeClock();
        using var test = new TestEngine(onDisk: true, clock: clock, transition: Time);
        await test.Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "things",
            AttributeDefinitions = [new("pk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            ProvisionedThroughput = new(5, 6),
            GlobalSecondaryIndexes = [new() { IndexName = "other", KeySchema = [new("pk", KeyType.HASH)], ProvisionedThroughput = new(7, 8) }],
        });
        clock.Advance(Time);
        var begin = clock.Now;
        var updating = await test.Engine.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "things",
            ProvisionedThroughput = new(10, 3),
            GlobalSecondaryIndexUpdates = [new UpdateGlobalSecondaryIndexAction("other") { ProvisionedThroughput = new(14, 16) }],
        });
        Assert.Equal(TableStatus.UPDATING, updating.GlobalSecondaryIndexes[0].IndexStatus);
        Assert.Equal(
            new ProvisionedThroughputDescription(5, 6) { LastIncreaseDateTime = begin, LastDecreaseDateTime = begin }, updating.ProvisionedThroughput);
        Assert.Equal(new ProvisionedThroughputDescription(7, 8) { LastIncreaseDateTime = begin }, updating.GlobalSecondaryIndexes[0].ProvisionedThroughput);
        clock.Advance(Time);
        var after = await test.Engine.DescribeTableAsync("things");
        Assert.Equal(
            new ProvisionedThroughputDescription(10, 3) { LastIncreaseDateTime = clock.Now, LastDecreaseDateTime = clock.Now, NumberOfDecreasesToday = 1 },
            after.ProvisionedThroughput);
        Assert.Equal(
            new ProvisionedThroughputDescription(14, 16) { LastIncreaseDateTime = clock.Now }, after.GlobalSecondaryIndexes[0].ProvisionedThroughput);
        test.Reopen();
        Assert.Equivalent(after, await test.Engine.DescribeTableAsync("things"), strict: true);

        var same = await Assert.ThrowsAsync<ValidationException>(() => UpdateAsync(new(10, 3)).AsTask());
        Assert.StartsWith("The provisioned throughput for the table will not change.", same.Message, StringComparison.Ordinal);
        var switched = await test.Engine.UpdateTableAsync(new UpdateTableRequest { TableName = "things", BillingMode = BillingMode.PAY_PER_REQUEST });
        Assert.Equal((BillingMode.PAY_PER_REQUEST, 0), (switched.BillingMode, switched.ProvisionedThroughput.ReadCapacityUnits));
        Assert.Null(switched.LastUpdateToPayPerRequestDateTime);
        clock.Advance(Time);
        Assert.NotNull((await test.Engine.DescribeTableAsync("things")).LastUpdateToPayPerRequestDateTime);
        var missing = await Assert.ThrowsAsync<ValidationException>(() => UpdateAsync(new(1, 1), BillingMode.PROVISIONED).AsTask());
        Assert.EndsWith("ProvisionedThroughput must be specified for index: other", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ValidationException>(() => UpdateAsync(new(1, 1)).AsTask());

        ValueTask<TableDescription> UpdateAsync(ProvisionedThroughput throughput, BillingMode? mode = null) =>
            test.Engine.UpdateTableAsync(new UpdateTableRequest { TableName = "things", BillingMode = mode, ProvisionedThroughput = throughput });
    }

    [Fact]
    public async Task Settings_are_kept_and_a_protected_table_is_not_deleted()
    {
        using var test = new TestEngine(onDisk: true);
        var created = await test.CreateAsync();
        Assert.Equal(created.CreationDateTime, created.LastUpdateToPayPerRequestDateTime);
        await test.PutAsync(TestEngine.Key("a", 1));
        await test.Engine.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = "things",
            DeletionProtectionEnabled = true,
            OnDemandThroughput = new(100),
            WarmThroughput = new(12_000, 4_000),
            SSESpecification = new(true),
        });
        var changed = await test.Engine.UpdateTableAsync(new UpdateTableRequest { TableName = "things", OnDemandThroughput = new(null, 50) });
        Assert.Equal((new OnDemandThroughput(100, 50), new WarmThroughput(12_000, 4_000)), (changed.OnDemandThroughput, changed.WarmThroughput));
        Assert.Equal(SSEType.KMS, changed.SSEDescription!.SSEType);
        await test.Engine.TagResourceAsync(new TagResourceRequest(created.TableArn, [new("b", "1"), new("a", "2")]));
        await test.Engine.TagResourceAsync(new TagResourceRequest(created.TableArn, [new("b", "3")]));
        test.Reopen();
        Assert.Equivalent(changed, await test.Engine.DescribeTableAsync("things"), strict: true);
        Assert.Equal([new("a", "2"), new Tag("b", "3")], (await test.Engine.ListTagsOfResourceAsync(new(created.TableArn))).Tags);
        await test.Engine.UntagResourceAsync(new UntagResourceRequest(created.TableArn, ["a", "none"]));
        Assert.Equal([new("b", "3")], (await test.Engine.ListTagsOfResourceAsync(new(created.TableArn))).Tags);
        await Assert.ThrowsAsync<ValidationException>(() => test.Engine.TagResourceAsync(
            new TagResourceRequest(created.TableArn, [.. Enumerable.Range(0, Limits.Tags).Select(n => new Tag("t" + n, ""))])).AsTask());
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.Engine.ListTagsOfResourceAsync(new(created.TableArn + "x")).AsTask());

        var refused = await Assert.ThrowsAsync<ValidationException>(() => test.Engine.DeleteTableAsync("things").AsTask());
        Assert.Contains("protected against deletion", refused.Message);
        Assert.NotNull(await test.GetAsync(TestEngine.Key("a", 1)));
        await test.Engine.UpdateTableAsync(new UpdateTableRequest { TableName = "things", DeletionProtectionEnabled = false });
        await test.Engine.DeleteTableAsync("things");
    }
}
