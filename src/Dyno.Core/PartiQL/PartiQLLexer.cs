// Cuts a PartiQL statement into tokens. Comments are "-- to the end of the line" and "/* */"; a quote inside quotes is doubled.
// What cannot be cut (an open quote or comment, a number whose exponent needs more than 32 bits, a strange character) is a ValidationException.

using System.Globalization;
using System.Text;

namespace Dyno.PartiQL;

internal sealed class PartiQLLexer
{
    private readonly string _text;
    private readonly PartiQLTokenBuffer _tokens;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private PartiQLLexer(string text, PartiQLTokenBuffer tokens)
    {
        _text = text;
        _tokens = tokens;
    }

    public static void Cut(string text, PartiQLTokenBuffer tokens) => new PartiQLLexer(text, tokens).Run();

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void Run()
    {
        while (SkipSpace())
        {
            var c = Peek();
            if (c is '\'' or '"')
            {
                Quoted(c);
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)) && !EndsOperand()))
            {
                Number();
            }
            else if (char.IsAsciiLetter(c) || c is '_' or '$')
            {
                Word();
            }
            else
            {
                Symbol(c);
            }
        }

        Add(PartiQLTokenKind.End, _at, "");
    }

    // After a name ".5" is no number.
    private bool EndsOperand() => _tokens.Count > 0 && _tokens[^1].Kind is PartiQLTokenKind.Identifier or PartiQLTokenKind.QuotedIdentifier
        or PartiQLTokenKind.CloseBracket;

    // False at the end.
    private bool SkipSpace()
    {
        while (_at < _text.Length)
        {
            var c = Peek();
            if (c == '-' && Peek(1) == '-')
            {
                while (_at < _text.Length && Peek() != '\n')
                {
                    _at++;
                }
            }
            else if (c == '/' && Peek(1) == '*')
            {
                _at += 2;
                while (!(Peek() == '*' && Peek(1) == '/'))
                {
                    Step();
                }

                _at += 2;
            }
            else if (c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f')
            {
                Step();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void Step()
    {
        if (_at >= _text.Length)
        {
            throw PartiQLMessages.NotWellFormed();
        }

        if (_text[_at++] == '\n')
        {
            _line++;
            _lineStart = _at;
        }
    }

    private void Quoted(char quote)
    {
        var (start, span) = (_at, Here());
        var kind = quote == '"' ? PartiQLTokenKind.QuotedIdentifier : PartiQLTokenKind.String;
        if (PlainEnd(quote) is var end and > 0)
        {
            _at = end + 1;
            _tokens.Add(new PartiQLToken(kind, _text[(start + 1)..end], span with { Length = _at - start }));
            return;
        }

        var text = new StringBuilder();
        _at++;
        while (true)
        {
            if (Peek() == quote)
            {
                if (Peek(1) != quote)
                {
                    break;
                }

                _at++;
            }

            var c = Peek();
            if (char.IsSurrogate(c) && !(_at + 1 < _text.Length && char.IsSurrogatePair(c, _text[_at + 1])))
            {
                throw PartiQLMessages.NotWellFormed();
            }

            if (char.IsSurrogate(c))
            {
                text.Append(c);
                Step();
                c = Peek();
            }

            Step();
            text.Append(c);
        }

        _at++;
        _tokens.Add(new PartiQLToken(kind, text.ToString(), span with { Length = _at - start }));
    }

    // The closing quote of a text on one line that means what it looks like, as nearly all do; 0 for any other.
    private int PlainEnd(char quote)
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] != quote && _text[end] != '\n' && !char.IsSurrogate(_text[end]))
        {
            end++;
        }

        return end < _text.Length && _text[end] == quote && (end + 1 == _text.Length || _text[end + 1] != quote) ? end : 0;
    }

    private void Number()
    {
        var start = _at;
        var point = 0;
        Digits();
        if (Peek() == '.')
        {
            _at++;
            point = Digits();
        }

        long exponent = 0;
        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            var digits = _at;
            if (Digits() == 0
                || !int.TryParse(_text.AsSpan(digits, _at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var magnitude))
            {
                throw PartiQLMessages.NotWellFormed();
            }

            exponent = _text[digits - 1] == '-' ? -(long)magnitude : magnitude;
        }

        // DynamoDB keeps the power of ten in 32 bits.
        if (point - exponent is > int.MaxValue or < int.MinValue || char.IsAsciiLetter(Peek()) || Peek() == '_')
        {
            throw PartiQLMessages.NotWellFormed();
        }

        Add(PartiQLTokenKind.Number, start, _text[start.._at]);
    }

    private int Digits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        return _at - start;
    }

    private void Word()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '$')
        {
            _at++;
        }

        var word = _text.AsSpan(start, _at - start);
        if (PartiQLKeywords.TryGet(word, out var keyword))
        {
            Add(PartiQLTokenKind.Keyword, start, keyword);
        }
        else
        {
            Add(PartiQLTokenKind.Identifier, start, word.ToString());
        }
    }

    private void Symbol(char c)
    {
        var (kind, text) = (c, Peek(1)) switch
        {
            ('<', '<') => (PartiQLTokenKind.OpenSet, "<<"),
            ('>', '>') => (PartiQLTokenKind.CloseSet, ">>"),
            ('<', '>') => (PartiQLTokenKind.NotEqual, "<>"),
            ('!', '=') => (PartiQLTokenKind.NotEqual, "!="),
            ('<', '=') => (PartiQLTokenKind.LessThanOrEqual, "<="),
            ('>', '=') => (PartiQLTokenKind.GreaterThanOrEqual, ">="),
            ('|', '|') => (PartiQLTokenKind.OtherOperator, "||"),
            ('<', _) => (PartiQLTokenKind.LessThan, "<"),
            ('>', _) => (PartiQLTokenKind.GreaterThan, ">"),
            ('=', _) => (PartiQLTokenKind.Equal, "="),
            ('+', _) => (PartiQLTokenKind.Plus, "+"),
            ('-', _) => (PartiQLTokenKind.Minus, "-"),
            ('*', _) => (PartiQLTokenKind.Star, "*"),
            ('/', _) => (PartiQLTokenKind.OtherOperator, "/"),
            ('%', _) => (PartiQLTokenKind.OtherOperator, "%"),
            ('^', _) => (PartiQLTokenKind.OtherOperator, "^"),
            ('@', _) => (PartiQLTokenKind.OtherOperator, "@"),
            (',', _) => (PartiQLTokenKind.Comma, ","),
            ('.', _) => (PartiQLTokenKind.Dot, "."),
            (':', _) => (PartiQLTokenKind.Colon, ":"),
            (';', _) => (PartiQLTokenKind.Semicolon, ";"),
            ('(', _) => (PartiQLTokenKind.OpenParenthesis, "("),
            (')', _) => (PartiQLTokenKind.CloseParenthesis, ")"),
            ('[', _) => (PartiQLTokenKind.OpenBracket, "["),
            (']', _) => (PartiQLTokenKind.CloseBracket, "]"),
            ('{', _) => (PartiQLTokenKind.OpenBrace, "{"),
            ('}', _) => (PartiQLTokenKind.CloseBrace, "}"),
            ('?', _) => (PartiQLTokenKind.Parameter, "?"),
            _ => throw PartiQLMessages.NotWellFormed(),
        };
        var start = _at;
        _at += text.Length;
        Add(kind, start, text);
    }

    private SourceSpan Here() => new(_line, _at - _lineStart + 1, 0);

    // A token on one line that ends here.
    private void Add(PartiQLTokenKind kind, int start, string text) =>
        _tokens.Add(new PartiQLToken(kind, text, new SourceSpan(_line, start - _lineStart + 1, _at - start)));
}
