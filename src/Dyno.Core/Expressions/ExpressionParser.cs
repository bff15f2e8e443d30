// What the three parsers have in common: tokens, paths, placeholders, and DynamoDB's order of errors. A syntax error ends parsing;
// of all other errors the one of the first rank is reported, whichever comes first in the text.

using System.Globalization;
using System.Text;

namespace Dyno.Expressions;

internal abstract class ExpressionParser
{
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly ExpressionScope _scope;
    private readonly SortedDictionary<int, string> _errors = [];
    private int _at;
    private int _operators;

    protected ExpressionParser(string text, ExpressionKind kind, ExpressionScope scope)
    {
        Kind = kind;
        _text = text;
        _scope = scope;
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Invalid(ExpressionMessages.Empty);
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > Limits.ExpressionBytes)
        {
            throw Invalid(ExpressionMessages.TooLong(bytes));
        }

        _tokens = Lexer.Cut(text);
        if (_tokens.FindIndex(t => t.Kind == TokenKind.Unknown) is >= 0 and var unknown)
        {
            _at = unknown;
            throw SyntaxError();
        }
    }

    protected ExpressionKind Kind { get; }

    protected abstract int ReservedRank { get; }

    protected abstract int NameRank { get; }

    protected abstract int ValueRank { get; }

    protected Token Current => _tokens[_at];

    protected int Position
    {
        get => _at;
        set => _at = value;
    }

    protected TokenKind Peek(int ahead = 1) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)].Kind;

    protected string TextOf(Token token) => _text.Substring(token.Start, token.Length);

    protected bool IsKeyword(string word) =>
        Current.Kind == TokenKind.Name && _text.AsSpan(Current.Start, Current.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    protected bool TryKeyword(string word)
    {
        if (!IsKeyword(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    protected bool Try(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        _at++;
        return true;
    }

    protected Token Expect(TokenKind kind)
    {
        var token = Current;
        return Try(kind) ? token : throw SyntaxError();
    }

    protected void ExpectKeyword(string word)
    {
        if (!TryKeyword(word))
        {
            throw SyntaxError();
        }
    }

    protected void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw SyntaxError();
        }

        ThrowFirstError();
    }

    protected void ThrowFirstError()
    {
        foreach (var (_, message) in _errors)
        {
            throw Invalid(message);
        }
    }

    protected virtual void Error(int rank, string message) => _errors.TryAdd(rank, message);

    protected void CountOperator()
    {
        if (++_operators > Limits.ExpressionOperators)
        {
            throw Invalid(ExpressionMessages.TooManyOperators(_operators));
        }
    }

    protected ValidationException Invalid(string detail) => ExpressionMessages.Invalid(Kind, detail);

    // The token, and the text from the token before it to the one after it.
    protected ValidationException SyntaxError()
    {
        var token = Current.Kind == TokenKind.End ? "<EOF>" : TextOf(Current);
        var start = _at > 0 ? _tokens[_at - 1].Start : Current.Start;
        var end = _at + 1 < _tokens.Count ? _tokens[_at + 1].End : _text.Length;
        return Invalid(ExpressionMessages.Syntax(token, _text[start..end].TrimEnd()));
    }

    protected static bool StartsPath(TokenKind kind) => kind is TokenKind.Name or TokenKind.NamePlaceholder;

    protected DocumentPath Path() => Path(PathName(), []);

    // Goes on with a path that has begun.
    protected DocumentPath Path(DocumentPath beginning) => Path(beginning.Root, [.. beginning.Segments]);

    private DocumentPath Path(string root, List<PathSegment> segments)
    {
        while (true)
        {
            if (Try(TokenKind.Dot))
            {
                segments.Add(PathSegment.Member(PathName()));
            }
            else if (Try(TokenKind.OpenBracket))
            {
                var token = Expect(TokenKind.Index);
                if (!int.TryParse(_text.AsSpan(token.Start, token.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    throw Invalid(ExpressionMessages.IndexTooLarge(TextOf(token)));
                }

                Expect(TokenKind.CloseBracket);
                segments.Add(PathSegment.Element(index));
            }
            else
            {
                break;
            }
        }

        var path = new DocumentPath(root, segments.ToArray());
        if (segments.Count >= Limits.NestingDepth)
        {
            throw Invalid(ExpressionMessages.PathTooDeep(path));
        }

        return path;
    }

    private string PathName()
    {
        var token = Current;
        if (Try(TokenKind.NamePlaceholder))
        {
            var placeholder = TextOf(token);
            if (!_scope.TryName(placeholder, out var name))
            {
                Error(NameRank, ExpressionMessages.UndefinedName(placeholder));
                return placeholder;
            }

            return name;
        }

        Expect(TokenKind.Name);
        var text = TextOf(token);
        if (ReservedWords.Contains(text))
        {
            Error(ReservedRank, ExpressionMessages.Reserved(text));
        }

        return text;
    }

    // A missing value is reported in the end; until then null stands for it.
    protected EncodedValue? Value()
    {
        var placeholder = TextOf(Expect(TokenKind.ValuePlaceholder));
        if (_scope.TryValue(placeholder, out var value))
        {
            return value;
        }

        Error(ValueRank, ExpressionMessages.UndefinedValue(placeholder));
        return null;
    }
}
