// GetRecords: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html

namespace Dyno;

/// <summary>Reads records of a shard, in order.</summary>
public sealed record GetRecordsRequest
{
    /// <summary>Where to begin: from GetShardIterator, or from the page before.</summary>
    public required string ShardIterator { get; init; }

    /// <summary>The most records to return, 1 to 1,000; null for 1,000.</summary>
    public int? Limit { get; init; }
}

/// <summary>A page of records: at most 1,000, and at most 1 MB unless the first alone is larger.</summary>
public sealed record GetRecordsResult
{
    /// <summary>The records; none where nothing has happened since.</summary>
    public required IReadOnlyList<StreamRecord> Records { get; init; }

    /// <summary>Where to go on; null where the shard is closed and read to its end.</summary>
    public string? NextShardIterator { get; init; }
}
