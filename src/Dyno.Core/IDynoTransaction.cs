// An open transaction: a client whose reads see one moment and its own writes, and whose writes nobody sees until it is committed.

namespace Dyno;

/// <summary>
/// An open transaction. Every read, consistent or not, sees the store as it was when the transaction began, and the transaction's own writes. Writes check
/// their conditions against that view at once, and are nowhere else until <see cref="CommitAsync"/> makes all of them durable together.
/// </summary>
/// <remarks>
/// <para>
/// Committed transactions are serializable: each is as if it had run alone, at its commit. Nobody waits for a lock while a transaction is open. Instead the
/// commit fails with <see cref="TransactionConflictException"/> where another writer changed an item that was read or written here, or anything within a range
/// that a Query or Scan here read: begin again. A transaction that wrote nothing never fails so.
/// </para>
/// <para>
/// Reads are charged when they are made, writes at the commit, at the price of TransactWriteItems. A ClientRequestToken takes effect at the commit for others, and
/// at once within the transaction.
/// Members may be called by many threads at once. After its end every member but <c>Dispose</c> throws <see cref="InvalidOperationException"/>.
/// </para>
/// </remarks>
public interface IDynoTransaction : IDynoClient, IDisposable, IAsyncDisposable
{
    /// <summary>The client that began the transaction.</summary>
    IDynoTransactions BegunBy { get; }

    /// <summary>
    /// The store outside the transaction, for what must not be rolled back with it, such as numbers that are handed out: what is written here is durable and
    /// visible at once. The transaction does not take it for somebody else's where it lies in a range that was read.
    /// </summary>
    IDynoClient Outside { get; }

    /// <summary>Makes all writes durable and visible at once, and ends the transaction, also where it throws.</summary>
    /// <param name="cancellationToken">Where it is cancelled already, the transaction stays open. Later it has no effect.</param>
    /// <returns>A task that ends when the writes are as durable as the database makes them.</returns>
    /// <exception cref="TransactionConflictException">Another writer changed what was read or written here; nothing was written.</exception>
    /// <exception cref="DynoException">A limit refused the writes together, such as the size of an item collection; nothing was written.</exception>
    ValueTask CommitAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets all writes and ends the transaction.</summary>
    /// <param name="cancellationToken">Where it is cancelled already, the transaction stays open.</param>
    /// <returns>A task that ends when nothing of the transaction is left.</returns>
    ValueTask RollbackAsync(CancellationToken cancellationToken = default);

    /// <summary>Remembers the writes made so far under a name. A name may be used again: the newest one counts.</summary>
    /// <param name="name">The savepoint's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the savepoint is there.</returns>
    ValueTask CreateSavepointAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Forgets the writes made after a savepoint and the savepoints made after it. The savepoint stays.</summary>
    /// <param name="name">The savepoint's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the writes are forgotten.</returns>
    /// <exception cref="InvalidOperationException">There is no such savepoint.</exception>
    ValueTask RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Forgets a savepoint and those made after it, and keeps all writes.</summary>
    /// <param name="name">The savepoint's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the savepoint is gone.</returns>
    /// <exception cref="InvalidOperationException">There is no such savepoint.</exception>
    ValueTask ReleaseSavepointAsync(string name, CancellationToken cancellationToken = default);
}
