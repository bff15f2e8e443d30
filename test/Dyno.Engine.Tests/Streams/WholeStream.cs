// Reads whole streams for tests: every shard from its beginning to where it ends now, parents first.
namespace Dyno.Engine.Tests.Streams;

internal static class WholeStream
{
    public static async Task<List<StreamRecord>> ReadAllAsync(IDynoStreams streams, string arn, int? limit = null)
    {
        var records = new List<StreamRecord>();
        foreach (var shard in (await streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn })).Shards)
        {
            var iterator = await IteratorAsync(streams, arn, shard.ShardId);
            while (iterator is not null)
            {
                var page = await streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator, Limit = limit });
                records.AddRange(page.Records);
                iterator = page.Records.Count == 0 ? null : page.NextShardIterator;
            }
        }

        return records;
    }

    public static async Task<string> IteratorAsync(
        IDynoStreams streams, string arn, string shardId, ShardIteratorType type = ShardIteratorType.TRIM_HORIZON, string? sequenceNumber = null) =>
        (await streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = arn,
            ShardId = shardId,
            ShardIteratorType = type,
            SequenceNumber = sequenceNumber,
        })).ShardIterator;

    // What the table holds after all these changes, checked against each old image on the way.
    public static Dictionary<string, Item> Replay(IEnumerable<StreamRecord> records)
    {
        var items = new Dictionary<string, Item>();
        foreach (var record in records)
        {
            var key = record.Keys.ToJson();
            var existed = items.TryGetValue(key, out var before);
            Assert.Equal(existed ? before : null, record.OldImage);
            Assert.Equal(record.EventName != OperationType.INSERT, existed);
            Assert.Equal(record.EventName == OperationType.REMOVE, record.NewImage is null);
            if (record.NewImage is { } after)
            {
                Assert.NotEqual(before, after);
                items[key] = after;
            }
            else
            {
                items.Remove(key);
            }
        }

        return items;
    }
}
