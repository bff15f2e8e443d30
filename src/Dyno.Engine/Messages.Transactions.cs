// What the engine says of interactive transactions: its own sentences, as DynamoDB has none.
namespace Dyno.Engine;

internal static partial class Messages
{
    public const string TransactionIsOver = "The transaction has ended: it was committed, rolled back or disposed. Begin another one.";

    public const string TransactionConflict =
        "The transaction read or wrote what another writer has changed since it began. Nothing was written: begin again and repeat its work.";

    public const string TransactionTooOld =
        "The transaction was open for so long that what others wrote meanwhile is no longer known. Nothing was written: begin again and repeat its work in less time.";

    public static string IndexIsNewer(string index) =>
        $"The index {index} became readable after the transaction began, which sees the time before. Begin again and repeat the transaction's work.";

    public static string NoSavepoint(string name) => $"The transaction has no savepoint '{name}': it was never created, was released, or was made after one that was rolled back to.";
}
