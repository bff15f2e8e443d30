// Explicit transactions are refused: SaveChanges is atomic by itself, and DynamoDB has no transaction that stays open.

using System.Transactions;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Storage;

internal sealed class DynoTransactionManager : IDbContextTransactionManager, ITransactionEnlistmentManager
{
    public IDbContextTransaction? CurrentTransaction => null;

    public Transaction? EnlistedTransaction => null;

    public IDbContextTransaction BeginTransaction() => throw Refusal();

    public Task<IDbContextTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default) => throw Refusal();

    public void CommitTransaction() => throw Refusal();

    public Task CommitTransactionAsync(CancellationToken cancellationToken = default) => throw Refusal();

    public void RollbackTransaction() => throw Refusal();

    public Task RollbackTransactionAsync(CancellationToken cancellationToken = default) => throw Refusal();

    public void EnlistTransaction(Transaction? transaction) => throw Refusal();

    public void ResetState()
    {
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static InvalidOperationException Refusal() => new(Messages.NoExplicitTransactions());
}
