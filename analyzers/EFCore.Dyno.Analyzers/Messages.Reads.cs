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
}
