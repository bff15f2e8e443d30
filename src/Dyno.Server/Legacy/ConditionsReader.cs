// Reads maps of conditions: QueryFilter, ScanFilter and KeyConditions.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html

using System.Text.Json;
using Dyno.Expressions;
using Dyno.Server.Wire;

namespace Dyno.Server.Legacy;

internal static class ConditionsReader
{
    // An operator that no key answers: the engine says so when it has found the table and what comes before.
    private const SortOperator NoKeyOperator = (SortOperator)(-1);

    // The filter as a condition; null where there is none.
    public static ConditionExpression? ReadFilter(JsonElement request, ReadOnlySpan<byte> member)
    {
        var isGiven = request.TryFind(member, out var filter);
        var any = LegacyOperators.IsAny(request, isGiven ? filter : default);
        if (!isGiven)
        {
            return null;
        }

        var nodes = new List<ConditionNode>();
        foreach (var (attribute, comparison, values) in Read(filter))
        {
            nodes.Add(LegacyCondition.ToNode(attribute, comparison, values));
        }

        return LegacyCondition.Combine(nodes, any);
    }

    // The key conditions; null where there are none. The engine checks them against the key.
    public static KeyConditionExpression? ReadKeys(JsonElement request)
    {
        if (!request.TryFind("KeyConditions"u8, out var conditions))
        {
            return null;
        }

        var read = Read(conditions);
        if (read.Count is not (1 or 2))
        {
            throw new ValidationException(Messages.KeyConditionCount);
        }

        var parts = new List<KeyAttributeCondition>(read.Count);
        foreach (var (attribute, comparison, values) in read)
        {
            var key = comparison switch
            {
                "EQ" => SortOperator.Equal,
                "LT" => SortOperator.LessThan,
                "LE" => SortOperator.LessThanOrEqual,
                "GT" => SortOperator.GreaterThan,
                "GE" => SortOperator.GreaterThanOrEqual,
                "BETWEEN" => SortOperator.Between,
                "BEGINS_WITH" => SortOperator.BeginsWith,
                _ => NoKeyOperator,
            };
            parts.Add(new KeyAttributeCondition(attribute, key, values.Count > 0 ? values[0] : EncodedValue.Null, values.Count > 1 ? values[1] : default));
        }

        return new KeyConditionExpression(parts);
    }

    private static List<(string Attribute, string Comparison, List<EncodedValue> Values)> Read(JsonElement conditions)
    {
        var read = new List<(string, string, List<EncodedValue>)>();
        foreach (var entry in conditions.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Null)
            {
                throw new ValidationException(Messages.NullCondition(entry.Name));
            }

            var comparison = entry.Value.Text("ComparisonOperator"u8);
            var values = ReadValues(entry.Value);
            ConditionRules.CheckCount(comparison, values.Count);
            ConditionRules.CheckTypes(comparison, values);
            ConditionRules.CheckOrder(comparison, values);
            read.Add((entry.Name, comparison, values));
        }

        return read;
    }

    public static List<EncodedValue> ReadValues(JsonElement condition)
    {
        var values = new List<EncodedValue>();
        if (condition.TryFind("AttributeValueList"u8, out var list))
        {
            foreach (var value in list.EnumerateArray())
            {
                values.Add(value.ValueKind == JsonValueKind.Null ? throw new ValidationException(Messages.NoType) : DynamoDbJson.ReadValue(value));
            }
        }

        return values;
    }
}
