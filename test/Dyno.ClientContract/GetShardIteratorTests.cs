// GetShardIterator: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
namespace Dyno.ClientContract;

public abstract class GetShardIteratorTests(ContractFixture fixture) : StreamsTests(fixture)
{
    [Fact]
    public async Task Iterators_begin_where_they_are_told()
    {
        var (table, arn) = await CreateStreamingAsync(StreamViewType.KEYS_ONLY);
        var shard = (await FirstShardAsync(arn)).ShardId;
        var latest = await IteratorAsync(arn, shard, ShardIteratorType.LATEST);
        await PutAsync(table, Row("a", "1"), Row("a", "2"), Row("a", "3"));
        var all = await ReadAsync(await IteratorAsync(arn, shard, ShardIteratorType.TRIM_HORIZON));
        Assert.Equal(3, all.Count);
        Assert.Equal(3, (await ReadAsync(latest)).Count);
        Assert.Empty(await ReadAsync(await IteratorAsync(arn, shard, ShardIteratorType.LATEST)));
        Assert.Equal(2, (await ReadAsync(await IteratorAsync(arn, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, all[1].SequenceNumber))).Count);
        var after = await ReadAsync(await IteratorAsync(arn, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, all[1].SequenceNumber));
        Assert.Equal(all[2].SequenceNumber, Assert.Single(after).SequenceNumber);
    }

    [Fact]
    public async Task Places_that_are_not_there_are_refused()
    {
        var (_, arn) = await CreateStreamingAsync();
        var shard = (await FirstShardAsync(arn)).ShardId;
        await RefusedAsync<ResourceNotFoundException>(
            "Requested resource not found: Shard does not exist", () => IteratorAsync(arn, "shardId-00000000000000000000-00000000", ShardIteratorType.LATEST));
        await RefusedAsync<ResourceNotFoundException>($"Requested resource not found: Stream: {arn}x not found", () => IteratorAsync(arn + "x", shard, ShardIteratorType.LATEST));
        await Assert.ThrowsAsync<ValidationException>(() => IteratorAsync(arn, shard, ShardIteratorType.AT_SEQUENCE_NUMBER));
        await Assert.ThrowsAsync<ValidationException>(() => IteratorAsync(arn, shard, ShardIteratorType.LATEST, "000000000000000000001"));
    }

    private static async Task RefusedAsync<TException>(string message, Func<Task<string>> act)
        where TException : DynoException => Assert.Equal(message, (await Assert.ThrowsAsync<TException>(act)).Message);
}
