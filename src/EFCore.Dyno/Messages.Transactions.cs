// Messages of transactions that stay open.

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string NoTransactionsThatStayOpen() =>
        "The store of this context has no transactions that stay open: those of DynamoDB are single requests. SaveChanges writes all that it saves in one of them, "
        + "so make the changes that belong together before one call of SaveChanges, and give what must not have changed since it was read a concurrency token. "
        + "The embedded database (UseDyno(\"shop.dyno\")) has BeginTransaction.";

    public static string TransactionAlreadyBegun() =>
        "The context has a transaction that is still open (Database.CurrentTransaction). Commit or roll it back before another one is begun or joined; "
        + "within it, a savepoint takes part of the work back (CreateSavepoint, RollbackToSavepoint).";

    public static string NoTransaction() => "The context has no open transaction. Begin one with Database.BeginTransaction().";

    public static string NotATransactionOfThisProvider() =>
        "The transaction was not begun by the Dyno provider: its contexts share transactions with Database.UseTransaction(transaction.GetDynoTransaction()).";

    public static string TransactionOfAnotherDatabase() =>
        "The transaction belongs to another database. Contexts can share a transaction where they use the same embedded database.";

    public static string AmbientTransaction() =>
        "A System.Transactions transaction is open (TransactionScope or EnlistTransaction), and the Dyno provider takes no part in it: what this context saves is not "
        + "rolled back with it. Use Database.BeginTransaction() on an embedded database. To go on nevertheless: "
        + "ConfigureWarnings(w => w.Ignore(DynoEventId.AmbientTransactionWarning)).";
}
