// Messages of opening databases and saving.

namespace EFCore.Dyno;

internal static partial class Messages
{
    public static string NoDatabaseChosen() =>
        "No database was chosen. Give UseDyno a path (UseDyno(\"shop.dyno\")), a name in memory (UseDyno(o => o.InMemory(\"tests\"))), "
        + "or a client: with the package EFCore.Dyno.Aws, UseDyno(o => o.Aws()) or UseDyno(o => o.Endpoint(\"http://localhost:8000\")).";

    public static string NoEngineOfOnesOwn(string option) =>
        $"{option} is an option of the embedded engine, and this context has a client of its own. Configure that client instead, or choose a path or a name in memory first.";

    public static string NotSynchronous(string method) =>
        $"The client of this context cannot complete synchronously. Use {method}Async instead of {method}.";

    public static string LargeCommit(int count) =>
        $"SaveChanges writes {count} items in one atomic commit. The embedded engine can; a transaction of Amazon DynamoDB holds at most {Limits.TransactionActions}.";

    public static string TooManyActions(int count, int maximum) => maximum == 1
        ? $"SaveChanges would write {count} items together, and the server of this context has no transactions. Save them one by one, "
            + "or let each be written on its own with context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never. "
            + "Unique constraints need a transaction."
        : $"SaveChanges would write {count} items, and one transaction of this client holds at most {maximum}. "
        + "Save in smaller parts, or allow several transactions with context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never.";

    public static string NoTransactions(string message) =>
        $"The server does not know TransactWriteItems, which SaveChanges writes several items with ({message}). Say so where it is chosen "
        + "(o.Endpoint(uri, transactions: false)), and save one item at a time or set context.Database.AutoTransactionBehavior to AutoTransactionBehavior.Never.";

    // The key is null where values are not to be shown.
    public static string DuplicateKey(string entityType, string table, string? key) => key is null
        ? $"Cannot insert '{entityType}': the table '{table}' already has an item with its key, which EnableSensitiveDataLogging would show."
        : $"Cannot insert '{entityType}': the table '{table}' already has an item with the key {key}.";

    // The key is null where values are not to be shown.
    public static string ConcurrencyConflict(string entityType, string table, string? key) => key is null
        ? $"A '{entityType}' in table '{table}', whose key EnableSensitiveDataLogging would show, was changed or deleted since it was loaded."
        : $"The '{entityType}' with the key {key} in table '{table}' was changed or deleted since it was loaded.";

    public static string KeyNotComposed(string entityType, string attribute, string part) =>
        $"The key attribute '{attribute}' of '{entityType}' ({part}) cannot be composed: a property in it is null, or its text contains the literal that follows it, here or in the key of another type of the table.";

    public static string TableMissing(string message) =>
        message + " Create the model's tables with context.Database.EnsureCreated().";

    public static string OwnedWithoutOwner(string entityType) =>
        $"A change of the owned type '{entityType}' cannot be saved: its owner is not tracked by the context.";

    public static string OwnedNotTracked(IReadOnlyNavigation navigation) =>
        $"A value of '{navigation.DeclaringEntityType.DisplayName()}.{navigation.Name}' is not tracked by the context; was it changed after DetectChanges?";
}
