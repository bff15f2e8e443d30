// UpdateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
namespace Dyno.ClientContract;

public abstract class UpdateTableTests(ContractFixture fixture) : ContractTests(fixture)
{
    private static readonly AttributeDefinition CityDefinition = new("city", AttributeType.S);

    [Fact]
    public async Task Billing_and_throughput_are_changed()
    {
        var table = await CreateTextAsync(Global("ByCity", "city"));
        var provisioned = await UpdateAsync(new()
        {
            TableName = table,
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new(5, 6),
            GlobalSecondaryIndexUpdates = [new UpdateGlobalSecondaryIndexAction("ByCity") { ProvisionedThroughput = new(2, 3) }],
        });
        Assert.Equal((BillingMode.PROVISIONED, 5, 6), (provisioned.BillingMode, provisioned.ProvisionedThroughput.ReadCapacityUnits, provisioned.ProvisionedThroughput.WriteCapacityUnits));
        Assert.Equal((2, 3), Units(provisioned.GlobalSecondaryIndexes[0].ProvisionedThroughput));

        var more = await UpdateAsync(new() { TableName = table, ProvisionedThroughput = new(7, 6) });
        Assert.Equal((7, 6), Units(more.ProvisionedThroughput));
        Assert.NotNull(more.ProvisionedThroughput.LastIncreaseDateTime);
        Assert.Equal((2, 3), Units(more.GlobalSecondaryIndexes[0].ProvisionedThroughput));

        var index = await UpdateAsync(new()
        {
            TableName = table,
            GlobalSecondaryIndexUpdates = [new UpdateGlobalSecondaryIndexAction("ByCity") { ProvisionedThroughput = new(4, 4) }],
        });
        Assert.Equal(((7, 6), (4, 4)), (Units(index.ProvisionedThroughput), Units(index.GlobalSecondaryIndexes[0].ProvisionedThroughput)));

        var onDemand = await UpdateAsync(new() { TableName = table, BillingMode = BillingMode.PAY_PER_REQUEST });
        Assert.Equal((BillingMode.PAY_PER_REQUEST, (0, 0)), (onDemand.BillingMode, Units(onDemand.ProvisionedThroughput)));
        Assert.NotNull(onDemand.LastUpdateToPayPerRequestDateTime);
    }

    [Fact]
    public async Task An_index_is_added_to_the_items_that_are_there_and_taken_away()
    {
        var table = await CreateTextAsync();
        await PutAsync(table, Row("a", "1", ("city", "Rome")), Row("a", "2", ("city", "Oslo")), Row("b", "1", ("city", "Rome")), Row("c", "1"));
        var added = await UpdateAsync(Add(table, "ByCity"));
        var index = Assert.Single(added.GlobalSecondaryIndexes);
        Assert.Equal(("ByCity", TableStatus.ACTIVE, false), (index.IndexName, index.IndexStatus, index.Backfilling));
        Assert.Equal(ProjectionType.KEYS_ONLY, index.Projection.ProjectionType);
        Assert.Contains(CityDefinition, added.AttributeDefinitions);

        await PutAsync(table, Row("d", "1", ("city", "Rome")));
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("b", "1") });
        var inRome = await QueryAsync(table, "ByCity");
        Assert.Equal(Ordered([Row("a", "1", ("city", "Rome")), Row("d", "1", ("city", "Rome"))]), Ordered(inRome.Items));

        var removed = await UpdateAsync(new() { TableName = table, GlobalSecondaryIndexUpdates = [new DeleteGlobalSecondaryIndexAction("ByCity")] });
        Assert.Empty(removed.GlobalSecondaryIndexes);
        Assert.DoesNotContain(CityDefinition, removed.AttributeDefinitions);
        await InvalidAsync("The table does not have the specified index: ByCity", () => QueryAsync(table, "ByCity"));
        Assert.Equal(4, (await AllAsync(table)).Count);
    }

    [Fact]
    public async Task A_protected_table_is_not_deleted()
    {
        var table = await CreateTextAsync();
        Assert.True((await UpdateAsync(new() { TableName = table, DeletionProtectionEnabled = true })).DeletionProtectionEnabled);
        await InvalidAsync(
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.", () => Tables.DeleteTableAsync(table));
        Assert.False((await UpdateAsync(new() { TableName = table, DeletionProtectionEnabled = false })).DeletionProtectionEnabled);
        await Tables.DeleteTableAsync(table);
    }

    [Fact]
    public async Task Settings_are_changed_and_shown()
    {
        var table = await CreateTextAsync();
        Assert.Equal(
            TableClass.STANDARD_INFREQUENT_ACCESS, (await UpdateAsync(new() { TableName = table, TableClass = TableClass.STANDARD_INFREQUENT_ACCESS })).TableClass);
        Assert.Equal(new OnDemandThroughput(10, 20), (await UpdateAsync(new() { TableName = table, OnDemandThroughput = new(10, 20) })).OnDemandThroughput);
        var streaming = await UpdateAsync(new() { TableName = table, StreamSpecification = new(true, StreamViewType.NEW_IMAGE) });
        Assert.Equal(new StreamSpecification(true, StreamViewType.NEW_IMAGE), streaming.StreamSpecification);
        Assert.Equal($"{streaming.TableArn}/stream/{streaming.LatestStreamLabel}", streaming.LatestStreamArn);
        var still = await UpdateAsync(new() { TableName = table, StreamSpecification = new(false) });
        Assert.Null(still.StreamSpecification);
        Assert.Equal(streaming.LatestStreamArn, still.LatestStreamArn);
        Assert.Equal((TableClass.STANDARD_INFREQUENT_ACCESS, new OnDemandThroughput(10, 20)), (still.TableClass, still.OnDemandThroughput));
    }

    [Fact]
    public async Task What_cannot_be_changed_is_refused_and_nothing_changes()
    {
        var table = await CreateTextAsync(Global("ByCity", "city"));
        await InvalidAsync(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
            () => Tables.UpdateTableAsync(new() { TableName = table }));
        await InvalidAsync("Attempting to create an index which already exists", () => Tables.UpdateTableAsync(Add(table, "ByCity")));
        await RefusedAsync<LimitExceededException, TableDescription>(
            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
            () => Tables.UpdateTableAsync(Add(table, "Second") with
            {
                GlobalSecondaryIndexUpdates = [.. Add(table, "Second").GlobalSecondaryIndexUpdates!, new DeleteGlobalSecondaryIndexAction("ByCity")],
            }));
        await RefusedAsync<ResourceNotFoundException, TableDescription>(
            "Requested resource not found: Index: None not found",
            () => Tables.UpdateTableAsync(new() { TableName = table, GlobalSecondaryIndexUpdates = [new DeleteGlobalSecondaryIndexAction("None")] }));
        await Assert.ThrowsAsync<ValidationException>(async () => await Tables.UpdateTableAsync(new() { TableName = table, BillingMode = BillingMode.PROVISIONED }));
        await Assert.ThrowsAsync<ValidationException>(async () => await Tables.UpdateTableAsync(new() { TableName = table, ProvisionedThroughput = new(0, 1) }));
        await Assert.ThrowsAsync<ValidationException>(
            async () => await Tables.UpdateTableAsync(new() { TableName = table, StreamSpecification = new(true) }));
        var absent = NewName();
        await RefusedAsync<ResourceNotFoundException, TableDescription>(
            $"Requested resource not found: Table: {absent} not found",
            () => Tables.UpdateTableAsync(new() { TableName = absent, BillingMode = BillingMode.PAY_PER_REQUEST }));

        var description = await Tables.DescribeTableAsync(table);
        Assert.Equal((BillingMode.PAY_PER_REQUEST, TableStatus.ACTIVE, null), (description.BillingMode, description.TableStatus, description.StreamSpecification));
        Assert.Equal("ByCity", Assert.Single(description.GlobalSecondaryIndexes).IndexName);
    }

    private static UpdateTableRequest Add(string table, string index) => new()
    {
        TableName = table,
        AttributeDefinitions = [CityDefinition],
        GlobalSecondaryIndexUpdates = [new CreateGlobalSecondaryIndexAction(Global(index, "city", projection: Projection.KeysOnly))],
    };

    private static (long Read, long Write) Units(ProvisionedThroughputDescription? throughput) => (throughput!.ReadCapacityUnits, throughput.WriteCapacityUnits);

    private ValueTask<QueryResult> QueryAsync(string table, string index) => Client.QueryAsync(new QueryRequest
    {
        TableName = table,
        IndexName = index,
        KeyConditionExpression = Expr.Key("city = :c", (":c", "Rome")),
    });

    // The change has come into force when the table can be changed again.
    private async ValueTask<TableDescription> UpdateAsync(UpdateTableRequest request)
    {
        await Tables.UpdateTableAsync(request);
        return await Tables.DescribeTableAsync(request.TableName);
    }
}
