// What is said of writes.

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string LargeTransactionTitle = "More than 100 items in a transaction";

    /// <summary>The call, and how many items.</summary>
    public const string LargeTransaction =
        "{0} saves {1} items at once, and Amazon DynamoDB takes 100 in a transaction: it is refused. Save in batches (Chunk(100)), or set Database.AutoTransactionBehavior = "
        + "AutoTransactionBehavior.Never where several transactions will do.";

    public const string LargeTransactionDescription = "SaveChanges is one TransactWriteItems, which has at most 100 actions. The embedded engine commits more; Amazon DynamoDB does not.";

    public const string LostUpdateTitle = "Counter is read, changed and written back";

    /// <summary>The property, and the entity type.</summary>
    public const string LostUpdate =
        "'{0}' is written as what was read plus a change: of two that do so at once, one is lost. Add in the store with Property(x => x.{0}).Increment(...), or give '{1}' a concurrency token.";

    public const string LostUpdateDescription = "Between the read and SaveChanges somebody else may have changed the number. ADD in the store counts every addition; a token makes the second save fail.";

    public const string IncrementInStore = "Increment in the store";

    public const string KeyChangedTitle = "Key of a tracked entity is changed";

    /// <summary>The property, and the entity type.</summary>
    public const string KeyChanged =
        "'{0}' is part of the key of '{1}', which tells the item: SaveChanges throws. Remove the entity and add a copy with the new key; both are written in one transaction.";

    public const string KeyChangedDescription = "An item's key cannot be changed in DynamoDB, and EF Core refuses to save an entity whose key was.";

    public const string OpenTransactionTitle = "Transaction that stays open on a store over a network";

    /// <summary>The call.</summary>
    public const string OpenTransaction =
        "{0} throws on this context: the transactions of DynamoDB are single requests. SaveChanges writes all changes in one; make them before one call of it.";

    public const string OpenTransactionDescription = "Only the embedded engine has transactions that stay open. TransactWriteItems, which SaveChanges sends, is atomic by itself.";

    public const string RetryWithoutTokenTitle = "Transaction is tried again without its token";

    /// <summary>The call.</summary>
    public const string RetryWithoutToken =
        "{0} is tried again as another transaction: where the first was written and only its answer was lost, it is written twice. Make one ClientRequestToken before the first attempt.";

    public const string RetryWithoutTokenDescription = "With the same ClientRequestToken within ten minutes DynamoDB answers a repeated transaction without writing it again.";

    public const string KeepTheToken = "Give each attempt the same token";

    public const string LeaveTransactionOut = "Leave the transaction out: SaveChanges is one";

    public const string AddACopy = "Remove it and add a copy with the new key";

    public const string SaveInBatches = "Save in batches of 100";

    public const string SaveInSeveral = "Let it be several transactions";
}
