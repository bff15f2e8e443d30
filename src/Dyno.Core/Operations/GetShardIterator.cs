// GetShardIterator: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html

namespace Dyno;

/// <summary>Where in a shard to begin.</summary>
public enum ShardIteratorType
{
    /// <summary>At the oldest record that is still there.</summary>
    TRIM_HORIZON,

    /// <summary>After the newest record.</summary>
    LATEST,

    /// <summary>At a sequence number.</summary>
    AT_SEQUENCE_NUMBER,

    /// <summary>After a sequence number.</summary>
    AFTER_SEQUENCE_NUMBER,
}

/// <summary>Asks for a place in a shard to read from.</summary>
public sealed record GetShardIteratorRequest
{
    /// <summary>The stream.</summary>
    public required string StreamArn { get; init; }

    /// <summary>The shard.</summary>
    public required string ShardId { get; init; }

    /// <summary>Where to begin.</summary>
    public required ShardIteratorType ShardIteratorType { get; init; }

    /// <summary>The sequence number, exactly where <see cref="ShardIteratorType"/> speaks of one.</summary>
    public string? SequenceNumber { get; init; }
}

/// <summary>A place in a shard.</summary>
public sealed record GetShardIteratorResult
{
    /// <summary>The place, for GetRecords; it can be used for 15 minutes, also after the database was closed and opened again.</summary>
    public required string ShardIterator { get; init; }
}
