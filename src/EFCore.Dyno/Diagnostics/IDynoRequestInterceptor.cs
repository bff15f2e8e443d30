// What an application may do around each request to the store, and how several interceptors become one.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

/// <summary>
/// Sees each request that a context sends to its store, and may change it or its result. Registered with
/// <c>DbContextOptionsBuilder.AddInterceptors</c>; see https://learn.microsoft.com/ef/core/logging-events-diagnostics/interceptors.
/// </summary>
/// <remarks>
/// A page of a query is one request, and so is each attempt of one that is retried. Requests and results are immutable records of <c>Dyno</c>
/// (<see cref="GetItemRequest"/>, <see cref="QueryRequest"/>, <see cref="TransactWriteItemsRequest"/>…): change one by <c>with</c>. To refuse a request,
/// throw. Synchronous calls of EF wait for what these methods return. Table operations (<c>EnsureCreated</c>) are not intercepted.
/// </remarks>
public interface IDynoRequestInterceptor : IInterceptor
{
    /// <summary>Called before a request is sent.</summary>
    /// <param name="eventData">What is known of it: counts, capacity and time are not yet.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>The request to send, of the same type.</returns>
    ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken = default) => new(request);

    /// <summary>Called when the store has answered.</summary>
    /// <param name="eventData">What the request did and cost.</param>
    /// <param name="result">The answer.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>The result to go on with, of the same type.</returns>
    ValueTask<object> RequestExecutedAsync(DynoRequestEventData eventData, object result, CancellationToken cancellationToken = default) => new(result);

    /// <summary>Called when the store has refused, or the request did not reach it, or was canceled.</summary>
    /// <param name="eventData">The request and its exception, which is thrown on afterwards.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask RequestFailedAsync(DynoRequestErrorEventData eventData, CancellationToken cancellationToken = default) => default;
}

internal sealed class DynoRequestInterceptorAggregator : InterceptorAggregator<IDynoRequestInterceptor>
{
    protected override IDynoRequestInterceptor CreateChain(IEnumerable<IDynoRequestInterceptor> interceptors) => new Chain([.. interceptors]);

    private sealed class Chain(IDynoRequestInterceptor[] interceptors) : IDynoRequestInterceptor
    {
        public async ValueTask<object> RequestExecutingAsync(DynoRequestEventData eventData, object request, CancellationToken cancellationToken)
        {
            foreach (var interceptor in interceptors)
            {
                request = await interceptor.RequestExecutingAsync(eventData, request, cancellationToken).ConfigureAwait(false);
            }

            return request;
        }

        public async ValueTask<object> RequestExecutedAsync(DynoRequestEventData eventData, object result, CancellationToken cancellationToken)
        {
            foreach (var interceptor in interceptors)
            {
                result = await interceptor.RequestExecutedAsync(eventData, result, cancellationToken).ConfigureAwait(false);
            }

            return result;
        }

        public async ValueTask RequestFailedAsync(DynoRequestErrorEventData eventData, CancellationToken cancellationToken)
        {
            foreach (var interceptor in interceptors)
            {
                await interceptor.RequestFailedAsync(eventData, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
