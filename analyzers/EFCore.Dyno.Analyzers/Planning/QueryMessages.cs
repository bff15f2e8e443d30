// What the shared rules say where a query names an index that cannot answer it. The analyzers ask first, and have rules of their own for that.

namespace EFCore.Dyno.Query;

internal static class QueryMessages
{
    public static string UnknownIndex(string entity, string index, IEnumerable<string> known) =>
        $"'{entity}' has no index '{index}' (it has {string.Join(", ", known)}).";

    public static string IndexCannotAnswer(string entity, string index, string reason) => $"Index '{index}' of '{entity}' cannot answer: {reason}.";
}
