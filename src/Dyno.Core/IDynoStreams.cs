// The streams of the seam: DynamoDB Streams' four operations.

namespace Dyno;

/// <summary>
/// DynamoDB Streams: every change of a table's items for 24 hours, each once and an item's in order.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
/// </summary>
/// <remarks>A stream is enabled with <see cref="CreateTableRequest.StreamSpecification"/>. A write that changes nothing has no record.</remarks>
public interface IDynoStreams
{
    /// <summary>Lists streams, those of the last 24 hours' disabled streams and deleted tables too.</summary>
    ValueTask<ListStreamsResult> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes a stream. <see cref="ResourceNotFoundException"/> where there is none of that name.</summary>
    ValueTask<StreamDescription> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a place in a shard. <see cref="ResourceNotFoundException"/> where there is no such stream or shard,
    /// <see cref="TrimmedDataAccessException"/> where the sequence number is of a record older than 24 hours.
    /// </summary>
    ValueTask<GetShardIteratorResult> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a page of records. <see cref="ExpiredIteratorException"/> where the iterator is older than 15 minutes,
    /// <see cref="TrimmedDataAccessException"/> where it stands before records that are gone.
    /// </summary>
    ValueTask<GetRecordsResult> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default);
}
