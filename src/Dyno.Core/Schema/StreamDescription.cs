// What DescribeStream says of a stream and its shards.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamDescription.html

namespace Dyno;

/// <summary>The state of a stream.</summary>
public enum StreamStatus
{
    /// <summary>Being enabled.</summary>
    ENABLING,

    /// <summary>Changes of the table are recorded.</summary>
    ENABLED,

    /// <summary>Being disabled.</summary>
    DISABLING,

    /// <summary>Nothing more is recorded; what was recorded can be read for 24 hours.</summary>
    DISABLED,
}

/// <summary>A stream: the changes of one table since it was enabled, those of the last 24 hours.</summary>
public sealed record StreamDescription
{
    /// <summary>The stream's Amazon resource name: the table's, <c>/stream/</c> and the label.</summary>
    public required string StreamArn { get; init; }

    /// <summary>When the stream was enabled, as text: the table's next stream has another label.</summary>
    public required string StreamLabel { get; init; }

    /// <summary>The stream's state.</summary>
    public required StreamStatus StreamStatus { get; init; }

    /// <summary>What its records show.</summary>
    public required StreamViewType StreamViewType { get; init; }

    /// <summary>When it was enabled.</summary>
    public required DateTimeOffset CreationRequestDateTime { get; init; }

    /// <summary>The table; it may have been deleted since.</summary>
    public required string TableName { get; init; }

    /// <summary>The table's key.</summary>
    public required IReadOnlyList<KeySchemaElement> KeySchema { get; init; }

    /// <summary>A page of its shards, oldest first.</summary>
    public required IReadOnlyList<Shard> Shards { get; init; }

    /// <summary>The last shard of this page; null where there are no more.</summary>
    public string? LastEvaluatedShardId { get; init; }
}

/// <summary>A part of a stream that is read on its own, in order.</summary>
/// <param name="ShardId">The shard's name; names sort in the order in which the shards were opened.</param>
/// <param name="SequenceNumberRange">The records that it holds.</param>
/// <param name="ParentShardId">The shard that it continues: read that one first, to see an item's changes in order. Null for the first.</param>
public sealed record Shard(string ShardId, SequenceNumberRange SequenceNumberRange, string? ParentShardId = null);

/// <summary>The sequence numbers of a shard's records: decimal digits, all of one length.</summary>
/// <param name="StartingSequenceNumber">No record of the shard comes before it.</param>
/// <param name="EndingSequenceNumber">No record of the shard comes after it; null while the shard is open.</param>
public sealed record SequenceNumberRange(string StartingSequenceNumber, string? EndingSequenceNumber = null);
