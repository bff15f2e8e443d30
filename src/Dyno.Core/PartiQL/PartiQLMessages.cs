// What statements say that cannot be read. The sentences are DynamoDB's where it is known what DynamoDB says.

namespace Dyno.PartiQL;

internal static class PartiQLMessages
{
    public const string NotDataManipulation = "Expected data manipulation";

    public const string LeftOver = "Unexpected token after expression";

    public const string UnexpectedTerm = "Unexpected term";

    public const string UnexpectedKeyword = "Unexpected keyword";

    public const string UnexpectedOperator = "Unexpected operator";

    public const string MissingRightSide = "Missing right-hand side expression of infix operator";

    public const string TypeName = "Expected type name";

    public const string SimplePath = "Expected identifier for simple path";

    public const string PathDot = "Invalid path dot component";

    public const string MapName = "Expected a string as the name of a map's entry";

    public const string TooDeep = "The statement is nested too deeply";

    public const string Aliasing = "Aliasing is not supported";

    // Where DynamoDB cannot cut the text into tokens, nothing stands after the colon.
    public static ValidationException NotWellFormed(string detail = "") => new("Statement wasn't well formed, can't be processed: " + detail);

    public static string Expected(string token) => "Expected " + token;

    public static string UnsupportedClause(string clause, SourceSpan span) => $"Unsupported clause: {clause} at {span}";

    public static string UnsupportedOperator(string text, SourceSpan span) => $"Unsupported operator: {text} at {span}";

    public static string IndexRange(string index, SourceSpan span) => $"List index is not within the allowable range; index: [{index}] at {span}";

    public static string PathComponent(SourceSpan span) => $"Unexpected path component at {span}";
}
