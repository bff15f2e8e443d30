// What is said of how queries are written and their results used.

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string CountForExistenceTitle = "Count asks whether there is a row";

    /// <summary>The call, and what to call instead.</summary>
    public const string CountForExistence = "{0} reads every row that it counts, and is billed for them. {1} stops at the first.";

    public const string CountForExistenceDescription = "DynamoDB counts by reading: a Query with Select=COUNT costs what reading the items costs. Any reads one.";

    public const string FilterAfterReadTitle = "Rows are chosen after they were read";

    /// <summary>What chooses, what reads, and the entity type.</summary>
    public const string FilterAfterRead =
        "{0} chooses among rows of '{2}' that {1} has read, and was billed for, already. Put it before {1}: the store can then use a key, an index or a filter.";

    public const string FilterAfterReadDescription =
        "A condition after ToList or AsEnumerable is applied in memory: every row is read, sent and made an entity first. As part of the query it can become a key condition.";

    public const string EmptyPageTitle = "A page without rows is taken as the end";

    /// <summary>The cursor's name.</summary>
    public const string EmptyPage =
        "A page may have fewer rows than asked for, or none, and more may follow; the last page has no {0}, and without it the next read begins again. End where {0} is null.";

    public const string EmptyPageDescription =
        "DynamoDB applies filters after it has read a page, so that one may be empty before the end. The end is where no cursor is given; a read without a cursor is the first one again.";

    public static string EndByCursor(string cursor) => $"End where {cursor} is null";

    public const string CursorDroppedTitle = "The cursor of a page is dropped";

    /// <summary>The page's size.</summary>
    public const string CursorDropped =
        "Only the rows of the first page are used: what follows is never read. Keep NextCursor and ask on with it, or say Take({0}) where the first rows are all that is wanted.";

    public const string CursorDroppedDescription = "ToPageAsync gives a page and the cursor of the next one. Without the cursor it is a costlier Take.";

    public const string LeaveConsistentReadOut = "Leave out ConsistentRead()";

    public const string LeaveIndexToProvider = "Leave the index to the provider";

    public static string AskForWhatLives(string property) => $"Ask for what has not expired by '{property}'";

    public const string TakeTheFirst = "Take the first rows";

    public const string SynchronousTitle = "Synchronous call on a store over a network";

    /// <summary>The call, and what to call instead.</summary>
    public const string Synchronous = "The store of this context is over a network, where {0} throws an InvalidOperationException. Use {1}.";

    public const string SynchronousDescription =
        "A synchronous call would block a thread for every round trip, so a client over a network completes asynchronously only, and the provider refuses the others.";

    public static string CallAsync(string name) => name == "foreach" ? "Use await foreach" : $"Await {name}Async";

    public static string AskAny(string call) => $"Ask {call}";

    public const string MoveBeforeRead = "Make it part of the query";

    public const string ReadBeforeLoop = "Read the items before the loop";
}
