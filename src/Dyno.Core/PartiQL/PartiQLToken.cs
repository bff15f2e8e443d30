// A token of a PartiQL statement.

namespace Dyno.PartiQL;

internal enum PartiQLTokenKind
{
    End,

    // A name as it is written; never a reserved word.
    Identifier,

    // A name in double quotes.
    QuotedIdentifier,

    // A reserved word; the text is in upper case.
    Keyword,

    String,
    Number,
    Parameter,
    Equal,
    NotEqual,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    Plus,
    Minus,
    Star,
    OtherOperator,
    Comma,
    Dot,
    Colon,
    Semicolon,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    OpenSet,
    CloseSet,
}

// Of strings and quoted names the text is what stands between the quotes, with doubled quotes made one.
internal readonly record struct PartiQLToken(PartiQLTokenKind Kind, string Text, SourceSpan Span);
