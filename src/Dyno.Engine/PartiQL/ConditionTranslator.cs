// Turns a WHERE clause, or a part of it, into the condition that the operations evaluate. Where the developer guide is silent:
// 1. IS with a type name asks for the DynamoDB type that holds such values: every numeric type is N, every type of text S, STRUCT and TUPLE are M,
//    LIST and SEXP are L, BAG is any of the three sets, CLOB and BLOB are B. Dates and times do not exist in DynamoDB: nothing is one.
// 2. IS NULL holds of an attribute that is DynamoDB's null, not of one that is missing; IS NOT NULL is its opposite and holds of a missing one.
// 3. A condition may be compared with TRUE and FALSE (attribute_exists(a) = TRUE).
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html and ql-functions.html
using Dyno.Expressions;
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

internal sealed class ConditionTranslator(StatementValues values)
{
    // All of them hold; null where there is nothing to hold.
    public ConditionNode? All(IReadOnlyList<PartiQLExpression> conditions) =>
        conditions.Count == 0 ? null : Fold([.. conditions.Select(Condition)], static (l, r) => new AndNode(l, r));

    public ConditionNode Condition(PartiQLExpression expression) => expression switch
    {
        LogicalExpression { IsAnd: true } logical => Fold([.. logical.Operands.Select(Condition)], static (l, r) => new AndNode(l, r)),
        LogicalExpression logical => Fold([.. logical.Operands.Select(Condition)], static (l, r) => new OrNode(l, r)),
        NotExpression not => new NotNode(Condition(not.Operand)),
        ComparisonExpression comparison => Comparison(comparison),
        BetweenExpression between => Between(between),
        InExpression @in => In(@in),
        IsExpression type => Is(type),
        CallExpression call => Call(call),
        _ => throw new ValidationException(Messages.UnsupportedCondition(expression.Span)),
    };

    // The elements of IN's list.
    public IReadOnlyList<EncodedValue> ListOf(PartiQLExpression list)
    {
        if (list is ListLiteral literal)
        {
            return [.. literal.Elements.Select(values.Of)];
        }

        var value = values.Of(list);
        if (value.Type != AttributeType.L)
        {
            throw new ValidationException(ExpressionMessages.OperandType("IN", value.Type));
        }

        var elements = new List<EncodedValue>();
        for (var reader = value.Read().GetList(); reader.Read();)
        {
            elements.Add(EncodedValue.Copy(reader.Value));
        }

        return elements;
    }

    // As a balanced tree: a long chain must not make a deep one.
    public static ConditionNode Fold(ReadOnlySpan<ConditionNode> nodes, Func<ConditionNode, ConditionNode, ConditionNode> join) => nodes.Length == 1
        ? nodes[0]
        : join(Fold(nodes[..((nodes.Length + 1) / 2)], join), Fold(nodes[((nodes.Length + 1) / 2)..], join));

    private ConditionNode Comparison(ComparisonExpression comparison)
    {
        if (comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var (condition, constant) = IsCondition(comparison.Left)
                ? (comparison.Left, comparison.Right)
                : (comparison.Right, comparison.Left);
            if (IsCondition(condition) && values.IsValue(constant) && values.Of(constant) is { Type: AttributeType.BOOL } boolean)
            {
                var node = Condition(condition);
                return boolean.Read().GetBoolean() == (comparison.Operator == ComparisonOperator.Equal) ? node : new NotNode(node);
            }
        }

        var name = Symbol(comparison.Operator);
        var (left, right) = (Operand(comparison.Left), Operand(comparison.Right));
        if (left is PathOperand one && right is PathOperand two && one.Path.Equals(two.Path))
        {
            throw new ValidationException(ExpressionMessages.NotDistinct(name, one.Path));
        }

        if (comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            CheckOrdered(name, left);
            CheckOrdered(name, right);
        }

        return new ComparisonNode(comparison.Operator, left, right);
    }

    private BetweenNode Between(BetweenExpression between)
    {
        var (operand, low, high) = (Operand(between.Operand), Operand(between.Low), Operand(between.High));
        CheckOrdered("BETWEEN", operand);
        CheckOrdered("BETWEEN", low);
        CheckOrdered("BETWEEN", high);
        if (low is ValueOperand { Value: var from } && high is ValueOperand { Value: var to })
        {
            CheckBounds(from, to);
        }

        return new BetweenNode(operand, low, high);
    }

    public static void CheckBounds(EncodedValue low, EncodedValue high)
    {
        if (low.Type != high.Type)
        {
            throw new ValidationException(ExpressionMessages.BetweenTypes(low, high));
        }

        if (low.Read().KeyBytes.SequenceCompareTo(high.Read().KeyBytes) > 0)
        {
            throw new ValidationException(ExpressionMessages.BetweenOrder(low, high));
        }
    }

    private InNode In(InExpression expression)
    {
        var operands = expression.List is ListLiteral list
            ? [.. list.Elements.Select(Operand)]
            : (List<Operand>)[.. ListOf(expression.List).Select(v => new ValueOperand(v))];
        return operands.Count switch
        {
            0 => throw new ValidationException(ExpressionMessages.OperandCount("IN", 0)),
            > Limits.InOperands => throw new ValidationException(ExpressionMessages.TooManyInOperands(operands.Count)),
            _ => new InNode(Operand(expression.Operand), operands),
        };
    }

    private ConditionNode Is(IsExpression expression)
    {
        if (expression.Operand is not PathExpression { Path: var path })
        {
            throw new ValidationException(ExpressionMessages.PathWanted("IS"));
        }

        ConditionNode node = expression.Type switch
        {
            "MISSING" => new AttributeNotExistsNode(path),
            "NULL" => new AttributeTypeNode(path, AttributeType.NULL),
            "BOOL" or "BOOLEAN" => new AttributeTypeNode(path, AttributeType.BOOL),
            "STRING" or "SYMBOL" or "CHAR" or "CHARACTER" or "VARCHAR" or "CHARACTER VARYING" => new AttributeTypeNode(path, AttributeType.S),
            "BLOB" or "CLOB" => new AttributeTypeNode(path, AttributeType.B),
            "STRUCT" or "TUPLE" => new AttributeTypeNode(path, AttributeType.M),
            "LIST" or "SEXP" => new AttributeTypeNode(path, AttributeType.L),
            "BAG" => new OrNode(
                new AttributeTypeNode(path, AttributeType.SS),
                new OrNode(new AttributeTypeNode(path, AttributeType.NS), new AttributeTypeNode(path, AttributeType.BS))),
            "DATE" or "TIME" or "TIMESTAMP" => new AndNode(new AttributeExistsNode(path), new AttributeNotExistsNode(path)),
            _ => new AttributeTypeNode(path, AttributeType.N),
        };
        return expression.IsNegated ? new NotNode(node) : node;
    }

    private static bool IsCondition(PartiQLExpression expression) => expression is CallExpression { Name: not "size" } or LogicalExpression or NotExpression
        or ComparisonExpression or BetweenExpression or InExpression or IsExpression;

    private ConditionNode Call(CallExpression call)
    {
        switch (call.Name)
        {
            case "attribute_exists":
                Count(call, 1);
                return new AttributeExistsNode(PathOf(call));
            case "attribute_not_exists":
                Count(call, 1);
                return new AttributeNotExistsNode(PathOf(call));
            case "attribute_type":
                Count(call, 2);
                return new AttributeTypeNode(PathOf(call), TypeOf(call));
            case "begins_with":
                Count(call, 2);
                return BeginsWith(Operand(call.Arguments[0]), Operand(call.Arguments[1]));
            case "contains":
                Count(call, 2);
                return Contains(Operand(call.Arguments[0]), Operand(call.Arguments[1]));
            case "size":
                throw new ValidationException(ExpressionMessages.FunctionPlace(call.Name));
            default:
                throw new ValidationException(Messages.UnrecognizedFunction(call.Name, call.Span));
        }
    }

    private static BeginsWithNode BeginsWith(Operand operand, Operand prefix)
    {
        foreach (var each in (Operand[])[operand, prefix])
        {
            if (each is ValueOperand { Value.Type: not (AttributeType.S or AttributeType.B) and var type })
            {
                throw new ValidationException(ExpressionMessages.OperandType("begins_with", type));
            }
        }

        CheckDistinct("begins_with", operand, prefix);
        return new BeginsWithNode(operand, prefix);
    }

    private static ContainsNode Contains(Operand operand, Operand part)
    {
        if (operand is ValueOperand { Value.Type: (AttributeType.N or AttributeType.BOOL or AttributeType.NULL or AttributeType.M) and var type })
        {
            throw new ValidationException(ExpressionMessages.OperandType("contains", type));
        }

        CheckDistinct("contains", operand, part);
        return new ContainsNode(operand, part);
    }

    private static void CheckDistinct(string name, Operand left, Operand right)
    {
        if (left is PathOperand one && right is PathOperand two && one.Path.Equals(two.Path))
        {
            throw new ValidationException(ExpressionMessages.NotDistinct(name, one.Path));
        }
    }

    private AttributeType TypeOf(CallExpression call)
    {
        if (!values.IsValue(call.Arguments[1]) || values.Of(call.Arguments[1]) is not { Type: AttributeType.S } name)
        {
            throw new ValidationException(ExpressionMessages.OperandType(
                call.Name, values.IsValue(call.Arguments[1]) ? values.Of(call.Arguments[1]).Type : AttributeType.NULL));
        }

        var text = name.Read().GetString();
        return AttributeTypes.TryParse(text, out var type) ? type : throw new ValidationException(Messages.UnknownAttributeType(text));
    }

    private Operand Operand(PartiQLExpression expression)
    {
        switch (expression)
        {
            case PathExpression path:
                return new PathOperand(path.Path);
            case CallExpression { Name: "size" } size:
                Count(size, 1);
                return new SizeOperand(PathOf(size));
            case CallExpression { Name: "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains" } call:
                throw new ValidationException(ExpressionMessages.FunctionPlace(call.Name));
            case CallExpression call:
                throw new ValidationException(Messages.UnrecognizedFunction(call.Name, call.Span));
            case ArithmeticExpression sum:
                throw new ValidationException(PartiQLMessages.UnsupportedOperator(sum.IsMinus ? "-" : "+", sum.Span));
            default:
                return values.IsValue(expression)
                    ? new ValueOperand(values.Of(expression))
                    : throw new ValidationException(Messages.UnsupportedOperand(expression.Span));
        }
    }

    private static DocumentPath PathOf(CallExpression call) => call.Arguments[0] is PathExpression path
        ? path.Path
        : throw new ValidationException(ExpressionMessages.PathWanted(call.Name));

    private static void Count(CallExpression call, int count)
    {
        if (call.Arguments.Count != count)
        {
            throw new ValidationException(ExpressionMessages.OperandCount(call.Name, call.Arguments.Count));
        }
    }

    private static void CheckOrdered(string name, Operand operand)
    {
        if (operand is ValueOperand { Value.Type: not (AttributeType.S or AttributeType.N or AttributeType.B) and var type })
        {
            throw new ValidationException(ExpressionMessages.OperandType(name, type));
        }
    }

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.LessThanOrEqual => "<=",
        ComparisonOperator.GreaterThan => ">",
        _ => ">=",
    };
}
