// What ExecuteUpdate and ExecuteDelete say to people.

namespace EFCore.Dyno.Query;

internal static partial class QueryMessages
{
    public static string DeleteOfNoEntity() => "ExecuteDelete deletes entities: the query must end in an entity, not in a projection of it.";

    public static string DeleteOfEmbedded(string type) =>
        $"ExecuteDelete cannot delete '{type}': it is stored within its owner's item and is no element of a list there. Set the owner's member to null by ExecuteUpdate.";

    public static string NotSettable(string selector) =>
        $"ExecuteUpdate cannot set '{selector}': it is no property of the rows' entity, nor of an owned or complex value in it that is no element of a list. "
        + "Select such a member, or an element of a list by its index.";

    public static string SetsSeveralItems(string first, string second) =>
        $"ExecuteUpdate sets members of one entity of the row, and '{first}' and '{second}' belong to different ones. Use an ExecuteUpdate for each.";

    public static string BulkWithoutKey(string operation, string type) =>
        $"{operation} cannot write '{type}': the type has no key. Write the entity type whose items it shows.";

    public static string BulkChanged(string operation, string type, int written, int rounds) =>
        $"{operation} over '{type}' was given up after {rounds} attempts: the rows are changed by others all the time. {written} rows are written; "
        + "those that still match are not. Run it again to go on.";

    public static string BulkStopped(string operation, string type, int written, int rows) =>
        $"{operation} over '{type}' stopped after {written} of {rows} rows: see the inner exception. What is written stays; run it again to go on with the rows that still match.";

    public static string AddedOutOfRange(string type, string property) =>
        $"ExecuteUpdate would make '{type}.{property}' a number that its type cannot hold.";
}
