// LIKE as relational stores have it: % for any text, _ for one character, and an escape character. Letters match in either case.

namespace EFCore.Dyno.Query;

internal static class LikePattern
{
    public static bool Matches(string? text, string? pattern, string? escape)
    {
        if (text is null || pattern is null)
        {
            return false;
        }

        var escapeCharacter = string.IsNullOrEmpty(escape) ? '\0' : escape[0];
        int t = 0, p = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%' && escapeCharacter != '%')
            {
                star = p++;
                resume = t;
                continue;
            }

            var (matches, length) = One(text[t], pattern, p, escapeCharacter);
            if (matches)
            {
                t++;
                p += length;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static (bool Matches, int Length) One(char character, string pattern, int at, char escape)
    {
        if (at >= pattern.Length)
        {
            return (false, 0);
        }

        if (escape != '\0' && pattern[at] == escape && at + 1 < pattern.Length)
        {
            return (Same(character, pattern[at + 1]), 2);
        }

        return (pattern[at] == '_' || Same(character, pattern[at]), 1);
    }

    private static bool Same(char left, char right) => left == right || char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
