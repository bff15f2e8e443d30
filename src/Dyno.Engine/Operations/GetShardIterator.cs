// GetShardIterator: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
using Dyno.Engine.Streams;

namespace Dyno.Engine.Operations;

internal sealed class GetShardIteratorOperation(EngineContext context)
{
    public GetShardIteratorResult Execute(GetShardIteratorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bySequence = request.ShardIteratorType is ShardIteratorType.AT_SEQUENCE_NUMBER or ShardIteratorType.AFTER_SEQUENCE_NUMBER;
        if (bySequence != request.SequenceNumber is not null)
        {
            throw new ValidationException(bySequence ? Messages.MissingSequenceNumber : Messages.UnwantedSequenceNumber);
        }

        // Before the stream is looked at: see GetRecordsOperation.
        var next = context.Journal.Next;
        var stream = context.Streams.Get(request.StreamArn);
        var shard = stream.Find(request.ShardId) ?? throw new ResourceNotFoundException(Messages.ShardNotFound);
        var position = request.ShardIteratorType switch
        {
            ShardIteratorType.TRIM_HORIZON => Math.Max(shard.From, stream.Trimmed + 1),
            ShardIteratorType.LATEST => shard.To is { } to ? to + 1 : Math.Max(shard.From, next),
            ShardIteratorType.AT_SEQUENCE_NUMBER => Number(shard, next, request.SequenceNumber!),
            _ => Number(shard, next, request.SequenceNumber!) + 1,
        };
        return position <= stream.Trimmed
            ? throw new TrimmedDataAccessException(Messages.Trimmed)
            : new GetShardIteratorResult { ShardIterator = new ShardIterator(stream.Arn, shard.From, position, context.Clock.GetUtcNow()).ToText() };
    }

    private static ulong Number(ShardState shard, ulong next, string text) =>
        SequenceNumbers.TryParse(text, out var number) && number >= shard.From && number <= (shard.To ?? Math.Max(shard.From, next))
            ? number
            : throw new ValidationException(Messages.InvalidSequenceNumber);
}
