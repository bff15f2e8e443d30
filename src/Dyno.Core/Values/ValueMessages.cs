// What values say when they are refused; the texts are DynamoDB's where DynamoDB has one.

namespace Dyno;

internal static class ValueMessages
{
    public const string NumberTooPrecise = "Attempting to store more than 38 significant digits in a Number";

    public const string NumberOverflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";

    public const string NumberUnderflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";

    public const string EmptyAttributeName = "Empty attribute name";

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

    public static string DuplicateElements(string elements) =>
        $"One or more parameter values were invalid: Input collection [{elements}] contains duplicates.";

    public static string WrongType(AttributeType actual, AttributeType wanted) =>
        $"The value is of type {actual}, not {wanted}.";

    public static string DoesNotFit(string number, string type) => $"The number {number} does not fit into {type}.";

    public static string DuplicateName(string name) => $"The attribute '{name}' was written twice.";

    public const string Unbalanced = "A map, list or set was not ended, or ended twice.";

    public const string NotANumber = "NaN and infinities have no DynamoDB number.";
}
