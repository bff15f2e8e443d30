// What the engine says of tables, the catalog and the store.
namespace Dyno.Engine;

internal static partial class Messages
{
    public const string MissingThroughput = Invalid + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED";
    public const string ThroughputOnDemand =
        Invalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST";

    public const string KeyWithoutDefinition = "Invalid KeySchema: Some index key attribute have no definition";
    public const string SameKeyTwice = "Both the Hash Key and the Range Key element in the KeySchema have the same name";
    public const string FirstKeyNotHash = "Invalid KeySchema: The first KeySchemaElement is not a HASH key type";
    public const string SecondKeyNotRange = "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type";
    public const string DefinitionsDoNotMatchKey =
        Invalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions";

    public const string NoLocalIndexes = Invalid + "List of LocalSecondaryIndexes is empty";
    public const string NoGlobalIndexes = Invalid + "List of GlobalSecondaryIndexes is empty";
    public const string LocalIndexNeedsSortKey =
        Invalid + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex";

    public const string TooManyLocalIndexes = Invalid + "Number of LocalSecondaryIndexes exceeds per-table limit of 5";
    public const string TooManyGlobalIndexes = Invalid + "GlobalSecondaryIndex count exceeds the per-table limit of 20";
    public const string IncludeWithoutAttributes = Invalid + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified";

    // DynamoDB's own words for keys of several attributes are not published: these say the same (Messages.Reading has the others).
    public const string HashAfterRange = "Invalid KeySchema: All HASH key elements must precede all RANGE key elements";

    public static string TooManyKeyAttributes(KeyType type, int count) =>
        $"Invalid KeySchema: The number of {type} key elements is {count}, and it cannot exceed {Limits.IndexKeyAttributes}";

    public static string TableNotFoundByName(string table) => $"Requested resource not found: Table: {table} not found";

    public static string TableExists(string table) => $"Table already exists: {table}";

    public static string TableNameLength() => "TableName must be at least 3 characters long and at most 255 characters long";

    public static string Pattern(string value, string member) =>
        $"{OneError}Value '{value}' at '{member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

    public static string TooShort(string value, string member, int minimum) =>
        $"{OneError}Value '{value}' at '{member}' failed to satisfy constraint: Member must have length greater than or equal to {minimum}";

    public static string TooLong(string value, string member, int maximum) =>
        $"{OneError}Value '{value}' at '{member}' failed to satisfy constraint: Member must have length less than or equal to {maximum}";

    public static string TooSmall(long value, string member, long minimum) =>
        $"{OneError}Value '{value}' at '{member}' failed to satisfy constraint: Member must have value greater than or equal to {minimum}";

    public static string TooBig(long value, string member, long maximum) =>
        $"{OneError}Value '{value}' at '{member}' failed to satisfy constraint: Member must have value less than or equal to {maximum}";

    public static string KeyTypeOutsideEnum(AttributeType type, int position) =>
        $"{OneError}Value '{type.ToName()}' at 'attributeDefinitions.{position}.member.attributeType' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [B, N, S]";

    public static string OutOfBounds(long value, string units) => $"Given value {value} for {units} is out of bounds";

    public static string UndefinedKeys(string keys, string definitions) =>
        $"{Invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [{keys}], AttributeDefinitions: [{definitions}]";

    public static string UnusedDefinitions(string keys, string definitions) =>
        $"{Invalid}Some AttributeDefinitions are not used. AttributeDefinitions: [{definitions}], keys used: [{keys}]";

    public static string DuplicateDefinition(string attribute) => $"{Invalid}Duplicate AttributeName in AttributeDefinitions: {attribute}";

    public static string LocalIndexWithoutSortKey(string index) => $"{Invalid}Index KeySchema does not have a range key for index: {index}";

    public static string OtherPartitionKey(string index, string indexKey, string tableKey) =>
        $"{Invalid}Index KeySchema does not have the same leading hash key as table KeySchema for index: {index}. "
        + $"index hash key: {indexKey}, table hash key: {tableKey}";

    public static string AttributesOutsideInclude(ProjectionType projection) => $"{Invalid}ProjectionType is {projection}, but NonKeyAttributes is specified";

    public static string DuplicateAttribute(string index, string attribute) =>
        $"{Invalid}Duplicate NonKeyAttribute: {attribute} for index: {index}";

    public static string TooManyProjected(int count) =>
        $"{Invalid}Number of projected attributes: {count} in all indexes exceeds the limit of {Limits.ProjectedAttributes}";

    public static string DuplicateIndex(string index) => $"{Invalid}Duplicate index name: {index}";

    public static string IndexThroughputOnDemand(string index) =>
        $"{Invalid}ProvisionedThroughput should not be specified for index: {index} when BillingMode is PAY_PER_REQUEST";

    public static string IndexWithoutThroughput(string index) =>
        $"{Invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified for index: {index} when BillingMode is PROVISIONED";

    public static string CatalogDamaged(string table) =>
        $"The catalog's record of the table '{table}' is damaged: restore the database from a backup.";

    public static string TokenDamaged(string token) =>
        $"The record of the client request token '{token}' is damaged: restore the database from a backup.";

    public static string CatalogNewer(string table) =>
        $"The catalog's record of the table '{table}' was written by a newer version: open the database with that version.";

    public static string LayoutNewer(string path, long version) =>
        $"The database '{path}' has layout {version}, written by a newer version: open it with that version.";

    public static string StoreFailed(string text) => $"{text} Nothing of this request was acknowledged.";

    public static string StoreDamaged(string text) =>
        $"{text} The request was not answered from the damaged part: restore the database from a backup.";

    public static string Closed(string path) => $"The database '{path}' was closed: open it again to use it.";
}
