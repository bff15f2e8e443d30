// A table's resource name may stand wherever a request names a table that is there; answers call the table as the request did.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#DDB-GetItem-request-TableName and API_ConsumedCapacity.html
namespace Dyno.ClientContract;

public abstract class TableArnTests(ContractFixture fixture) : ContractTests(fixture)
{
    private const ReturnConsumedCapacity Total = ReturnConsumedCapacity.TOTAL;

    [Fact]
    public async Task Items_are_written_and_read_by_it()
    {
        var (table, arn) = await CreateWithArnAsync();
        Assert.Equal(arn, (await Client.PutItemAsync(new PutItemRequest { TableName = arn, Item = Key("a", 1), ReturnConsumedCapacity = Total })).ConsumedCapacity!.TableName);
        var update = new UpdateItemRequest { TableName = arn, Key = Key("a", 1), UpdateExpression = Expr.Update("SET x = :v", (":v", 1)), ReturnConsumedCapacity = Total };
        Assert.Equal(arn, (await Client.UpdateItemAsync(update)).ConsumedCapacity!.TableName);
        var item = Item.Of(("pk", "a"), ("sk", 1), ("x", 1));
        Assert.Equal(item, await GetAsync(table, Key("a", 1)));

        var read = await Client.GetItemAsync(new GetItemRequest { TableName = arn, Key = Key("a", 1), ReturnConsumedCapacity = Total });
        Assert.Equal((item, arn), (read.Item, read.ConsumedCapacity!.TableName));
        var query = await Client.QueryAsync(
            new QueryRequest { TableName = arn, KeyConditionExpression = Expr.Key("pk = :p", (":p", "a")), ReturnConsumedCapacity = Total });
        Assert.Equal((item, arn), (Assert.Single(query.Items), query.ConsumedCapacity!.TableName));
        var scan = await Client.ScanAsync(new ScanRequest { TableName = arn, IndexName = "loc", ReturnConsumedCapacity = Total });
        Assert.Equal((0, arn), (scan.Count, scan.ConsumedCapacity!.TableName));

        Assert.Equal(
            arn, (await Client.DeleteItemAsync(new DeleteItemRequest { TableName = arn, Key = Key("a", 1), ReturnConsumedCapacity = Total })).ConsumedCapacity!.TableName);
        Assert.Null(await GetAsync(table, Key("a", 1)));
    }

    [Fact]
    public async Task Batches_answer_under_the_name_that_they_asked_by()
    {
        var (table, arn) = await CreateWithArnAsync();
        var other = await CreateAsync();
        var written = await Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [arn] = [WriteRequest.Put(Key("a", 1)), WriteRequest.Put(Key("a", 2))],
                [other] = [WriteRequest.Put(Key("b", 1))],
            },
            ReturnConsumedCapacity = Total,
            ReturnItemCollectionMetrics = ReturnItemCollectionMetrics.SIZE,
        });
        Assert.Equal([arn, other], written.ConsumedCapacity!.Select(c => c.TableName));
        Assert.Equal([arn], written.ItemCollectionMetrics!.Keys);

        var read = await Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes> { [arn] = new() { Keys = [Key("a", 2)] }, [other] = new() { Keys = [Key("b", 1)] } },
            ReturnConsumedCapacity = Total,
        });
        Assert.Equal([arn, other], read.ConsumedCapacity!.Select(c => c.TableName));
        Assert.Equal(Key("a", 2), Assert.Single(read.Responses[arn]));
        Assert.Equal(Key("b", 1), Assert.Single(read.Responses[other]));
        Assert.Equal(2, (await AllAsync(table)).Count);
    }

    [Fact]
    public async Task An_item_that_is_named_by_both_names_is_named_twice()
    {
        var (table, arn) = await CreateWithArnAsync();
        const string Duplicates = "Provided list of item keys contains duplicates";
        await InvalidAsync(Duplicates, () => Client.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [arn] = [WriteRequest.Put(Key("a", 1))],
                [table] = [WriteRequest.Delete(Key("a", 1))],
            },
        }));
        await InvalidAsync(Duplicates, () => Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new Dictionary<string, KeysAndAttributes> { [arn] = new() { Keys = [Key("a", 1)] }, [table] = new() { Keys = [Key("a", 1)] } },
        }));
        await InvalidAsync("Transaction request cannot include multiple operations on one item", () => Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactPut { TableName = arn, Item = Key("a", 1) }, new TransactDelete { TableName = table, Key = Key("a", 1) }],
        }));
        Assert.Empty(await AllAsync(table));
    }

    [Fact]
    public async Task Transactions_take_it()
    {
        var (_, arn) = await CreateWithArnAsync();
        var written = await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactPut { TableName = arn, Item = Key("a", 1) }, new TransactDelete { TableName = arn, Key = Key("a", 2) }],
            ReturnConsumedCapacity = Total,
            ReturnItemCollectionMetrics = ReturnItemCollectionMetrics.SIZE,
        });
        Assert.Equal(arn, Assert.Single(written.ConsumedCapacity!).TableName);
        Assert.Equal([arn], written.ItemCollectionMetrics!.Keys);
        var read = await Client.TransactGetItemsAsync(
            new TransactGetItemsRequest { TransactItems = [new() { TableName = arn, Key = Key("a", 1) }], ReturnConsumedCapacity = Total });
        Assert.Equal((Key("a", 1), arn), (Assert.Single(read.Responses), Assert.Single(read.ConsumedCapacity!).TableName));
    }

    [Fact]
    public async Task Tables_are_described_and_deleted_by_it()
    {
        var table = (await Tables.CreateTableAsync(NewTable() with { TableName = NewName().PadRight(Limits.NameMaxLength, 'x') })).TableName;
        var arn = (await Tables.DescribeTableAsync(table)).TableArn;
        Assert.Equal(table, (await Tables.DescribeTableAsync(arn)).TableName);
        Assert.Equal(TimeToLiveStatus.DISABLED, (await Tables.DescribeTimeToLiveAsync(arn)).TimeToLiveStatus);
        await Client.PutItemAsync(new PutItemRequest { TableName = arn, Item = Item.Of(("pk", "a")) });
        Assert.Equal(table, (await Tables.DeleteTableAsync(arn)).TableName);
    }

    [Fact]
    public async Task One_of_no_table_is_not_found_and_one_of_others_is_not_looked_for()
    {
        var (_, arn) = await CreateWithArnAsync();
        var put = new PutItemRequest { TableName = OfOtherAccount(arn), Item = Key("a", 1) };
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Client.PutItemAsync(put));
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Tables.DescribeTableAsync(OfOtherAccount(arn)));
        var elsewhere = string.Join(':', arn.Split(':').Select((part, i) => i == 3 ? "eu-north-1" : part));
        await Assert.ThrowsAsync<ValidationException>(async () => await Client.PutItemAsync(put with { TableName = elsewhere }));
        await RefusedAsync<ResourceNotFoundException, GetItemResult>(
            NoTable, () => Client.GetItemAsync(new GetItemRequest { TableName = arn + "x", Key = Key("a", 1) }));
    }

    private async Task<(string Name, string Arn)> CreateWithArnAsync()
    {
        var table = await CreateAsync(local: [Local("loc", "lk")], more: new AttributeDefinition("lk", AttributeType.N));
        return (table, (await Tables.DescribeTableAsync(table)).TableArn);
    }
}
