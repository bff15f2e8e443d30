// What the server says of the parameters from before expressions; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
    private const string Invalid = "One or more parameter values were invalid: ";

    public const string FilterName = "Filter Expression";

    public const string MixedTypes = Invalid + "AttributeValues inside AttributeValueList must be of same type";

    public const string BetweenOrder = "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound";

    public const string KeyConditionCount = "Conditions can be of length 1 or 2 only";

    public const string OperatorWithoutConditions = "ConditionalOperator cannot be used without Filter or Expected";

    public const string ValueForUpdate = Invalid + "Only DELETE action is allowed when no attribute value is specified";

    public const string WrongOperand = "An operand in the update expression has an incorrect data type";

    public const string UpdateTypeMismatch = "Type mismatch for attribute to update";

    public static string ArgumentCount(string comparison) => $"{Invalid}Invalid number of argument(s) for the {comparison} ComparisonOperator";

    public static string OperatorType(string comparison, AttributeType type) =>
        $"{Invalid}ComparisonOperator {comparison} is not valid for {type.ToName()} AttributeValue type";

    public static string ValueAndList(string attribute) => $"{Invalid}Value and AttributeValueList cannot be used together for Attribute: {attribute}";

    public static string ExistsAndOperator(string attribute) => $"{Invalid}Exists and ComparisonOperator cannot be used together for Attribute: {attribute}";

    public static string OperatorWithoutValue(string comparison, string attribute) =>
        $"{Invalid}Value or AttributeValueList must be used with ComparisonOperator: {comparison} for Attribute: {attribute}";

    public static string ListWithoutOperator(string attribute) =>
        $"{Invalid}AttributeValueList can only be used with a ComparisonOperator for Attribute: {attribute}";

    public static string ValueMissing(string attribute, bool? exists) =>
        $"{Invalid}Value must be provided when Exists is {(exists is null ? "null" : "true")} for Attribute: {attribute}";

    public static string ValueNotAllowed(string attribute) => $"{Invalid}Value cannot be used when Exists is false for Attribute: {attribute}";

    public static string DeleteType(AttributeType type) => $"{Invalid}DELETE action with value is not supported for the type {type.ToName()}";

    public static string AddType(AttributeType type) => $"{Invalid}ADD action is not supported for the type {type.ToName()}";

    public static string NullCondition(string attribute) => $"{Invalid}Condition must not be null for Attribute: {attribute}";
}
