// Cuts an expression into tokens.

namespace Dyno.Expressions;

internal static class Lexer
{
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                at++;
                continue;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }

        tokens.Add(new Token(TokenKind.End, text.Length, 0));
        return tokens;
    }

    private static Token Next(string text, int at)
    {
        var c = text[at];
        // A name begins with a letter; others need a placeholder.
        if (char.IsAsciiLetter(c))
        {
            return new Token(TokenKind.Name, at, Run(text, at + 1) - at);
        }

        if (char.IsAsciiDigit(c))
        {
            var end = at + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            return new Token(TokenKind.Index, at, end - at);
        }

        if (c is '#' or ':')
        {
            var end = Run(text, at + 1);
            return end == at + 1
                ? new Token(TokenKind.Unknown, at, 1)
                : new Token(c == '#' ? TokenKind.NamePlaceholder : TokenKind.ValuePlaceholder, at, end - at);
        }

        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return (c, next) switch
        {
            ('<', '>') => new Token(TokenKind.NotEqual, at, 2),
            ('<', '=') => new Token(TokenKind.LessThanOrEqual, at, 2),
            ('>', '=') => new Token(TokenKind.GreaterThanOrEqual, at, 2),
            ('<', _) => new Token(TokenKind.LessThan, at, 1),
            ('>', _) => new Token(TokenKind.GreaterThan, at, 1),
            ('=', _) => new Token(TokenKind.Equal, at, 1),
            ('(', _) => new Token(TokenKind.OpenParenthesis, at, 1),
            (')', _) => new Token(TokenKind.CloseParenthesis, at, 1),
            ('[', _) => new Token(TokenKind.OpenBracket, at, 1),
            (']', _) => new Token(TokenKind.CloseBracket, at, 1),
            (',', _) => new Token(TokenKind.Comma, at, 1),
            ('.', _) => new Token(TokenKind.Dot, at, 1),
            ('+', _) => new Token(TokenKind.Plus, at, 1),
            ('-', _) => new Token(TokenKind.Minus, at, 1),
            _ => new Token(TokenKind.Unknown, at, 1),
        };
    }

    private static int Run(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }
}
