// Takes the tree of a key condition apart into conditions on one attribute each, and refuses what a key cannot be asked.

namespace Dyno.Expressions;

internal static class KeyConditionConverter
{
    public static void Convert(ConditionNode node, List<KeyAttributeCondition> parts)
    {
        switch (node)
        {
            case AndNode and:
                Convert(and.Left, parts);
                Convert(and.Right, parts);
                break;
            case OrNode:
                throw Operator("OR");
            case NotNode:
                throw Operator("NOT");
            case InNode:
                throw Operator("IN");
            case AttributeExistsNode:
                throw Operator("attribute_exists");
            case AttributeNotExistsNode:
                throw Operator("attribute_not_exists");
            case AttributeTypeNode:
                throw Operator("attribute_type");
            case ContainsNode:
                throw Operator("contains");
            case ComparisonNode { Operator: ComparisonOperator.NotEqual }:
                throw Operator("<>");
            case ComparisonNode comparison:
                Comparison(comparison, parts);
                break;
            case BetweenNode between:
                if (between.Operand is not PathOperand)
                {
                    throw Condition("BETWEEN operator must have the key attribute as its first operand");
                }

                Add(parts, between.Operand, SortOperator.Between, ValueOf(between.Low), ValueOf(between.High));
                break;
            case BeginsWithNode begins:
                if (begins.Operand is not PathOperand)
                {
                    throw Condition("begins_with operator must have the key attribute as its first operand");
                }

                Add(parts, begins.Operand, SortOperator.BeginsWith, ValueOf(begins.Prefix));
                break;
        }
    }

    private static void Comparison(ComparisonNode node, List<KeyAttributeCondition> parts)
    {
        if (node.Left is SizeOperand || node.Right is SizeOperand)
        {
            throw Invalid("KeyConditionExpressions cannot contain nested operations");
        }

        // :v < a is a > :v.
        var (path, value, mirrored) = node.Left is PathOperand ? (node.Left, node.Right, false) : (node.Right, node.Left, true);
        if (path is not PathOperand { Path: var asked })
        {
            throw Condition("No key attribute specified");
        }

        CheckTopLevel(asked);

        var sort = (node.Operator, mirrored) switch
        {
            (ComparisonOperator.Equal, _) => SortOperator.Equal,
            (ComparisonOperator.LessThan, false) or (ComparisonOperator.GreaterThan, true) => SortOperator.LessThan,
            (ComparisonOperator.LessThanOrEqual, false) or (ComparisonOperator.GreaterThanOrEqual, true) => SortOperator.LessThanOrEqual,
            (ComparisonOperator.GreaterThan, false) or (ComparisonOperator.LessThan, true) => SortOperator.GreaterThan,
            _ => SortOperator.GreaterThanOrEqual,
        };
        Add(parts, path, sort, ValueOf(value));
    }

    private static EncodedValue ValueOf(Operand operand) => operand switch
    {
        ValueOperand value => value.Value,
        SizeOperand => throw Invalid("KeyConditionExpressions cannot contain nested operations"),
        _ => throw Condition("Multiple attribute names used in one condition"),
    };

    private static void Add(List<KeyAttributeCondition> parts, Operand operand, SortOperator sort, EncodedValue value, EncodedValue high = default)
    {
        var path = ((PathOperand)operand).Path;
        CheckTopLevel(path);
        foreach (var part in parts)
        {
            if (part.Attribute == path.Root)
            {
                throw new ValidationException(ExpressionMessages.KeyTwoConditions);
            }
        }

        parts.Add(new KeyAttributeCondition(path.Root, sort, value, high));
    }

    private static void CheckTopLevel(DocumentPath path)
    {
        if (!path.IsTopLevel)
        {
            throw Invalid("KeyConditionExpressions cannot have conditions on nested attributes");
        }
    }

    private static ValidationException Operator(string name) => Invalid(ExpressionMessages.KeyOperator(name));

    private static ValidationException Condition(string detail) => Invalid("Invalid condition in KeyConditionExpression: " + detail);

    private static ValidationException Invalid(string detail) => new(detail);
}
