// DynamoDB's reserved words, looked up: what Dyno.Core does with a frozen set that netstandard2.0 lacks, over the same list.

namespace Dyno;

/// <summary>DynamoDB's reserved words.</summary>
public static partial class ReservedWords
{
    private static readonly HashSet<string> Words = new(List().Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is reserved, in whatever case it is written.</summary>
    public static bool Contains(string name) => Words.Contains(name);
}
