// What reads say when they are refused; the texts are DynamoDB's.

namespace Dyno.Engine;

internal static partial class Messages
{
    public const string ConsistentReadOnGlobalIndex = "Consistent reads are not supported on global secondary indexes";

    public const string TooManyKeyConditions = "Conditions can be of length 1 or 2 only";

    public const string KeyConditionNotSupported = "Query key condition not supported";

    public const string PartitionKeysNotEqual = "Query key condition not supported: every HASH key attribute of the index must have an equality condition";

    public const string SortKeysNotInOrder =
        "Query key condition not supported: RANGE key attributes of the index must have conditions from left to right, all but the last one equality conditions";

    public const string KeyConditionType = "One or more parameter values were invalid: Condition parameter type does not match schema type";

    public const string NotIndexable = "Attempted conditional constraint is not an indexable operation";

    public const string StartKeyPrefix = "The provided starting key is invalid: ";

    public const string StartKeyNotInRange = "The provided starting key does not match the range key predicate";

    public const string NothingToRestart = "The query can return at most one row and cannot be restarted";

    public const string StartKeyInvalid = "The provided starting key is invalid";

    public const string StartKeyDoesNotMatch = "The provided starting key is invalid: The provided key element does not match the schema";

    public const string StartKeyOutsideQuery = "The provided starting key is outside query boundaries based on provided conditions";


    public const string ProjectionWithAll = "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES";

    public const string ProjectionWithAllProjected = "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES";

    public const string ProjectionWithCount = "Cannot specify the ProjectionExpression when choosing to get only the Count";

    public const string SpecificWithoutProjection =
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES";

    public const string AllProjectedWithoutIndex = "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName";

    public const string SegmentWithoutTotal = "The TotalSegments parameter is required but was not present in the request when Segment parameter is present";

    public const string TotalWithoutSegment = "The Segment parameter is required but was not present in the request when parameter TotalSegments is present";

    public const string DuplicateKeys = "Provided list of item keys contains duplicates";

    public const string TransactionDuplicates = "Transaction request cannot include multiple operations on one item";

    public const string TransactionReadTooLarge = "Aggregate size of the items in the transaction cannot exceed 4 MB";

    public static string StartKeyOutsideSegment(int segment, int total) =>
        $"{StartKeyPrefix}Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: {total} Segment: {segment}";

    // A partition of one item has no second page.
    public static string StartKeyOfOneItem(in Item key) =>
        $"The provided exclusive start key is invalid: ExclusiveStartKey: {{{string.Join(", ", key.Select(a => $"{a.Key}=AttributeValue: {a.Value}"))}}}";

    public static string NestedKey(string attribute) =>
        $"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: {attribute}";

    // The words for keys of requests; an item's are a little different.
    public static string EmptyRequestKey(string attribute, AttributeType type) =>
        "One or more parameter values were invalid: "
        + $"The AttributeValue for a key attribute cannot contain an empty {(type == AttributeType.S ? "string" : "binary")} value. Key: {attribute}";

    public static string NoSuchIndex(string index) => $"The table does not have the specified index: {index}";

    public static string MissedKeyCondition(string attribute) => $"Query condition missed key schema element: {attribute}";

    public static string FilterOnKey(string attribute) =>
        $"Filter Expression can only contain non-primary key attributes: Primary key attribute: {attribute}";

    public static string AllAttributesOnIndex(string index) =>
        "One or more parameter values were invalid: "
        + $"Select type ALL_ATTRIBUTES is not supported for global secondary index {index} because its projection type is not ALL";

    public static string NotProjected(string index, string attribute) =>
        $"One or more parameter values were invalid: Global secondary index {index} does not project [{attribute}]";

    public static string LimitTooSmall(int limit) =>
        $"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1";

    public static string SegmentOutOfRange(int segment, int total) =>
        "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
        + $"Segment: {segment} is not less than TotalSegments: {total}";

    public static string TotalSegmentsOutOfRange(int total) =>
        $"1 validation error detected: Value '{total}' at 'totalSegments' failed to satisfy constraint: "
        + (total < 1 ? "Member must have value greater than or equal to 1" : $"Member must have value less than or equal to {Limits.ScanSegments}");

    public static string SegmentNegative(int segment) =>
        $"1 validation error detected: Value '{segment}' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0";

    public static string TooManyBatchKeys => "Too many items requested for the BatchGetItem call";

    public static string TooManyTransactionItems(int count) =>
        $"1 validation error detected: Value '[{count} items]' at 'transactItems' failed to satisfy constraint: "
        + $"Member must have length less than or equal to {Limits.TransactionActions}";

    public const string EmptyTransactGet =
        "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public const string EmptyBatchGet =
        "1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public static string IndexWithoutItem(string table, string index) =>
        $"The index '{index}' of the table '{table}' has an entry whose item is not there: the database is damaged. Restore it from a backup.";
}
