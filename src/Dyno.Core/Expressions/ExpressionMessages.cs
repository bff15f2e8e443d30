// DynamoDB's messages about expressions.

namespace Dyno.Expressions;

internal static class ExpressionMessages
{
    public static ValidationException Invalid(ExpressionKind kind, string detail) => new($"Invalid {kind}: {detail}");

    public static string Syntax(string token, string near) => $"Syntax error; token: \"{token}\", near: \"{near}\"";

    public const string Empty = "The expression can not be empty;";

    public const string RedundantParentheses = "The expression has redundant parentheses;";

    public static string Reserved(string word) => $"Attribute name is a reserved keyword; reserved keyword: {word}";

    public static string UndefinedName(string name) =>
        $"An expression attribute name used in the document path is not defined; attribute name: {name}";

    public static string UndefinedValue(string value) =>
        $"An expression attribute value used in expression is not defined; attribute value: {value}";

    public static string FunctionName(string function) => $"Invalid function name; function: {function}";

    public static string FunctionPlace(string function) => $"The function is not allowed to be used this way in an expression; function: {function}";

    public static string FunctionNotAllowed(string function) => $"The function is not allowed in this expression; function: {function}";

    public static string OperandCount(string function, int count) =>
        $"Incorrect number of operands for operator or function; operator or function: {function}, number of operands: {count}";

    public static string PathWanted(string function) => $"Operator or function requires a document path; operator or function: {function}";

    public static string OperandType(string function, AttributeType type) =>
        $"Incorrect operand type for operator or function; operator or function: {function}, operand type: {type.ToName()}";

    // Of a path the type is not known.
    public static string AnyOperandType(string function) =>
        $"Incorrect operand type for operator or function; operator or function: {function}, operand type: {{NS,SS,L,BS,N,M,B,BOOL,NULL,S}}";

    public static string IndexTooLarge(string index) => $"List index is not within the allowable range; index: [{index}]";

    public static string TypeName(string type) =>
        $"Invalid attribute type name found; type: {type}, valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}";

    public static string NotDistinct(string function, DocumentPath path) =>
        "The first operand must be distinct from the remaining operands for this operator or function; "
        + $"operator: {function}, first operand: {path.ToMessageText()}";

    public static string BetweenOrder(EncodedValue low, EncodedValue high) =>
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
        + $"lower bound operand: AttributeValue: {Braced(low)}, upper bound operand: AttributeValue: {Braced(high)}";

    public static string BetweenTypes(EncodedValue low, EncodedValue high) =>
        "The BETWEEN operator requires same data type for lower and upper bounds; "
        + $"lower bound operand: AttributeValue: {Braced(low)}, upper bound operand: AttributeValue: {Braced(high)}";

    public static string TooLong(int bytes) =>
        $"Expression size has exceeded the maximum allowed size; expression size: {bytes}";

    public static string TooManyOperators(int count) => $"The expression contains too many operators; operator count: {count}";

    public static string TooManyInOperands(int count) =>
        $"Maximum number of operands exceeded for operator or function; operator or function: IN, number of operands: {count}";

    public static string PathTooDeep(DocumentPath path) => $"The document path has too many nesting elements; nesting levels: {path.Segments.Length + 1}";

    public static string Overlap(DocumentPath one, DocumentPath two) =>
        "Two document paths overlap with each other; must remove or rewrite one of these paths; "
        + $"path one: {one.ToMessageText()}, path two: {two.ToMessageText()}";

    public static string Conflict(DocumentPath one, DocumentPath two) =>
        "Two document paths conflict with each other; must remove or rewrite one of these paths; "
        + $"path one: {one.ToMessageText()}, path two: {two.ToMessageText()}";

    public static string RepeatedSection(string section) =>
        $"The \"{section}\" section can only be used once in an update expression;";

    public static string UpdateOperandType(string section, AttributeType type) =>
        "Incorrect operand type for operator or function; "
        + $"operator: {section}, operand type: {TypeWord(type)}, typeSet: ALLOWED_FOR_{section}_OPERAND";

    public const string WrongOperand = "An operand in the update expression has an incorrect data type";

    public const string InvalidUpdatePath = "The document path provided in the update expression is invalid for update";

    public const string MissingOperand =
        "The provided expression refers to an attribute that does not exist in the item";

    public static string UnusedNames(IEnumerable<string> keys) =>
        $"Value provided in ExpressionAttributeNames unused in expressions: keys: {{{string.Join(", ", keys)}}}";

    public static string UnusedValues(IEnumerable<string> keys) =>
        $"Value provided in ExpressionAttributeValues unused in expressions: keys: {{{string.Join(", ", keys)}}}";

    public static string NameKey(string key) => $"ExpressionAttributeNames contains invalid key: Syntax error; key: \"{key}\"";

    public static string ValueKey(string key) => $"ExpressionAttributeValues contains invalid key: Syntax error; key: \"{key}\"";

    public const string NamesEmpty = "ExpressionAttributeNames must not be empty";

    public const string ValuesEmpty = "ExpressionAttributeValues must not be empty";

    public static string KeyOperator(string name) => $"Invalid operator used in KeyConditionExpression: {name}";

    public const string KeyTwoConditions = "KeyConditionExpressions must only contain one condition per key";

    public const string KeyTooMany = "Conditions can be of length 1 or 2 only";

    public const string KeyNestedPath = "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes";

    public const string KeySize = "KeyConditionExpressions cannot contain the size function";

    public static string KeyMissing(string attribute) => $"Query condition missed key schema element: {attribute}";

    public const string KeyNotSupported = "Query key condition not supported";

    public const string KeyType = "One or more parameter values were invalid: Condition parameter type does not match schema type";

    public static string TypeWord(AttributeType type) => type switch
    {
        AttributeType.S => "STRING",
        AttributeType.N => "NUMBER",
        AttributeType.B => "BINARY",
        AttributeType.BOOL => "BOOLEAN",
        AttributeType.NULL => "NULL",
        AttributeType.M => "MAP",
        AttributeType.L => "LIST",
        AttributeType.SS => "STRING_SET",
        AttributeType.NS => "NUMBER_SET",
        _ => "BINARY_SET",
    };

    // DynamoDB prints {S:a}.
    private static string Braced(EncodedValue value) =>
        value.ToString().Replace("\"", "", StringComparison.Ordinal);
}
