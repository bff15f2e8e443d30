// Event ids. They are stable: applications configure warnings by them, and docs/diagnostics.md lists them. Each section has a hundred: +0 requests
// and tables, +100 queries, +200 saving, +300 transactions, +600 the model. New ones go to the end of their section; none is used twice.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

/// <summary>
/// The events that the Dyno provider logs, for <c>ConfigureWarnings</c> and log filters.
/// See https://learn.microsoft.com/ef/core/logging-events-diagnostics/.
/// </summary>
public static class DynoEventId
{
    private const int Base = CoreEventId.ProviderBaseId;

    /// <summary>
    /// A request was carried out by the store: what was asked, what came of it, the capacity it consumed and its time.
    /// Category Database.Command, level Information, payload <see cref="DynoRequestEventData"/>.
    /// </summary>
    public static readonly EventId RequestExecuted = Command(0, nameof(RequestExecuted));

    /// <summary>A request is about to be sent. Category Database.Command, level Debug, payload <see cref="DynoRequestEventData"/>.</summary>
    public static readonly EventId RequestExecuting = Command(1, nameof(RequestExecuting));

    /// <summary>
    /// The store refused a request, or the request did not reach it. Category Database.Command, level Error, payload <see cref="DynoRequestErrorEventData"/>.
    /// </summary>
    public static readonly EventId RequestFailed = Command(2, nameof(RequestFailed));

    /// <summary>A request was canceled by its caller. Category Database.Command, level Debug, payload <see cref="DynoRequestErrorEventData"/>.</summary>
    public static readonly EventId RequestCanceled = Command(3, nameof(RequestCanceled));

    /// <summary>
    /// A request was throttled or met another transaction: the same request may succeed later (see <c>EnableRetryOnFailure</c>).
    /// Category Database.Command, level Warning, payload <see cref="DynoRequestErrorEventData"/>.
    /// </summary>
    public static readonly EventId RequestFailedTransiently = Command(4, nameof(RequestFailedTransiently));

    /// <summary>
    /// The condition of a write did not hold, as when an item was changed by somebody else. EF throws a <see cref="DbUpdateException"/>.
    /// Category Database.Command, level Information, payload <see cref="DynoRequestErrorEventData"/>.
    /// </summary>
    public static readonly EventId RequestConditionFailed = Command(5, nameof(RequestConditionFailed));

    /// <summary>
    /// A table that was asked about is not there, as when <c>EnsureCreated</c> or <c>EnsureDeleted</c> looks what there is. Category Database.Command, level Debug, payload
    /// <see cref="DynoRequestErrorEventData"/>.
    /// </summary>
    public static readonly EventId TableNotFound = Command(6, nameof(TableNotFound));

    /// <summary>
    /// A query reads every item of a table or index; <c>AllowScan()</c> says that it is meant. Raised when the query is compiled.
    /// Category Query, level Warning.
    /// </summary>
    public static readonly EventId ScanWarning = Query(100, nameof(ScanWarning));

    /// <summary>
    /// Part of a query is done by the provider after reading from the store: the message says what. Raised when the query is compiled.
    /// Category Query, level Warning.
    /// </summary>
    public static readonly EventId ClientWorkWarning = Query(101, nameof(ClientWorkWarning));

    /// <summary>
    /// A query paid for many more items than it returned: its filter, or the provider, dropped the rest. Raised when the query has run.
    /// Category Query, level Warning.
    /// </summary>
    public static readonly EventId WastefulReadWarning = Query(102, nameof(WastefulReadWarning));

    /// <summary>
    /// The dependents that go with a deleted principal, or lose their foreign key, are looked for among all items of a table: no key or index begins with that.
    /// Raised when the first principal of the relationship is deleted. Category Query, level Warning.
    /// </summary>
    public static readonly EventId CascadeScanWarning = Query(103, nameof(CascadeScanWarning));

    /// <summary>SaveChanges wrote more items in one commit than DynamoDB's transactions can. Category Update, level Warning.</summary>
    public static readonly EventId LargeCommitWarning = Update(200, nameof(LargeCommitWarning));

    /// <summary>A context began a transaction. Category Database.Transaction, level Debug, payload <see cref="DynoTransactionEventData"/>.</summary>
    public static readonly EventId TransactionStarted = Transaction(300, nameof(TransactionStarted));

    /// <summary>
    /// A context joined a transaction of another one (<c>UseTransaction</c>). Category Database.Transaction, level Debug, payload
    /// <see cref="DynoTransactionEventData"/>.
    /// </summary>
    public static readonly EventId TransactionUsed = Transaction(301, nameof(TransactionUsed));

    /// <summary>A transaction was committed. Category Database.Transaction, level Debug, payload <see cref="DynoTransactionEventData"/>.</summary>
    public static readonly EventId TransactionCommitted = Transaction(302, nameof(TransactionCommitted));

    /// <summary>A transaction was rolled back. Category Database.Transaction, level Debug, payload <see cref="DynoTransactionEventData"/>.</summary>
    public static readonly EventId TransactionRolledBack = Transaction(303, nameof(TransactionRolledBack));

    /// <summary>
    /// A transaction was disposed while it was open, which rolled it back. Category Database.Transaction, level Debug, payload
    /// <see cref="DynoTransactionEventData"/>.
    /// </summary>
    public static readonly EventId TransactionDisposed = Transaction(304, nameof(TransactionDisposed));

    /// <summary>
    /// A transaction could not be committed or rolled back: another writer came first, or the store failed. Category Database.Transaction, level Error,
    /// payload <see cref="DynoTransactionErrorEventData"/>.
    /// </summary>
    public static readonly EventId TransactionFailed = Transaction(305, nameof(TransactionFailed));

    /// <summary>A savepoint was made. Category Database.Transaction, level Debug, payload <see cref="DynoTransactionEventData"/>.</summary>
    public static readonly EventId SavepointCreated = Transaction(306, nameof(SavepointCreated));

    /// <summary>What came after a savepoint was taken back. Category Database.Transaction, level Debug, payload <see cref="DynoTransactionEventData"/>.</summary>
    public static readonly EventId SavepointRolledBack = Transaction(307, nameof(SavepointRolledBack));

    /// <summary>A savepoint was given up. Category Database.Transaction, level Debug, payload <see cref="DynoTransactionEventData"/>.</summary>
    public static readonly EventId SavepointReleased = Transaction(308, nameof(SavepointReleased));

    /// <summary>
    /// A System.Transactions transaction is open, in which this provider takes no part. Category Database.Transaction, level Warning; thrown unless it is
    /// configured otherwise.
    /// </summary>
    public static readonly EventId AmbientTransactionWarning = Transaction(309, nameof(AmbientTransactionWarning));

    private static EventId Transaction(int offset, string name) => new(Base + offset, DbLoggerCategory.Database.Transaction.Name + "." + name);

    /// <summary>
    /// The text of a chosen sort key does not sort as its values do, so that ranges and orders by it are worked out after reading: the message says of
    /// which and how to change it. Category Model.Validation, level Warning.
    /// </summary>
    public static readonly EventId SortKeyOrderWarning = Model(600, nameof(SortKeyOrderWarning));

    private static EventId Command(int offset, string name) => new(Base + offset, DbLoggerCategory.Database.Command.Name + "." + name);

    private static EventId Query(int offset, string name) => new(Base + offset, DbLoggerCategory.Query.Name + "." + name);

    private static EventId Update(int offset, string name) => new(Base + offset, DbLoggerCategory.Update.Name + "." + name);

    private static EventId Model(int offset, string name) => new(Base + offset, DbLoggerCategory.Model.Validation.Name + "." + name);
}
