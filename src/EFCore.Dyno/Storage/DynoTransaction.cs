// An open transaction of the store as EF knows one. Disposing one that the context began rolls it back; one that it joined it only leaves.

using System.Diagnostics;
using System.Runtime.CompilerServices;
using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Storage;

internal sealed class DynoTransaction(DynoTransactionManager manager, IDynoTransaction transaction, TransactionLog log, bool isOwned)
    : IDbContextTransaction, IInfrastructure<IDynoTransaction>
{
    // Committed, rolled back, or left.
    private bool _isOver;

    // Its commit failed, and ended it in the store.
    private bool _hasFailed;

    public Guid TransactionId { get; } = Guid.NewGuid();

    public bool SupportsSavepoints => true;

    IDynoTransaction IInfrastructure<IDynoTransaction>.Instance => transaction;

    public void Commit() => Run(static (t, _, cancellationToken) => t.CommitCoreAsync(cancellationToken), "");

    public Task CommitAsync(CancellationToken cancellationToken = default) => CommitCoreAsync(cancellationToken).AsTask();

    public void Rollback() => Run(static (t, _, cancellationToken) => t.RollbackCoreAsync(cancellationToken), "");

    public Task RollbackAsync(CancellationToken cancellationToken = default) => RollbackCoreAsync(cancellationToken).AsTask();

    public void CreateSavepoint(string name) => Run(static (t, name, cancellationToken) => t.CreateSavepointCoreAsync(name, cancellationToken), name);

    public Task CreateSavepointAsync(string name, CancellationToken cancellationToken = default) => CreateSavepointCoreAsync(name, cancellationToken).AsTask();

    public void RollbackToSavepoint(string name) => Run(static (t, name, cancellationToken) => t.RollbackToSavepointCoreAsync(name, cancellationToken), name);

    public Task RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default) =>
        RollbackToSavepointCoreAsync(name, cancellationToken).AsTask();

    public void ReleaseSavepoint(string name) => Run(static (t, name, cancellationToken) => t.ReleaseSavepointCoreAsync(name, cancellationToken), name);

    public Task ReleaseSavepointAsync(string name, CancellationToken cancellationToken = default) => ReleaseSavepointCoreAsync(name, cancellationToken).AsTask();

    public void Dispose()
    {
        if (Leave())
        {
            transaction.Dispose();
            log.Disposed(TransactionId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Leave())
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            log.Disposed(TransactionId);
        }
    }

    // Whether there is something to roll back.
    private bool Leave()
    {
        var rollsBack = isOwned && !_isOver && !_hasFailed;
        _isOver = true;
        manager.Forget(this);
        return rollsBack;
    }

    private async ValueTask<bool> CommitCoreAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var reached = false;
        try
        {
            await log.CommittingAsync(TransactionId, cancellationToken).ConfigureAwait(false);
            reached = true;
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _hasFailed = reached && exception is DynoException;
            await log.FailedAsync("commit", TransactionId, exception, cancellationToken).ConfigureAwait(false);
            throw;
        }

        _isOver = true;
        manager.Forget(this);
        await log.CommittedAsync(TransactionId, Stopwatch.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> RollbackCoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            // After a commit that failed there is nothing left to roll back, and EF's users do it all the same.
            if (!_hasFailed)
            {
                await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            await log.FailedAsync("rollback", TransactionId, exception, cancellationToken).ConfigureAwait(false);
            throw;
        }

        _isOver = true;
        manager.Forget(this);
        await log.RolledBackAsync(TransactionId, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> CreateSavepointCoreAsync(string name, CancellationToken cancellationToken)
    {
        await transaction.CreateSavepointAsync(name, cancellationToken).ConfigureAwait(false);
        log.SavepointCreated(TransactionId, name);
        return true;
    }

    private async ValueTask<bool> RollbackToSavepointCoreAsync(string name, CancellationToken cancellationToken)
    {
        await transaction.RollbackToSavepointAsync(name, cancellationToken).ConfigureAwait(false);
        log.RolledBackToSavepoint(TransactionId, name);
        return true;
    }

    private async ValueTask<bool> ReleaseSavepointCoreAsync(string name, CancellationToken cancellationToken)
    {
        await transaction.ReleaseSavepointAsync(name, cancellationToken).ConfigureAwait(false);
        log.SavepointReleased(TransactionId, name);
        return true;
    }

    private void Run(
        Func<DynoTransaction, string, CancellationToken, ValueTask<bool>> call, string name, [CallerMemberName] string method = "") =>
        SynchronousCalls.Run(transaction, (this, call, name), static s => s.call(s.Item1, s.name, CancellationToken.None), method);
}
