// DescribeStream: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html

namespace Dyno;

/// <summary>Describes a stream and a page of its shards.</summary>
public sealed record DescribeStreamRequest
{
    /// <summary>The stream.</summary>
    public required string StreamArn { get; init; }

    /// <summary>The most shards to return, 1 to 100; null for 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Begin after this shard; null for the oldest.</summary>
    public string? ExclusiveStartShardId { get; init; }

    /// <summary>Only some of the shards; null for all.</summary>
    public ShardFilter? ShardFilter { get; init; }
}

/// <summary>What a <see cref="ShardFilter"/> lets through.</summary>
public enum ShardFilterType
{
    /// <summary>The shards that continue a shard.</summary>
    CHILD_SHARDS,
}

/// <summary>Which shards to describe.</summary>
/// <param name="Type">What it lets through.</param>
/// <param name="ShardId">The shard that it is about.</param>
public sealed record ShardFilter(ShardFilterType Type, string ShardId);
