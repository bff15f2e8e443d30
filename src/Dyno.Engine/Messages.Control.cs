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

    public const string ForeignArn = "Access is denied";

    public static string OtherRegion(string arn) => $"{OneError}Invalid AWS region in '{arn}'";

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

    public const string NothingToUpdate =
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required";

    public const string ThroughputNeeded = Invalid + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED";

    public const string IndexThroughputBlocked =
        "This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate";

    public const string OneIndexAtOnce = "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";

    public const string TooManyIndexes = "Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of 20";

    public const string IndexExists = "Attempting to create an index which already exists";

    public const string AttributeRedefined =
        "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined.";

    public const string DeletionProtected =
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";

    public const string TooManyTables = "Subscriber limit exceeded: There is a limit of 2500 tables per subscriber";

    public static string IndexNotFound(string index) => $"Requested resource not found: Index: {index} not found";

    public static string IndexUpdatedTwice(string index) =>
        $"{Invalid}Only one global secondary index update per index is allowed simultaneously. Index: {index}";

    public static string IndexThroughputNeeded(IEnumerable<string> indexes) =>
        $"{Invalid}ProvisionedThroughput must be specified for index: {string.Join(",", indexes)}";

    public static string Backfilling(string index) => $"Cannot read from backfilling global secondary index: {index}";

    // what: "table", or the index.
    public static string SameThroughput(string what, ProvisionedThroughput current, ProvisionedThroughput requested) =>
        $"The provisioned throughput for the {what} will not change. The requested value equals the current value. "
        + $"Current ReadCapacityUnits provisioned for the {what}: {current.ReadCapacityUnits}. Requested ReadCapacityUnits: {requested.ReadCapacityUnits}. "
        + $"Current WriteCapacityUnits provisioned for the {what}: {current.WriteCapacityUnits}. Requested WriteCapacityUnits: {requested.WriteCapacityUnits}. "
        + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.";
}
