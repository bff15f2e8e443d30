// What the analyzers say.

using EFCore.Dyno.Analyzers.Model;

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string QueryScansTitle = "Query scans the table";

    /// <summary>What is read, the key that nothing fixes, and the nearest index (or nothing).</summary>
    public const string QueryScans = "This query reads the whole {0}: nothing fixes the partition key {1}{2}. Fix a key, or say AllowScan().";

    public const string QueryScansDescription =
        "A query whose conditions fix no partition key by equality reads, and is billed for, every item of the table, however few it returns.";

    /// <summary>The help page's place in the repository.</summary>
    public static string HelpLink(string id) => $"analyzers/rules/{id}.md";

    public static string Table(EntityModel entity) => "table " + entity.TableDisplay;

    public static string Index(string name) => $"index '{name}'";

    public static string NearestIndex(string index, IEnumerable<string> missing) =>
        $". Fixing {Names(missing)} would make it a Query on '{index}'";

    public static string AddIndex(string index, string property) => $"Add an index '{index}' by '{property}'";

    public static string Names(IEnumerable<string> properties) => string.Join(", ", properties.Select(p => $"'{p}'"));
}
