// The words that an expression cannot use as attribute names without a placeholder. The list is in ReservedWords.List.cs.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html

using System.Collections.Frozen;

namespace Dyno;

/// <summary>DynamoDB's reserved words.</summary>
public static partial class ReservedWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words =
        List().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a name is reserved, in whatever case it is written.</summary>
    public static bool Contains(ReadOnlySpan<char> name) => Words.Contains(name);
}
