// What DynamoDB asks of an operator's values: how many, of one type, of a type that the operator knows, and BETWEEN in order.

using Dyno.Expressions;

namespace Dyno.Server.Legacy;

internal static class ConditionRules
{
    public static void CheckCount(string comparison, int count)
    {
        var isRight = comparison switch
        {
            "NULL" or "NOT_NULL" => count == 0,
            "BETWEEN" => count == 2,
            "IN" => count >= 1,
            _ => count == 1,
        };
        if (!isRight)
        {
            throw new ValidationException(Messages.ArgumentCount(comparison));
        }
    }

    public static void CheckTypes(string comparison, IReadOnlyList<EncodedValue> values)
    {
        foreach (var value in values)
        {
            if (value.Type != values[0].Type)
            {
                throw new ValidationException(Messages.MixedTypes);
            }
        }

        foreach (var value in values)
        {
            if (!Takes(comparison, value.Type))
            {
                throw new ValidationException(Messages.OperatorType(comparison, value.Type));
            }
        }
    }

    public static void CheckOrder(string comparison, IReadOnlyList<EncodedValue> values)
    {
        if (comparison == "BETWEEN" && new ConditionExpression(new ComparisonNode(
            ComparisonOperator.GreaterThan, new ValueOperand(values[0]), new ValueOperand(values[1]))).Matches(Item.Empty))
        {
            throw new ValidationException(Messages.BetweenOrder);
        }
    }

    private static bool Takes(string comparison, AttributeType type) => comparison switch
    {
        "LT" or "LE" or "GT" or "GE" or "IN" or "BETWEEN" => type is AttributeType.S or AttributeType.N or AttributeType.B,
        "CONTAINS" or "NOT_CONTAINS" => type is AttributeType.S or AttributeType.N or AttributeType.B or AttributeType.BOOL or AttributeType.NULL,
        "BEGINS_WITH" => type is AttributeType.S or AttributeType.B,
        _ => true,
    };
}
