// ListStreams: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html

namespace Dyno;

/// <summary>Lists streams, a page at a time.</summary>
public sealed record ListStreamsRequest
{
    /// <summary>Only streams of this table; null for all.</summary>
    public string? TableName { get; init; }

    /// <summary>Begin after this stream, whether or not it is still there; null for the beginning.</summary>
    public string? ExclusiveStartStreamArn { get; init; }

    /// <summary>The most streams to return, 1 to 100; null for 100.</summary>
    public int? Limit { get; init; }
}

/// <summary>A page of streams.</summary>
public sealed record ListStreamsResult
{
    /// <summary>The streams, ordered by their resource names: each table's from the oldest to the newest.</summary>
    public required IReadOnlyList<StreamSummary> Streams { get; init; }

    /// <summary>The last stream of this page; null where there are no more.</summary>
    public string? LastEvaluatedStreamArn { get; init; }
}

/// <summary>A stream in a list.</summary>
/// <param name="StreamArn">Its resource name.</param>
/// <param name="TableName">Its table.</param>
/// <param name="StreamLabel">Its label.</param>
public sealed record StreamSummary(string StreamArn, string TableName, string StreamLabel);
