// The engine's streams and time to live.
using Dyno.Engine.Operations;

namespace Dyno.Engine;

public sealed partial class DynoEngine
{
    /// <inheritdoc/>
    public ValueTask<ListStreamsResult> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new ListStreamsOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask<StreamDescription> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new DescribeStreamOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask<GetShardIteratorResult> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new GetShardIteratorOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask<GetRecordsResult> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Read(static (r, _) => new ValueTask<GetRecordsResult>(r.Item1.Execute(r.Item2)), (new GetRecordsOperation(_context), request), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A table of up to 1,000 items is <see cref="TimeToLiveStatus.ENABLED"/> when the call returns.</remarks>
    public ValueTask<TimeToLiveSpecification> UpdateTimeToLiveAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default) =>
        new UpdateTimeToLiveOperation(_context).ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TimeToLiveDescription> DescribeTimeToLiveAsync(string tableName, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new DescribeTimeToLiveOperation(_context).Execute, tableName);
    }
}
