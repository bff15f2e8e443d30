// The words of a PartiQL statement or an expression that stand where a name must, and are reserved. Text in quotes and what follows a dot are left alone.

using Dyno.PartiQL;

namespace EFCore.Dyno.Analyzers.Code;

/// <param name="Text">As it is written.</param>
/// <param name="Start">Where it begins in the text.</param>
internal readonly record struct ReservedWord(string Text, int Start);

internal static class StatementWords
{
    private static readonly HashSet<string> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        "NULL", "TRUE", "FALSE", "MISSING", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER", "END",
    };

    private static readonly HashSet<string> Comparisons = new(StringComparer.Ordinal) { "=", "<", ">", "<=", ">=", "<>", "!=" };

    private static readonly HashSet<string> Grammar = new(StringComparer.OrdinalIgnoreCase) { "AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE" };

    /// <summary>A keyword that is compared, selected or ordered by: <c>WHERE Date = ?</c>, <c>SELECT Key, Value FROM</c>, <c>ORDER BY Timestamp</c>.</summary>
    public static IEnumerable<ReservedWord> InStatement(string text)
    {
        var tokens = Tokens(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var (word, start) = tokens[i];
            var before = i > 0 ? tokens[i - 1].Text : "";
            var after = i + 1 < tokens.Count ? tokens[i + 1].Text : "";
            if (before == "." || Values.Contains(word) || !char.IsLetter(word[0]) || !PartiQLKeywords.Contains(word))
            {
                continue;
            }

            var isCompared = Comparisons.Contains(after) && (before is "(" or "," || Is(before, "WHERE", "AND", "OR", "NOT", "SET"));
            var isSelected = (Is(before, "SELECT") || (before == "," && IsInList(tokens, i))) && (after == "," || Is(after, "FROM"));
            var isOrdered = Is(before, "BY") && (after is "" or "," || Is(after, "ASC", "DESC"));
            if (isCompared || isSelected || isOrdered)
            {
                yield return new ReservedWord(word, start);
            }
        }
    }

    /// <summary>A reserved word that is a name in a condition, key condition, projection or update expression.</summary>
    public static IEnumerable<ReservedWord> InExpression(string text)
    {
        var tokens = Tokens(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var (word, start) = tokens[i];
            var after = i + 1 < tokens.Count ? tokens[i + 1].Text : "";
            if (char.IsLetter(word[0]) && after != "(" && !Grammar.Contains(word) && global::Dyno.ReservedWords.Contains(word))
            {
                yield return new ReservedWord(word, start);
            }
        }
    }

    private static bool Is(string word, params string[] words) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    // Between SELECT and FROM, outside parentheses.
    private static bool IsInList(List<(string Text, int Start)> tokens, int place)
    {
        for (var i = place - 1; i >= 0; i--)
        {
            if (tokens[i].Text is ")" or "(" || Is(tokens[i].Text, "FROM"))
            {
                return false;
            }

            if (Is(tokens[i].Text, "SELECT"))
            {
                return true;
            }
        }

        return false;
    }

    // Words, placeholders (#name, :value, ?), comparisons and single characters; what is in quotes is one token that no word equals.
    private static List<(string Text, int Start)> Tokens(string text)
    {
        var tokens = new List<(string, int)>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            if (c is '\'' or '"')
            {
                i = text.IndexOf(c, i + 1);
                i = i < 0 ? text.Length : i + 1;
            }
            else if (char.IsLetterOrDigit(c) || c is '_' or '#' or ':')
            {
                i++;
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
                {
                    i++;
                }
            }
            else
            {
                i += i + 1 < text.Length && Comparisons.Contains(text.Substring(i, 2)) ? 2 : 1;
            }

            tokens.Add((text.Substring(start, i - start), start));
        }

        return tokens;
    }
}
