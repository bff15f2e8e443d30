// Reads the condition of an index from its lambda, as the provider's ConditionLambdaParser does: comparisons of the entity's own properties with
// constants, joined by &&. A constant that is not written out is not known here, and the condition gives null.

using EFCore.Dyno.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal static class ConditionLambda
{
    public static IReadOnlyList<ComparisonConfiguration>? Read(IOperation? argument, WellKnown known)
    {
        if (argument.AsLambda() is not { Symbol.Parameters.Length: 1 } lambda || lambda.Result() is not { } body)
        {
            return null;
        }

        var comparisons = new List<ComparisonConfiguration>();
        return Add(body, lambda.Symbol.Parameters[0], known, comparisons) ? comparisons : null;
    }

    private static bool Add(IOperation node, IParameterSymbol entity, WellKnown known, List<ComparisonConfiguration> comparisons)
    {
        node = node.Unconvert();
        switch (node)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return Add(and.LeftOperand, entity, known, comparisons) && Add(and.RightOperand, entity, known, comparisons);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when Own(not.Operand) is { } property:
                comparisons.Add(new(property, IndexOperator.Equal, false));
                return true;
            case IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } inner } when Own(inner) is { } property:
                comparisons.Add(new(property, IndexOperator.NotEqual, null));
                return true;
            case IBinaryOperation binary when OperatorOf(binary.OperatorKind) is { } op:
                if (Own(binary.LeftOperand) is { } left && ConstantOf(binary.RightOperand, out var right))
                {
                    comparisons.Add(new(left, op, right));
                    return true;
                }

                if (Own(binary.RightOperand) is { } other && ConstantOf(binary.LeftOperand, out var value))
                {
                    comparisons.Add(new(other, Turned(op), value));
                    return true;
                }

                return false;
            case var _ when Own(node) is { } flag:
                comparisons.Add(new(flag, IndexOperator.Equal, true));
                return true;
            default:
                return false;
        }

        string? Own(IOperation operation) => operation.PropertyOf(entity, known);
    }

    private static bool ConstantOf(IOperation operation, out object? value)
    {
        // The value before the compiler made another type of it.
        operation = operation.Unconvert();
        value = operation.ConstantValue is { HasValue: true } constant ? constant.Value : null;
        return operation.ConstantValue.HasValue;
    }

    private static IndexOperator? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => IndexOperator.Equal,
        BinaryOperatorKind.NotEquals => IndexOperator.NotEqual,
        BinaryOperatorKind.LessThan => IndexOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => IndexOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => IndexOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => IndexOperator.GreaterOrEqual,
        _ => null,
    };

    private static IndexOperator Turned(IndexOperator op) => op switch
    {
        IndexOperator.Less => IndexOperator.Greater,
        IndexOperator.LessOrEqual => IndexOperator.GreaterOrEqual,
        IndexOperator.Greater => IndexOperator.Less,
        IndexOperator.GreaterOrEqual => IndexOperator.LessOrEqual,
        _ => op,
    };
}
