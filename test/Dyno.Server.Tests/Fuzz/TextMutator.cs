// Changes a text that may be an expression, a statement, a number or a name: token by token, with what parsers trip over.

using System.Text;
using System.Text.RegularExpressions;

namespace Dyno.Server.Tests.Fuzz;

internal static partial class TextMutator
{
    public static string Mutate(string text, Random random)
    {
        var tokens = Words().Matches(text).Select(m => m.Value).ToList();
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            var at = random.Next(tokens.Count + 1);
            var token = FuzzSeeds.Tokens[random.Next(FuzzSeeds.Tokens.Length)];
            switch (random.Next(8))
            {
                case 0 when at < tokens.Count:
                    tokens.RemoveAt(at);
                    break;
                case 1 when at < tokens.Count:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2 when at < tokens.Count:
                    tokens[at] = token;
                    break;
                case 3 when tokens.Count > 1:
                    var other = random.Next(tokens.Count);
                    at = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 4 when tokens.Count > 0:
                    tokens.RemoveRange(Math.Min(at, tokens.Count - 1), 1 + random.Next(tokens.Count - Math.Min(at, tokens.Count - 1)));
                    break;
                case 5:
                    tokens.Insert(at, Repeated(random));
                    break;
                default:
                    tokens.Insert(at, " " + token + " ");
                    break;
            }
        }

        return string.Concat(tokens);
    }

    // Long and deep texts are rare, because most of them meet the same limit.
    private static string Repeated(Random random)
    {
        var piece = ((string[])["(", "NOT ", "a.", "[0]", "pk = :x AND ", "size(", "((", "[", "{'a':", "<<", "-", "x", "attribute_exists(pk) OR ", "if_not_exists(a, "])[random.Next(14)];
        var times = random.Next(20) == 0 ? random.Next(5000) : random.Next(40);
        return new StringBuilder().Insert(0, piece, times).ToString();
    }

    [GeneratedRegex(@"\w+|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Words();
}
