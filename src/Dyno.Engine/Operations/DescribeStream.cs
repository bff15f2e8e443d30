// DescribeStream: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
// In process there is nothing to wait for: a stream is ENABLED or DISABLED when the call that asks for it returns.
using Dyno.Engine.Streams;

namespace Dyno.Engine.Operations;

internal sealed class DescribeStreamOperation(EngineContext context)
{
    private const string ShardIdPrefix = "shardId-";

    public StreamDescription Execute(DescribeStreamRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = CheckLimit(request.Limit, Limits.StreamsPage);
        if (request.ShardFilter is { ShardId: var filtered } && !filtered.StartsWith(ShardIdPrefix, StringComparison.Ordinal))
        {
            throw new ValidationException(Messages.ChildShardFilter(filtered));
        }

        var stream = context.Streams.Get(request.StreamArn);
        var shards = new List<Shard>();
        string? last = null;
        foreach (var shard in stream.Shards)
        {
            if (!IsWanted(shard, request))
            {
                continue;
            }

            if (shards.Count == limit)
            {
                last = shards[^1].ShardId;
                break;
            }

            shards.Add(shard.Describe());
        }

        return new StreamDescription
        {
            StreamArn = stream.Arn,
            StreamLabel = stream.Label,
            StreamStatus = stream.Disabled is null ? StreamStatus.ENABLED : StreamStatus.DISABLED,
            StreamViewType = stream.View,
            CreationRequestDateTime = stream.Created,
            TableName = stream.TableName,
            KeySchema = stream.Key.Count > 1
                ? [new(stream.Key[0], KeyType.HASH), new(stream.Key[1], KeyType.RANGE)]
                : [new(stream.Key[0], KeyType.HASH)],
            Shards = shards,
            LastEvaluatedShardId = last,
        };
    }

    public static int CheckLimit(int? limit, int maximum) =>
        limit is not { } wanted ? maximum
        : wanted >= 1 && wanted <= maximum ? wanted
        : throw new ValidationException(Messages.OutsideLimit(wanted, maximum));

    private static bool IsWanted(ShardState shard, DescribeStreamRequest request) =>
        (request.ExclusiveStartShardId is not { } start || string.CompareOrdinal(shard.Id, start) > 0)
        && (request.ShardFilter is not { } filter || shard.ParentId == filter.ShardId);
}
