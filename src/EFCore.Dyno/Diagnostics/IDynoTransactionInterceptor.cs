// What an application may do around the transactions of a context, and how several interceptors become one.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

/// <summary>
/// Sees the transactions that a context begins and ends. Registered with <c>DbContextOptionsBuilder.AddInterceptors</c>; see
/// https://learn.microsoft.com/ef/core/logging-events-diagnostics/interceptors.
/// </summary>
/// <remarks>Synchronous calls of EF wait for what these methods return. What one throws reaches the caller.</remarks>
public interface IDynoTransactionInterceptor : IInterceptor
{
    /// <summary>Called when a transaction has begun. Where it throws, the transaction is rolled back.</summary>
    /// <param name="eventData">The transaction.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask TransactionStartedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken = default) => default;

    /// <summary>Called before a commit. Where it throws, nothing is committed, and the transaction stays open.</summary>
    /// <param name="eventData">The transaction.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask TransactionCommittingAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken = default) => default;

    /// <summary>Called after a commit.</summary>
    /// <param name="eventData">The transaction, and how long its commit took.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask TransactionCommittedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken = default) => default;

    /// <summary>Called after a rollback; not where a transaction is only disposed.</summary>
    /// <param name="eventData">The transaction.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask TransactionRolledBackAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken = default) => default;

    /// <summary>Called when a commit or a rollback has failed.</summary>
    /// <param name="eventData">The transaction and its exception, which is thrown on afterwards.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask TransactionFailedAsync(DynoTransactionErrorEventData eventData, CancellationToken cancellationToken = default) => default;
}

internal sealed class DynoTransactionInterceptorAggregator : InterceptorAggregator<IDynoTransactionInterceptor>
{
    protected override IDynoTransactionInterceptor CreateChain(IEnumerable<IDynoTransactionInterceptor> interceptors) => new Chain([.. interceptors]);

    private sealed class Chain(IDynoTransactionInterceptor[] interceptors) : IDynoTransactionInterceptor
    {
        public ValueTask TransactionStartedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) =>
            EachAsync(i => i.TransactionStartedAsync(eventData, cancellationToken));

        public ValueTask TransactionCommittingAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) =>
            EachAsync(i => i.TransactionCommittingAsync(eventData, cancellationToken));

        public ValueTask TransactionCommittedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) =>
            EachAsync(i => i.TransactionCommittedAsync(eventData, cancellationToken));

        public ValueTask TransactionRolledBackAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) =>
            EachAsync(i => i.TransactionRolledBackAsync(eventData, cancellationToken));

        public ValueTask TransactionFailedAsync(DynoTransactionErrorEventData eventData, CancellationToken cancellationToken) =>
            EachAsync(i => i.TransactionFailedAsync(eventData, cancellationToken));

        private async ValueTask EachAsync(Func<IDynoTransactionInterceptor, ValueTask> call)
        {
            foreach (var interceptor in interceptors)
            {
                await call(interceptor).ConfigureAwait(false);
            }
        }
    }
}
