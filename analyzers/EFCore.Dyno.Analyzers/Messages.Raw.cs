// What is said of statements and expressions that are written as text.

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string ReservedWordTitle = "Reserved word is used as a name";

    /// <summary>The word, where it is reserved, and how it is written there.</summary>
    public const string ReservedWord = "'{0}' is a reserved word in {1}: the request is refused. Write {2}.";

    public const string ReservedWordDescription =
        "An attribute may be named as a reserved word, but an expression names it by a placeholder (#name) and PartiQL in double quotes.";

    public const string QuoteTheWord = "Put the word in quotes";

    public const string StatementPutTogetherTitle = "PartiQL statement is put together from values";

    public const string StatementPutTogether =
        "A value becomes part of the statement's text, and text of a user can be more than a value. Use FromPartiQL($\"...\"), or ? and parameters.";

    public const string StatementPutTogetherDescription =
        "What is put into the text of a statement is parsed as PartiQL: a quote in it ends the value, and what follows is a condition of the user's. A parameter is only ever a value.";

    public const string UseFromPartiQL = "Use FromPartiQL, which makes parameters of values";
}
