// What the classes about streams share: tables with a stream, and whole streams read.
namespace Dyno.ClientContract;

public abstract class StreamsTests(ContractFixture fixture) : ContractTests(fixture)
{
    // The stream of a new table with the keys pk and sk, both strings.
    protected async Task<(string Table, string Arn)> CreateStreamingAsync(StreamViewType view = StreamViewType.NEW_AND_OLD_IMAGES)
    {
        var table = await Tables.CreateTableAsync(NewTable(AttributeType.S) with { StreamSpecification = new(true, view) });
        return (table.TableName, (await Tables.DescribeTableAsync(table.TableName)).LatestStreamArn!);
    }

    protected async Task<Shard> FirstShardAsync(string arn) => (await Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn })).Shards[0];

    protected async Task<string> IteratorAsync(string arn, string shardId, ShardIteratorType type, string? sequenceNumber = null) =>
        (await Streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = arn,
            ShardId = shardId,
            ShardIteratorType = type,
            SequenceNumber = sequenceNumber,
        })).ShardIterator;

    // Until a page is empty or the shard ends.
    protected async Task<List<StreamRecord>> ReadAsync(string? iterator, int? limit = null)
    {
        var records = new List<StreamRecord>();
        while (iterator is not null)
        {
            var page = await Streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator, Limit = limit });
            records.AddRange(page.Records);
            iterator = page.Records.Count == 0 ? null : page.NextShardIterator;
        }

        return records;
    }
}
