// The store's transaction behind EF's.

using EFCore.Dyno;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Members of <c>IDbContextTransaction</c> that belong to the Dyno provider.</summary>
public static class DynoDbContextTransactionExtensions
{
    /// <summary>
    /// The transaction as the store knows it: a client whose requests are part of it, for code without EF, and what other contexts join with
    /// <c>Database.UseTransaction</c>.
    /// </summary>
    /// <param name="transaction">A transaction of <c>Database.BeginTransaction</c>.</param>
    /// <returns>The open transaction.</returns>
    /// <exception cref="InvalidOperationException">Another provider began it.</exception>
    public static IDynoTransaction GetDynoTransaction(this IDbContextTransaction transaction) =>
        transaction is IInfrastructure<IDynoTransaction> accessor
            ? accessor.Instance
            : throw new InvalidOperationException(Messages.NotATransactionOfThisProvider());
}
