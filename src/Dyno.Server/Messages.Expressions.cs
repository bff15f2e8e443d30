// What the server says of expressions and their placeholders; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
    public const string NamesWithoutExpression = "ExpressionAttributeNames can only be specified when using expressions";

    public const string NoType = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

    public const string KeyConditionMissing = "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.";

    public const string ReturnsOldOnly = "ReturnValues can only be ALL_OLD or NONE";

    public const string ItemTooLarge = "Item size has exceeded the maximum allowed size";

    public const string EmptyWriteRequest =
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

    public const string TransactItemShape = "TransactItems can only contain one of Check, Put, Update or Delete";

    public const string TransactionTooLarge = "Transaction payload size cannot exceed 4 MB";

    public const string SegmentWithoutTotal =
        "The TotalSegments parameter is required but was not present in the request when Segment parameter is present";

    public const string TotalWithoutSegment =
        "The Segment parameter is required but was not present in the request when parameter TotalSegments is present";

    public static string SegmentOutOfRange(int segment, int total) =>
        $"The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: {segment} is not less than TotalSegments: {total}";

    public const string DuplicateKeys = "Provided list of item keys contains duplicates";

    public const string TooManyBatchKeys = "Too many items requested for the BatchGetItem call";

    public const string TransactGetShape = "TransactItems can only contain Get";

    public static string NullRequest(string table) =>
        $"1 validation error detected: Value null at 'requestItems.{table}.member' failed to satisfy constraint: Member must not be null";

    public static string MixedParameters(IEnumerable<string> legacy, IEnumerable<string> expressions) =>
        "Can not use both expression and non-expression parameters in the same request: "
        + $"Non-expression parameters: {{{string.Join(", ", legacy)}}} Expression parameters: {{{string.Join(", ", expressions)}}}";

    public static string ValuesWithoutExpression(List<string> expressions) =>
        $"ExpressionAttributeValues can only be specified when using expressions: {string.Join(" and ", expressions)} {(expressions.Count > 1 ? "are" : "is")} null";

    public static string InvalidValue(string key, string detail) => $"ExpressionAttributeValues contains invalid value: {detail} for key {key}";

    public static string NullName(string key) => $"ExpressionAttributeNames contains invalid value: Null value for key {key}";

    public static string StartKeyInvalid(string detail) => $"The provided starting key is invalid: {detail}";

    public static string DuplicateAttribute(string name) => $"One or more parameter values were invalid: Duplicate value in attribute name: {name}";
}
