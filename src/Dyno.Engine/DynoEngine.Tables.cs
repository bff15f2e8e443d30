// The engine's table operations beyond creating, describing, listing and deleting.
using Dyno.Engine.Operations;

namespace Dyno.Engine;

public sealed partial class DynoEngine
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#default-limits-throughput
    private static readonly DescribeLimitsResult Quotas = new(80_000, 80_000, 40_000, 40_000);

    /// <inheritdoc/>
    /// <remarks>
    /// An index of a small table is filled when the call returns, others are filled in the background; what the end of the process interrupts is finished when
    /// the database is opened again.
    /// </remarks>
    public ValueTask<TableDescription> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default) =>
        new UpdateTableOperation(_context).ExecuteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Done(new TagResourceOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Done(new UntagResourceOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    public ValueTask<ListTagsOfResourceResult> ListTagsOfResourceAsync(
        ListTagsOfResourceRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Completed(new ListTagsOfResourceOperation(_context).Execute, request);
    }

    /// <inheritdoc/>
    /// <remarks>The default quotas of a region; the engine does not enforce them.</remarks>
    public ValueTask<DescribeLimitsResult> DescribeLimitsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<DescribeLimitsResult>(Quotas);
    }

    // Errors go into the task, as those of asynchronous methods do.
    private static ValueTask Done<TRequest>(Action<TRequest> operation, TRequest request)
    {
        try
        {
            operation(request);
            return default;
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }
}
