// What the records of a stream show by its view type, which writes have none, and what is refused.
using Dyno.Expressions;

namespace Dyno.Engine.Tests.Streams;

public sealed class GetRecordsTests : IDisposable
{
    private readonly TestEngine _test = new();

    private DynoEngine Engine => _test.Engine;

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(StreamViewType.KEYS_ONLY, false, false)]
    [InlineData(StreamViewType.OLD_IMAGE, true, false)]
    [InlineData(StreamViewType.NEW_IMAGE, false, true)]
    [InlineData(StreamViewType.NEW_AND_OLD_IMAGES, true, true)]
    public async Task View_type_says_what_a_record_shows(StreamViewType view, bool showsOld, bool showsNew)
    {
        var arn = await JournalTests.CreateAsync(Engine, view);
        var key = TestEngine.Key("a", 1);
        var first = Item.Of(("pk", "a"), ("sk", 1), ("x", "one"));
        var second = Item.Of(("pk", "a"), ("sk", 1), ("y", 2));
        await _test.PutAsync(first);
        await _test.PutAsync(second);
        await Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = key });

        var records = await WholeStream.ReadAllAsync(Engine, arn, limit: 1);
        Assert.Equal([OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE], records.Select(r => r.EventName));
        Assert.Equal([null, showsOld ? first : null, showsOld ? second : default(Item?)], records.Select(r => r.OldImage));
        Assert.Equal([showsNew ? first : null, showsNew ? second : null, default(Item?)], records.Select(r => r.NewImage));
        Assert.All(records, r =>
        {
            Assert.Equal((key, view, "us-east-1", "aws:dynamodb"), (r.Keys, r.StreamViewType, r.AwsRegion, r.EventSource));
            Assert.Equal(r.Keys.Size + (r.OldImage?.Size ?? 0) + (r.NewImage?.Size ?? 0), r.SizeBytes);
        });
    }

    [Fact]
    public async Task Write_that_changes_nothing_has_no_record()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        var item = Item.Of(("pk", "a"), ("sk", 1), ("m", AttributeValue.M(("x", 1), ("y", 2))));
        await _test.PutAsync(item);
        await _test.PutAsync(item);
        await _test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("m", AttributeValue.M(("y", AttributeValue.N("2.0")), ("x", 1)))));
        await Engine.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = TestEngine.Key("a", 2) });
        await UpdateAsync(1, "REMOVE nothing");
        await UpdateAsync(1, "SET m.x = :x", (":x", 1));
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Engine.PutItemAsync(new PutItemRequest
        {
            TableName = "things",
            Item = TestEngine.Key("a", 1),
            ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
        }).AsTask());
        await Assert.ThrowsAsync<TransactionCanceledException>(() => Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactPut { TableName = "things", Item = TestEngine.Key("a", 3) },
                new TransactConditionCheck
                {
                    TableName = "things",
                    Key = TestEngine.Key("a", 1),
                    ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
                },
            ],
        }).AsTask());
        Assert.Equal(OperationType.INSERT, Assert.Single(await WholeStream.ReadAllAsync(Engine, arn)).EventName);

        await UpdateAsync(5, "SET z = :z", (":z", 1));
        Assert.Equal(2, (await WholeStream.ReadAllAsync(Engine, arn)).Count);
    }

    [Fact]
    public async Task Iterators_begin_where_they_are_told()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        var shard = (await Engine.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn })).Shards[0];
        var latest = await WholeStream.IteratorAsync(Engine, arn, shard.ShardId, ShardIteratorType.LATEST);
        for (var i = 0; i < 3; i++)
        {
            await _test.PutAsync(TestEngine.Key("a", i));
        }

        var numbers = (await WholeStream.ReadAllAsync(Engine, arn)).Select(r => r.SequenceNumber).ToList();
        Assert.Equal(3, await CountAsync(latest));
        Assert.Equal(3, await CountAsync(await IteratorAsync(ShardIteratorType.TRIM_HORIZON, null)));
        Assert.Equal(0, await CountAsync(await IteratorAsync(ShardIteratorType.LATEST, null)));
        Assert.Equal(3, await CountAsync(await IteratorAsync(ShardIteratorType.AT_SEQUENCE_NUMBER, shard.SequenceNumberRange.StartingSequenceNumber)));
        Assert.Equal(2, await CountAsync(await IteratorAsync(ShardIteratorType.AT_SEQUENCE_NUMBER, numbers[1])));
        Assert.Equal(1, await CountAsync(await IteratorAsync(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers[1])));

        await RefusedAsync<ValidationException>("Invalid SequenceNumber", () => IteratorAsync(ShardIteratorType.AT_SEQUENCE_NUMBER, "99999999999999999999999"));
        await Assert.ThrowsAsync<ValidationException>(() => IteratorAsync(ShardIteratorType.AT_SEQUENCE_NUMBER, null));
        await Assert.ThrowsAsync<ValidationException>(() => IteratorAsync(ShardIteratorType.LATEST, numbers[0]));
        await RefusedAsync<ResourceNotFoundException>(
            "Requested resource not found: Shard does not exist", () => WholeStream.IteratorAsync(Engine, arn, "shardId-00000000000000000000-00000000"));
        await RefusedAsync<ValidationException>("Invalid StreamArn", () => WholeStream.IteratorAsync(Engine, "things", shard.ShardId));
        await RefusedAsync<ResourceNotFoundException>(
            $"Requested resource not found: Stream: {arn}x not found", () => WholeStream.IteratorAsync(Engine, arn + "x", shard.ShardId));
        await RefusedAsync<ValidationException>("Invalid ShardIterator", () => CountAsync("nonsense"));
        foreach (var limit in (int[])[0, -1, 1001])
        {
            await Assert.ThrowsAsync<ValidationException>(
                () => Engine.GetRecordsAsync(new GetRecordsRequest { ShardIterator = latest, Limit = limit }).AsTask());
        }

        Task<string> IteratorAsync(ShardIteratorType type, string? number) => WholeStream.IteratorAsync(Engine, arn, shard.ShardId, type, number);
    }

    [Fact]
    public async Task Streams_are_listed_in_pages_and_switched_once()
    {
        var arns = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            arns.Add(await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY, $"table{i}"));
        }

        var listed = new List<string>();
        string? start = null;
        do
        {
            var page = await Engine.ListStreamsAsync(new ListStreamsRequest { Limit = 2, ExclusiveStartStreamArn = start });
            listed.AddRange(page.Streams.Select(s => s.StreamArn));
            start = page.LastEvaluatedStreamArn;
            Assert.True(start is null || start == listed[^1]);
        }
        while (start is not null);
        Assert.Equal(arns, listed);
        Assert.Equal("table3", Assert.Single((await Engine.ListStreamsAsync(new ListStreamsRequest { TableName = "table3" })).Streams).TableName);

        var streams = Engine.Context.Streams;
        Refused("Table already has an enabled stream: TableName: table1", () => streams.Update("table1", new StreamSpecification(true, StreamViewType.OLD_IMAGE)));
        Refused(
            "One or more parameter values were invalid: If stream is being enabled then UpdateViewType is required",
            () => streams.Update("table1", new StreamSpecification(true)));
        var disabled = streams.Update("table1", new StreamSpecification(false)).Describe();
        Assert.Equal((null, arns[1]), (disabled.StreamSpecification, disabled.LatestStreamArn));
        Refused("Table has no stream to disable: TableName: table1", () => streams.Update("table1", new StreamSpecification(false)));

        static void Refused(string message, Action act) => Assert.Equal(message, Assert.Throws<ValidationException>(act).Message);
    }

    private static async Task RefusedAsync<TException>(string message, Func<Task> act)
        where TException : Exception => Assert.Equal(message, (await Assert.ThrowsAsync<TException>(act)).Message);

    private async Task<int> CountAsync(string iterator) => (await Engine.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator })).Records.Count;

    private ValueTask<UpdateItemResult> UpdateAsync(int sk, string expression, params (string Name, AttributeValue Value)[] values) =>
        Engine.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "things",
            Key = TestEngine.Key("a", sk),
            UpdateExpression = Expr.Update(expression, values),
        });
}
