// Cuts a PartiQL statement into tokens. Comments are "-- to the end of the line" and "/* */"; a quote inside quotes is doubled.
// What cannot be cut (an open quote or comment, a number whose exponent needs more than 32 bits, a strange character) is a ValidationException.

using System.Globalization;
using System.Text;

namespace Dyno.PartiQL;

internal sealed class PartiQLLexer
{
    private readonly string _text;
    private readonly List<PartiQLToken> _tokens;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private PartiQLLexer(string text)
    {
        _text = text;

        // Seldom more than one token for two characters.
        _tokens = new((text.Length / 2) + 1);
    }

    public static List<PartiQLToken> Cut(string text)
    {
        var lexer = new PartiQLLexer(text);
        lexer.Run();
        return lexer._tokens;
    }

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
        var kind = quote == '"' ? PartiQLTokenKind.QuotedIdentifier : PartiQLTokenKind.String;
        _tokens.Add(new PartiQLToken(kind, text.ToString(), span with { Length = _at - start }));
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
        if (PartiQLKeywords.Contains(word))
        {
            Add(PartiQLTokenKind.Keyword, start, word.ToString().ToUpperInvariant());
        }
        else
        {
            Add(PartiQLTokenKind.Identifier, start, word.ToString());
        }
    }

    private void Symbol(char c)
    {
        var (kind, length) = (c, Peek(1)) switch
        {
            ('<', '<') => (PartiQLTokenKind.OpenSet, 2),
            ('>', '>') => (PartiQLTokenKind.CloseSet, 2),
            ('<', '>') or ('!', '=') => (PartiQLTokenKind.NotEqual, 2),
            ('<', '=') => (PartiQLTokenKind.LessThanOrEqual, 2),
            ('>', '=') => (PartiQLTokenKind.GreaterThanOrEqual, 2),
            ('|', '|') => (PartiQLTokenKind.OtherOperator, 2),
            ('<', _) => (PartiQLTokenKind.LessThan, 1),
            ('>', _) => (PartiQLTokenKind.GreaterThan, 1),
            ('=', _) => (PartiQLTokenKind.Equal, 1),
            ('+', _) => (PartiQLTokenKind.Plus, 1),
            ('-', _) => (PartiQLTokenKind.Minus, 1),
            ('*', _) => (PartiQLTokenKind.Star, 1),
            ('/', _) or ('%', _) or ('^', _) or ('@', _) => (PartiQLTokenKind.OtherOperator, 1),
            (',', _) => (PartiQLTokenKind.Comma, 1),
            ('.', _) => (PartiQLTokenKind.Dot, 1),
            (':', _) => (PartiQLTokenKind.Colon, 1),
            (';', _) => (PartiQLTokenKind.Semicolon, 1),
            ('(', _) => (PartiQLTokenKind.OpenParenthesis, 1),
            (')', _) => (PartiQLTokenKind.CloseParenthesis, 1),
            ('[', _) => (PartiQLTokenKind.OpenBracket, 1),
            (']', _) => (PartiQLTokenKind.CloseBracket, 1),
            ('{', _) => (PartiQLTokenKind.OpenBrace, 1),
            ('}', _) => (PartiQLTokenKind.CloseBrace, 1),
            ('?', _) => (PartiQLTokenKind.Parameter, 1),
            _ => throw PartiQLMessages.NotWellFormed(),
        };
        var start = _at;
        _at += length;
        Add(kind, start, _text.Substring(start, length));
    }

    private SourceSpan Here() => new(_line, _at - _lineStart + 1, 0);

    // A token on one line that ends here.
    private void Add(PartiQLTokenKind kind, int start, string text) =>
        _tokens.Add(new PartiQLToken(kind, text, new SourceSpan(_line, start - _lineStart + 1, _at - start)));
}
