// What the analyzers say, in parts by area.

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    /// <summary>The help page's place in the repository.</summary>
    public static string HelpLink(string id) => $"analyzers/rules/{id}.md";

    public static string AddIndex(string index, string property) => $"Add an index '{index}' by '{property}'";
}
