// The context's transaction: begins one, joins one of another context, and ends it. While it is open the context's client is the transaction.
//
// 1. source.Transaction is the one of CurrentTransaction, or null without one. 2. One that the context began is rolled back at the latest when the context
// ends or goes back to its pool; one that it joined is left alone then.

using System.Transactions;
using Dyno.Engine;
using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Storage;

internal sealed class DynoTransactionManager(IDynoClientSource source, TransactionLog log)
    : IDbContextTransactionManager, ITransactionEnlistmentManager, IDisposable, IAsyncDisposable
{
    private DynoTransaction? _current;

    public IDbContextTransaction? CurrentTransaction => _current;

    public Transaction? EnlistedTransaction => null;

    public IDbContextTransaction BeginTransaction() =>
        SynchronousCalls.Run(Transactional(), this, static manager => manager.BeginAsync(CancellationToken.None));

    public async Task<IDbContextTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default) =>
        await BeginAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Joins a transaction that somebody else began and ends; null leaves the one that was joined.</summary>
    public IDbContextTransaction? Use(IDynoTransaction? transaction)
    {
        if (transaction is null || ReferenceEquals(transaction, source.Transaction))
        {
            if (transaction is null)
            {
                Forget(_current);
            }

            return _current;
        }

        ThrowIfBegun();
        if (source.Store is DynoEngine store && !ReferenceEquals(store, transaction.BegunBy))
        {
            throw new InvalidOperationException(Messages.TransactionOfAnotherDatabase());
        }

        log.WarnOfAmbientTransaction();
        _current = new DynoTransaction(this, transaction, log, isOwned: false);
        source.Transaction = transaction;
        log.Used(_current.TransactionId);
        return _current;
    }

    public void CommitTransaction() => Current().Commit();

    public Task CommitTransactionAsync(CancellationToken cancellationToken = default) => Current().CommitAsync(cancellationToken);

    public void RollbackTransaction() => Current().Rollback();

    public Task RollbackTransactionAsync(CancellationToken cancellationToken = default) => Current().RollbackAsync(cancellationToken);

    public void EnlistTransaction(Transaction? transaction)
    {
        if (transaction is not null)
        {
            log.AmbientTransaction();
        }
    }

    public void ResetState() => _current?.Dispose();

    public Task ResetStateAsync(CancellationToken cancellationToken = default) => _current?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    public void Dispose() => ResetState();

    public ValueTask DisposeAsync() => _current?.DisposeAsync() ?? default;

    /// <summary>The transaction has ended, or the context has left it.</summary>
    public void Forget(DynoTransaction? transaction)
    {
        if (ReferenceEquals(_current, transaction))
        {
            _current = null;
            source.Transaction = null;
        }
    }

    private async ValueTask<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        ThrowIfBegun();
        log.WarnOfAmbientTransaction();
        var transaction = await ((IDynoTransactions)Transactional()).BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var began = new DynoTransaction(this, transaction, log, isOwned: true);
        _current = began;
        source.Transaction = transaction;
        try
        {
            await log.StartedAsync(began.TransactionId, cancellationToken).ConfigureAwait(false);
            return began;
        }
        catch
        {
            await began.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private IDynoClient Transactional() => source.Store is { Capabilities.InteractiveTransactions: true } and IDynoTransactions
        ? source.Store
        : throw new InvalidOperationException(Messages.NoTransactionsThatStayOpen());

    private void ThrowIfBegun()
    {
        if (_current is not null)
        {
            throw new InvalidOperationException(Messages.TransactionAlreadyBegun());
        }
    }

    private DynoTransaction Current() => _current ?? throw new InvalidOperationException(Messages.NoTransaction());
}
