// GetRecords: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
using Dyno.Engine.Streams;

namespace Dyno.Engine.Operations;

internal sealed class GetRecordsOperation(EngineContext context)
{
    public GetRecordsResult Execute(GetRecordsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = DescribeStreamOperation.CheckLimit(request.Limit, Limits.GetRecordsPage);
        var iterator = ShardIterator.Parse(request.ShardIterator);
        var now = context.Clock.GetUtcNow();
        if (now - iterator.Issued > Limits.ShardIteratorLifetime)
        {
            throw new ExpiredIteratorException(Messages.IteratorExpired(iterator.Issued, now));
        }

        // The next number first: of a shard that is still open afterwards, all numbers below it are the shard's. What comes later may be its child's.
        var end = context.Journal.Next;
        var stream = context.Streams.Get(iterator.StreamArn);
        var shard = Find(stream, iterator.ShardFrom);
        var position = iterator.Position;
        if (shard is null || position <= stream.Trimmed)
        {
            throw new TrimmedDataAccessException(Messages.Trimmed);
        }

        // Likewise before reading: once the closing is durable, so are all records before it.
        var isSettled = context.Streams.IsSettled(shard);
        var records = new List<StreamRecord>();
        var atEnd = ShardReader.Read(context, stream, ref position, shard.To is { } to ? to + 1 : end, limit, records);
        return new GetRecordsResult
        {
            Records = records,
            NextShardIterator = atEnd && isSettled ? null : (iterator with { Position = position, Issued = now }).ToText(),
        };
    }

    private static ShardState? Find(StreamState stream, ulong from)
    {
        foreach (var shard in stream.Shards)
        {
            if (shard.From == from)
            {
                return shard;
            }
        }

        return null;
    }
}
