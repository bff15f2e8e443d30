// PartiQL's keywords, looked up: what Dyno.Core does with a frozen set that netstandard2.0 lacks, over the same list.

namespace Dyno.PartiQL;

internal static partial class PartiQLKeywords
{
    private static readonly HashSet<string> Words = new(List().Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string word) => Words.Contains(word);
}
