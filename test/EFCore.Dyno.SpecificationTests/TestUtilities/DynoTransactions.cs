// Joins a context to the transaction of another one, as EF's updating suites do so that a test sees its own writes and nobody else does.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.TestUtilities;

internal static class DynoTransactions
{
    public static void Join(this DatabaseFacade database, IDbContextTransaction transaction) => database.UseTransaction(transaction.GetDynoTransaction());
}
