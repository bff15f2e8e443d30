// Reads the condition of an index from a lambda: comparisons of the entity's own properties with values that do not depend on it, joined by &&.

using System.Linq.Expressions;
using System.Text.Json;
using EFCore.Dyno.Query;

namespace EFCore.Dyno.Metadata;

internal static class ConditionLambdaParser
{
    public static IReadOnlyList<ComparisonConfiguration> Parse(LambdaExpression lambda, string index)
    {
        var comparisons = new List<ComparisonConfiguration>();
        Add(lambda.Body);
        return comparisons;

        void Add(Expression node)
        {
            switch (node)
            {
                case BinaryExpression { NodeType: ExpressionType.AndAlso } and:
                    Add(and.Left);
                    Add(and.Right);
                    break;
                case UnaryExpression { NodeType: ExpressionType.Not } not when Own(not.Operand) is { } property && not.Type == typeof(bool):
                    comparisons.Add(new(property, IndexOperator.Equal, "false"));
                    break;
                case MemberExpression { Member.Name: "HasValue", Expression: { } inner } when Own(inner) is { } property:
                    comparisons.Add(new(property, IndexOperator.NotEqual, "null"));
                    break;
                case var _ when Own(node) is { } property:
                    comparisons.Add(new(property, IndexOperator.Equal, "true"));
                    break;
                case BinaryExpression binary when OperatorOf(binary.NodeType) is { } op && Own(binary.Left) is { } property && !DependsOnEntity(binary.Right):
                    comparisons.Add(new(property, op, Json(binary.Left, binary.Right)));
                    break;
                case BinaryExpression binary when OperatorOf(binary.NodeType) is { } op && Own(binary.Right) is { } property && !DependsOnEntity(binary.Left):
                    comparisons.Add(new(property, Turned(op), Json(binary.Right, binary.Left)));
                    break;
                default:
                    throw new ArgumentException(Messages.IndexConditionNotUnderstood(index, lambda, node));
            }
        }

        string? Own(Expression node) => KeyLambdaParser.PropertyOf(KeyLambdaParser.Unconvert(node), lambda);

        bool DependsOnEntity(Expression node) => KeyLambdaParser.References(node, lambda.Parameters[0]);

        // Of the property's own type: the compiler compares an enum as its number and a char as an int.
        string Json(Expression property, Expression constant)
        {
            var type = KeyLambdaParser.Unconvert(property).Type;
            type = Nullable.GetUnderlyingType(type) ?? type;
            var value = Expression.Lambda<Func<object?>>(Expression.Convert(constant, typeof(object))).Compile()();
            return type.IsEnum || type.IsPrimitive || IsSimple(type) ? JsonSerializer.Serialize(value is null ? null : TermValues.Coerce(type, value), type == typeof(string) || value is null ? typeof(object) : type)
                : throw new ArgumentException(Messages.IndexConditionNotUnderstood(index, lambda, property));
        }
    }

    // What JSON gives back as it was.
    private static bool IsSimple(Type type) =>
        type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly)
        || type == typeof(TimeOnly) || type == typeof(TimeSpan) || type == typeof(Guid);

    private static IndexOperator? OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => IndexOperator.Equal,
        ExpressionType.NotEqual => IndexOperator.NotEqual,
        ExpressionType.LessThan => IndexOperator.Less,
        ExpressionType.LessThanOrEqual => IndexOperator.LessOrEqual,
        ExpressionType.GreaterThan => IndexOperator.Greater,
        ExpressionType.GreaterThanOrEqual => IndexOperator.GreaterOrEqual,
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
