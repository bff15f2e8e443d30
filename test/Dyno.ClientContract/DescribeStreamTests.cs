// DescribeStream: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
namespace Dyno.ClientContract;

public abstract class DescribeStreamTests(ContractFixture fixture) : StreamsTests(fixture)
{
    [Fact]
    public async Task A_stream_is_described_with_its_shards()
    {
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        var (table, arn) = await CreateStreamingAsync(StreamViewType.OLD_IMAGE);
        var stream = await Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn });
        Assert.Equal((arn, table, StreamStatus.ENABLED, StreamViewType.OLD_IMAGE), (stream.StreamArn, stream.TableName, stream.StreamStatus, stream.StreamViewType));
        Assert.Equal([new("pk", KeyType.HASH), new("sk", KeyType.RANGE)], stream.KeySchema);
        Assert.InRange(stream.CreationRequestDateTime, before, before.AddMinutes(5));
        Assert.NotEmpty(stream.Shards);
        Assert.All(stream.Shards, s => Assert.NotEmpty(s.SequenceNumberRange.StartingSequenceNumber));
        Assert.Null(stream.Shards[0].ParentShardId);
        Assert.Null(stream.LastEvaluatedShardId);
        var page = await Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn, Limit = 1, ExclusiveStartShardId = stream.Shards[^1].ShardId });
        Assert.Empty(page.Shards);
    }

    [Fact]
    public async Task A_disabled_stream_is_described_and_its_shards_are_closed()
    {
        var (table, arn) = await CreateStreamingAsync();
        await PutAsync(table, Row("a", "1"));
        await Tables.UpdateTableAsync(new UpdateTableRequest { TableName = table, StreamSpecification = new(false) });
        var stream = await Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn });
        Assert.Equal(StreamStatus.DISABLED, stream.StreamStatus);
        Assert.All(stream.Shards, s => Assert.NotNull(s.SequenceNumberRange.EndingSequenceNumber));
    }

    [Fact]
    public async Task What_is_no_stream_is_refused()
    {
        var (_, arn) = await CreateStreamingAsync();
        await RefusedAsync<ResourceNotFoundException, StreamDescription>(
            $"Requested resource not found: Stream: {arn}x not found", () => Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn + "x" }));
        await InvalidAsync("Invalid StreamArn", () => Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = new string('x', 40) }));
    }

    [Fact]
    public async Task Children_of_a_shard_are_asked_for()
    {
        var (_, arn) = await CreateStreamingAsync();
        var shard = await FirstShardAsync(arn);
        var children = await Streams.DescribeStreamAsync(
            new DescribeStreamRequest { StreamArn = arn, ShardFilter = new(ShardFilterType.CHILD_SHARDS, shard.ShardId) });
        Assert.Empty(children.Shards);
    }
}
