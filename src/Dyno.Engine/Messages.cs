// What the engine says of bad writes, keys and tables: DynamoDB's own sentences. Reading messages stand in Messages.Reading.cs.
namespace Dyno.Engine;

internal static partial class Messages
{
    public const string TableNotFound = "Requested resource not found";
    public const string ItemTooLarge = "Item size has exceeded the maximum allowed size";
    public const string ItemCollectionTooLarge = "Collection size exceeded.";
    public const string UpdatedItemTooLarge = "Item size to update has exceeded the maximum allowed size";
    public const string KeyDoesNotMatchSchema = "The provided key element does not match the schema";
    public const string PartitionKeyTooLong = Invalid + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
    public const string SortKeyTooLong = Invalid + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
    public const string UpdatedIndexKeyTypeMismatch = "The update expression attempted to update the secondary index key to unsupported type";
    public const string ConditionFailed = "The conditional request failed";
    public const string ReturnValuesOfPut = "ReturnValues can only be ALL_OLD or NONE";
    public const string TooManyBatchItems = "Too many items requested for the BatchWriteItem call";
    public const string EmptyBatch = OneError + "Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1";
    public const string BatchWriteShape = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    public const string EmptyTransaction =
        OneError + "Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1";

    public const string TokenLength =
        OneError + "Value at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36, Member must have length greater than or equal to 1";

    public const string TokenMismatch = "The token was used before with different parameters: a client request token stands for one request for ten minutes.";

    private const string Invalid = "One or more parameter values were invalid: ";
    private const string NotValid = "One or more parameter values are not valid. ";
    private const string OneError = "1 validation error detected: ";

    public static string MissingKey(string attribute) => $"{Invalid}Missing the key {attribute} in the item";

    public static string KeyTypeMismatch(string attribute, AttributeType expected, AttributeType actual) =>
        $"{Invalid}Type mismatch for key {attribute} expected: {expected.ToName()} actual: {actual.ToName()}";

    public static string EmptyKey(string attribute, AttributeType type) =>
        $"{NotValid}The AttributeValue for a key attribute cannot contain an empty {EmptyOf(type)} value. Key: {attribute}";

    public static string IndexKeyTypeMismatch(string index, string attribute, AttributeType expected, AttributeType actual) =>
        $"{Invalid}Type mismatch for Index Key {attribute} Expected: {expected.ToName()} Actual: {actual.ToName()} IndexName: {index}";

    public static string EmptyIndexKey(string index, string attribute, AttributeType type) =>
        $"{NotValid}A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty "
        + $"{EmptyOf(type)} value. IndexName: {index}, IndexKey: {attribute}";

    public static string UpdatedIndexKeyEmpty(AttributeType type) =>
        "The update expression attempted to update the secondary index key to a value that is not supported. "
        + $"The AttributeValue for a key attribute cannot contain an empty {EmptyOf(type)} value.";

    public static string CannotUpdateKey(string attribute) => $"{Invalid}Cannot update attribute {attribute}. This attribute is part of the key";

    public static string NestedIndexKey(string attribute) =>
        $"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: {attribute}";

    public static string BatchListSize(string value) =>
        $"{OneError}Value '{value}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, "
        + "Member must have length greater than or equal to 1]";

    public static string ConditionCheckWithoutCondition(int index) =>
        $"{OneError}Value null at 'transactItems.{index + 1}.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null";

    public static string UnknownAction(string type) =>
        $"A transaction is made of TransactPut, TransactUpdate, TransactDelete and TransactConditionCheck: {type} is none of them.";

    private static string EmptyOf(AttributeType type) => type == AttributeType.B ? "binary" : "string";
}
