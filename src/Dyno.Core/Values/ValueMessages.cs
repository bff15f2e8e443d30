// What values say when they are refused; the texts are DynamoDB's where DynamoDB has one.

namespace Dyno;

internal static class ValueMessages
{
    public const string NumberTooPrecise = "Attempting to store more than 38 significant digits in a Number";

    public const string NumberOverflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";

    public const string NumberUnderflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";

    public const string EmptyAttributeName = "Empty attribute name";

    public const string AttributeNameTooLong = "Attribute name is too large, must be less than 65536 bytes";

    public const string NestingTooDeep =
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";

    public const string CorruptItem = "The bytes are not an item: they are cut off or damaged.";

    public static string NumberMalformed(ReadOnlySpan<char> text) => text.Length == 0
        ? "The parameter cannot be converted to a numeric value"
        : $"The parameter cannot be converted to a numeric value: {text}";

    public static string EmptySet(AttributeType type) => type switch
    {
        AttributeType.SS => "One or more parameter values were invalid: An string set  may not be empty",
        AttributeType.NS => "One or more parameter values were invalid: An number set  may not be empty",
        _ => "One or more parameter values were invalid: Binary sets should not be empty",
    };

    // DynamoDB says it in three ways; the missing space is its own.
    public static string DuplicateElements(AttributeType type, string elements) => type switch
    {
        AttributeType.SS => $"One or more parameter values were invalid: Input collection [{elements}] contains duplicates.",
        AttributeType.NS => "Input collection contains duplicates",
        _ => $"One or more parameter values were invalid: Input collection [{elements}]of type BS contains duplicates.",
    };

    public const string NoType = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

    public const string SeveralTypes =
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

    public const string NullIsFalse = "One or more parameter values were invalid: Null attribute value types must have the value of true";

    public const string JsonText = "The JSON has a string that is no text: half of a surrogate pair.";

    public const string JsonBase64 = "A binary value is not base64.";

    public static string JsonShape(string wanted, System.Text.Json.JsonValueKind found) => $"The JSON of a value has to be {wanted}, not {found}.";

    public static string JsonDuplicate(string detail) => $"The JSON names an attribute twice. {detail}";

    public static string WrongType(AttributeType actual, AttributeType wanted) =>
        $"The value is of type {actual}, not {wanted}.";

    public static string DoesNotFit(string number, string type) => $"The number {number} does not fit into {type}.";

    public static string DuplicateName(string name) => $"The attribute '{name}' was written twice.";

    public const string Unbalanced = "A map, list or set was not ended, or ended twice.";

    public const string NotANumber = "NaN and infinities have no DynamoDB number.";
}
