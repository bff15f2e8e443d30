// Reads Expected: conditions on attributes, either a value (or that there is none), or an operator and its values.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.Expected.html

using System.Text.Json;
using Dyno.Expressions;
using Dyno.Server.Wire;

namespace Dyno.Server.Legacy;

internal static class ExpectedReader
{
    public static ConditionExpression? Read(JsonElement request)
    {
        var isGiven = request.TryFind("Expected"u8, out var expected);
        var any = LegacyOperators.IsAny(request, isGiven ? expected : default);
        if (!isGiven)
        {
            return null;
        }

        var nodes = new List<ConditionNode>();
        foreach (var entry in expected.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Null)
            {
                throw new ValidationException(Messages.NullCondition(entry.Name));
            }

            nodes.Add(Read(entry.Name, entry.Value));
        }

        return LegacyCondition.Combine(nodes, any);
    }

    private static ConditionNode Read(string attribute, JsonElement condition)
    {
        var hasList = condition.Has("AttributeValueList"u8);
        var hasValue = condition.TryFind("Value"u8, out var value);
        if (hasList && hasValue)
        {
            throw new ValidationException(Messages.ValueAndList(attribute));
        }

        if (condition.FindText("ComparisonOperator"u8) is not { } comparison)
        {
            return hasList
                ? throw new ValidationException(Messages.ListWithoutOperator(attribute))
                : ReadValue(attribute, condition.FindBoolean("Exists"u8), hasValue ? value : null);
        }

        if (condition.Has("Exists"u8))
        {
            throw new ValidationException(Messages.ExistsAndOperator(attribute));
        }

        if (comparison is not ("NULL" or "NOT_NULL") && !hasList && !hasValue)
        {
            throw new ValidationException(Messages.OperatorWithoutValue(comparison, attribute));
        }

        var values = hasValue ? [DynamoDbJson.ReadValue(value)] : ConditionsReader.ReadValues(condition);
        ConditionRules.CheckCount(comparison, values.Count);
        ConditionRules.CheckTypes(comparison, values);
        ConditionRules.CheckOrder(comparison, values);
        return LegacyCondition.ToNode(attribute, comparison, values);
    }

    private static ConditionNode ReadValue(string attribute, bool? exists, JsonElement? value)
    {
        if (exists != false && value is null)
        {
            throw new ValidationException(Messages.ValueMissing(attribute, exists));
        }

        if (exists == false && value is not null)
        {
            throw new ValidationException(Messages.ValueNotAllowed(attribute));
        }

        return value is { } wanted
            ? LegacyCondition.ToNode(attribute, "EQ", [DynamoDbJson.ReadValue(wanted)])
            : LegacyCondition.ToNode(attribute, "NULL", []);
    }
}
