// Transactions that stay open, as an optional part of the seam: what DynamoDB does not have and an engine in the process can.

namespace Dyno;

/// <summary>
/// Begins transactions that read and write step by step and are committed at the end. A client has it when
/// <see cref="DynoCapabilities.InteractiveTransactions"/> is true. Amazon DynamoDB has no such thing: there, <c>TransactWriteItems</c> is one request.
/// </summary>
public interface IDynoTransactions
{
    /// <summary>Begins a transaction on what is durable now. Dispose it: without a commit that rolls it back.</summary>
    /// <param name="cancellationToken">Cancels the beginning, not the transaction.</param>
    /// <returns>The open transaction.</returns>
    ValueTask<IDynoTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default);
}
