// One condition of the older parameters, an operator and its values, as a node of the tree that expressions give too.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html

using Dyno.Expressions;

namespace Dyno.Server.Legacy;

internal static class LegacyCondition
{
    // An attribute's name is taken as it is: points and brackets in it are no path.
    public static ConditionNode ToNode(string attribute, string comparison, IReadOnlyList<EncodedValue> values)
    {
        var path = DocumentPath.Of(attribute);
        var operand = new PathOperand(path);
        return comparison switch
        {
            "EQ" => Compare(ComparisonOperator.Equal, operand, values),
            "NE" => Compare(ComparisonOperator.NotEqual, operand, values),
            "LT" => Compare(ComparisonOperator.LessThan, operand, values),
            "LE" => Compare(ComparisonOperator.LessThanOrEqual, operand, values),
            "GT" => Compare(ComparisonOperator.GreaterThan, operand, values),
            "GE" => Compare(ComparisonOperator.GreaterThanOrEqual, operand, values),
            "NULL" => new AttributeNotExistsNode(path),
            "NOT_NULL" => new AttributeExistsNode(path),
            "CONTAINS" => new ContainsNode(operand, new ValueOperand(values[0])),

            // What is not there contains nothing, and yet fails: so DynamoDB.
            "NOT_CONTAINS" => new AndNode(new AttributeExistsNode(path), new NotNode(new ContainsNode(operand, new ValueOperand(values[0])))),
            "BEGINS_WITH" => new BeginsWithNode(operand, new ValueOperand(values[0])),
            "BETWEEN" => new BetweenNode(operand, new ValueOperand(values[0]), new ValueOperand(values[1])),
            _ => new InNode(operand, [.. values.Select(v => new ValueOperand(v))]),
        };
    }

    // All of them, or any of them.
    public static ConditionExpression? Combine(List<ConditionNode> nodes, bool any)
    {
        ConditionNode? tree = null;
        foreach (var node in nodes)
        {
            tree = tree is null ? node : any ? new OrNode(tree, node) : new AndNode(tree, node);
        }

        return tree is null ? null : new ConditionExpression(tree);
    }

    private static ComparisonNode Compare(ComparisonOperator comparison, PathOperand operand, IReadOnlyList<EncodedValue> values) =>
        new(comparison, operand, new ValueOperand(values[0]));
}
