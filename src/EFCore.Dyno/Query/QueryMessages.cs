// What queries say to people.

namespace EFCore.Dyno.Query;

internal static partial class QueryMessages
{
    public static string UnknownIndex(string entity, string name, IEnumerable<string> known) =>
        $"The query over '{entity}' asks for index '{name}', which the model does not have for it. "
        + (known.Any() ? $"It has: {string.Join(", ", known)}." : "It has none. Configure one with HasGlobalSecondaryIndex or HasLocalSecondaryIndex.");

    public static string IndexCannotAnswer(string entity, string index, string why) =>
        $"The query over '{entity}' asks for index '{index}', which cannot answer it: {why}. "
        + "Drop WithIndex, select less, or project more attributes into the index.";

    public static string SynchronousNotSupported() =>
        "The client of this context cannot complete synchronously. Use the asynchronous method (ToListAsync, FirstAsync, await foreach …).";

    public static string Operator(string name, string wayOut) => $"{name} is not supported yet. {wayOut}";

    public static string GroupAsItIs(string? rows) =>
        $"The elements '{rows}' of a group are a part of its result as they are. Aggregate them where the group is at hand: "
        + "GroupBy(key, element).Select(g => new { g.Key, Most = g.Max() }).";

    public static string NavigationOfChoice(string navigation) =>
        $"'{navigation}' is followed from what may be an object of the program (the value of DefaultIfEmpty), of which nothing is loaded. "
        + $"Select what is wanted of '{navigation}' before DefaultIfEmpty.";

    public static string ForeignCursor() =>
        "The cursor does not belong to this query: it was made by a query with another filter, order, index or shape. "
        + "Pass null to begin at the first page.";

    public static string MalformedCursor() => "The cursor is not one that ToPageAsync gave, or it is damaged. Pass null to begin at the first page.";

    public static string CursorVersion() =>
        "The cursor was made by another version of EFCore.Dyno, whose cursors this one does not read. Pass null to begin at the first page.";

    public static string EvaluateAtMostNeedsOrder() =>
        "A page of this query cannot say where it stopped, because its rows do not come in the store's order: "
        + "leave EvaluateAtMost out, or order by the sort key within one partition. ToQueryString() shows the plan.";

    public static string ClientWork(string entities, IEnumerable<string> work) =>
        $"The query over {entities} leaves work to the provider, after reading from the store: {string.Join("; ", work)}.";

    public static string WastefulRead(string path, long scanned, long returned) =>
        $"A query looked at {scanned} items of {path} and dropped all but {returned}: DynamoDB charges for those that it looks at. "
        + "Make what is filtered part of a key or index, or say AllowScan() where this is meant.";

    public static string NoPartiQL() => "The client of this context does not run PartiQL statements. Write the query in LINQ.";

    public static string PartiQLArgument(Type type) =>
        $"A value of '{type.Name}' cannot be a parameter of a PartiQL statement. Give a string, number, bool, byte[], Guid, date, list, or an AttributeValue.";

    public static string HintOnStatement(string hint) =>
        $"{hint} cannot be said of a PartiQL statement: the statement itself says what is read (FROM \"Table\".\"Index\" …).";

    public static string NotDyno(string method) => $"{method} works on queries of a DbContext that uses EFCore.Dyno.";

    public static string PageSize() => "The page size must be at least 1.";

    public static string SetOverDifferentStructures() =>
        "A set operation combines rows of the same structure: both sides must select the same entity type, or the same owned or complex member of it. "
        + "Select its properties instead.";

    public static string OwnedHasNoKeyOfItsOwn(string entity) =>
        $"'{entity}' is known by its place in its owner, which an object of the program does not have: compare its properties, or map it as a complex type.";

    public static string ReadFailed(string entity, string property, string message) =>
        $"The stored value of '{entity}.{property}' cannot be read: {message}";

    public static string CascadeScan(string entity, string path, string why) =>
        $"What goes with its deleted principal of '{entity}' is looked for in all of {path}: {why}. Begin the key with the foreign key or add an index on it, "
        + "or leave alone what is not loaded: DeleteBehavior.ClientCascade, or ClientSetNull.";

    // The index is one of EF's model only.
    public static string Scan(string entity, string path, string why, IReadOnlyIndex? index) =>
        $"The query over '{entity}' reads all of {path}: {why}. Give the partition key of the table or of an index, add an index for this query, "
        + "or say AllowScan() where reading everything is meant."
        + (index is null ? "" : $" HasIndex on {string.Join(", ", index.Properties.Select(p => p.Name))} is EF Core's alone: "
            + $"IsGlobalSecondaryIndex() behind it makes it one of the table.");
}
