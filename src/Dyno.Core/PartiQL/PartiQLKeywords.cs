// The words that PartiQL keeps for itself: SQL-92's, without its parts of dates, and its own. As a name such a word must stand in double quotes.
// DynamoDB's own list of reserved words (ReservedWords) does not apply to PartiQL. The list is in PartiQLKeywords.List.cs.

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Dyno.PartiQL;

internal static partial class PartiQLKeywords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Lookup(List());

    // Some words are names of functions where a parenthesis follows.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Functions = Lookup(
        "EXISTS COUNT AVG MAX MIN SUM SUBSTRING CHAR_LENGTH CHARACTER_LENGTH OCTET_LENGTH BIT_LENGTH UPPER LOWER SIZE NULLIF COALESCE LIST BAG");

    // The keyword, which is in upper case.
    public static bool TryGet(ReadOnlySpan<char> word, [NotNullWhen(true)] out string? keyword) => Words.TryGetValue(word, out keyword);

    public static bool IsFunction(ReadOnlySpan<char> word) => Functions.Contains(word);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
