// Tokens of expressions.

namespace Dyno.Expressions;

internal enum TokenKind : byte
{
    End,
    Name,
    NamePlaceholder,
    ValuePlaceholder,
    Index,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
    Plus,
    Minus,
    Equal,
    NotEqual,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    Unknown,
}

internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
