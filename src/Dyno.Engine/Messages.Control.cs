// What the engine says of changes of tables, their tags and their states; the texts are DynamoDB's.
namespace Dyno.Engine;

internal static partial class Messages
{
    private const string InUse = "Attempt to change a resource which is still in use: ";

    public static string BeingCreated(string table) => $"{InUse}Table is being created: {table}";

    public static string BeingUpdated(string table) => $"{InUse}Table is being updated: {table}";

    public static string BeingDeleted(string table) => $"{InUse}Table is being deleted: {table}";

    public static string AccessDenied(string operation, string resource) =>
        $"User: arn:aws:iam::{TableArn.Account}:dyno is not authorized to perform: dynamodb:{operation} on resource: {(resource.Length == 0 ? "*" : resource)}";

    public static string InvalidTableArn(string arn) => $"Invalid TableArn: Invalid ResourceArn provided as input {arn}";

    public static string ResourceNotFound(string arn) => $"Requested resource not found: ResourcArn: {arn} not found";

    public const string UntagNotFound = "Requested resource not found";

    public static string NullMember(string member) => $"{OneError}Value null at '{member}' failed to satisfy constraint: Member must not be null";

    public const string UnknownProjection = Invalid + "Unknown ProjectionType: null";

    public const string NoTags = "Atleast one Tag needs to be provided as Input.";

    public const string NoTagKeys = "Atleast one Tag Key needs to be provided as Input.";

    public static string TooManyTags(int count) => $"{Invalid}Too many tags: {count}; a table has at most {Limits.Tags}";

    public static string DuplicateTag(string key) => $"{Invalid}Duplicate tag key: {key}";

    public static string TagPattern(string value, string member) =>
        $"{OneError}Value '{value}' at '{member}' failed to satisfy constraint: "
        + @"Member must satisfy regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$";
}
