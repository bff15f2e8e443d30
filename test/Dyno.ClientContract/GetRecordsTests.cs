// GetRecords: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
namespace Dyno.ClientContract;

public abstract class GetRecordsTests(ContractFixture fixture) : StreamsTests(fixture)
{
    private static readonly Item First = Row("a", "1", ("v", "old"), ("set", AttributeValue.SS("x", "y")), ("m", AttributeValue.M(("deep", 1.5m))));
    private static readonly Item Second = Row("a", "1", ("v", "new"));

    [Theory]
    [InlineData(StreamViewType.KEYS_ONLY, false, false)]
    [InlineData(StreamViewType.NEW_IMAGE, false, true)]
    [InlineData(StreamViewType.OLD_IMAGE, true, false)]
    [InlineData(StreamViewType.NEW_AND_OLD_IMAGES, true, true)]
    public async Task Every_change_is_told_once_and_in_order(StreamViewType view, bool showsOld, bool showsNew)
    {
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        var (table, arn) = await CreateStreamingAsync(view);
        await PutAsync(table, First, Second, Second);
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", "1") });
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", "1") });
        var records = await ReadAsync(await IteratorAsync(arn, (await FirstShardAsync(arn)).ShardId, ShardIteratorType.TRIM_HORIZON), limit: 2);

        Assert.Equal([OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE], records.Select(r => r.EventName));
        Assert.Equal(showsOld ? [null, First, Second] : new Item?[3], records.Select(r => r.OldImage));
        Assert.Equal(showsNew ? [First, Second, null] : new Item?[3], records.Select(r => r.NewImage));
        Assert.All(records, r =>
        {
            Assert.Equal(Key("a", "1"), r.Keys);
            Assert.Equal(("aws:dynamodb", view, null), (r.EventSource, r.StreamViewType, r.UserIdentity));
            Assert.NotEmpty(r.EventID);
            Assert.NotEmpty(r.AwsRegion);
            Assert.NotEmpty(r.EventVersion);
            Assert.InRange(r.ApproximateCreationDateTime, before, before.AddMinutes(5));
            Assert.Equal(r.Keys.Size + (r.OldImage?.Size ?? 0) + (r.NewImage?.Size ?? 0), r.SizeBytes);
        });
        Assert.Equal(records.Select(r => r.SequenceNumber).Order(StringComparer.Ordinal), records.Select(r => r.SequenceNumber));
        Assert.Equal(3, records.Select(r => r.EventID).Distinct().Count());
    }

    [Fact]
    public async Task A_transaction_is_told_item_by_item_and_what_was_refused_is_not()
    {
        var (table, arn) = await CreateStreamingAsync(StreamViewType.KEYS_ONLY);
        await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new TransactPut { TableName = table, Item = Row("a", "1") }, new TransactPut { TableName = table, Item = Row("b", "1") }],
        });
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(async () => await Client.PutItemAsync(new PutItemRequest
        {
            TableName = table,
            Item = Row("a", "1", ("v", 1)),
            ConditionExpression = Expr.Condition("attribute_not_exists(pk)"),
        }));
        var records = await ReadAsync(await IteratorAsync(arn, (await FirstShardAsync(arn)).ShardId, ShardIteratorType.TRIM_HORIZON));
        Assert.Equal(Ordered([Key("a", "1"), Key("b", "1")]), Ordered(records.Select(r => r.Keys)));
    }

    [Fact]
    public async Task A_closed_shard_ends()
    {
        var (table, arn) = await CreateStreamingAsync();
        await PutAsync(table, First);
        var shard = (await FirstShardAsync(arn)).ShardId;
        await Tables.UpdateTableAsync(new UpdateTableRequest { TableName = table, StreamSpecification = new(false) });
        var page = await Streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = await IteratorAsync(arn, shard, ShardIteratorType.TRIM_HORIZON) });
        Assert.Single(page.Records);
        Assert.Null(page.NextShardIterator);
    }

    [Fact]
    public async Task What_is_no_iterator_or_no_page_is_refused()
    {
        var (_, arn) = await CreateStreamingAsync();
        var iterator = await IteratorAsync(arn, (await FirstShardAsync(arn)).ShardId, ShardIteratorType.LATEST);
        await InvalidAsync("Invalid ShardIterator", () => Streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "nonsense" }));
        foreach (var limit in (int[])[0, 1001])
        {
            await Assert.ThrowsAsync<ValidationException>(async () => await Streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator, Limit = limit }));
        }
    }
}
