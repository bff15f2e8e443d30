// What is said of requests in loops.

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string KeysOneByOneTitle = "Items are read one by one in a loop";

    /// <summary>The call, and the entity type.</summary>
    public const string KeysOneByOne =
        "{0} asks for one '{1}' in each iteration, a request at a time. Collect the keys and read them before the loop with Where(x => keys.Contains(x.Key)): that is one "
        + "BatchGetItem for 100 items.";

    public const string KeysOneByOneDescription =
        "Each Find is a request, and the loop waits for one after the other. BatchGetItem reads 100 items in one request for the same read units.";

    public const string QueriesInLoopTitle = "Query in a loop";

    /// <summary>The call, and the entity type.</summary>
    public const string QueriesInLoop =
        "{0} queries '{1}' again for each element: with N elements N requests, one after the other. Ask once before the loop with Where(x => keys.Contains(x.Key)), whose "
        + "requests run side by side, or Include what belongs to the elements.";

    /// <summary>The call that loads.</summary>
    public const string LoadsInLoop =
        "{0} loads a navigation for each element: with N elements N requests, one after the other. Say Include(...) in the query that reads the elements.";

    public const string AskOnce = "Ask once, before the loop";

    public const string SayInclude = "Include it in the query of the elements";

    public const string QueriesInLoopDescription =
        "A query per element makes a request per element (N+1). One query with a list of keys makes its requests side by side, and Include reads related items in batches.";

    public const string SavesInLoopTitle = "SaveChanges in a loop";

    public const string SavesInLoop =
        "{0} is called in each iteration: each save is a request of its own, and what is saved before a failure stays. Save once after the loop: that is one "
        + "transaction, up to 100 items of it on Amazon DynamoDB; save more in batches (Chunk(100)).";

    public const string SaveAfterLoop = "Save once, after the loop";

    public const string SavesInLoopDescription =
        "SaveChanges writes all changes in one transaction. In a loop it makes a request per element instead, and a failure leaves half of the work done.";
}
