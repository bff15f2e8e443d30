// Expressions from DynamoDB's text and the values of its placeholders.
using Dyno.Expressions;

namespace Dyno.ClientContract;

internal static class Expr
{
    public static UpdateExpression Update(string text, params (string Name, AttributeValue Value)[] values) =>
        UpdateExpression.Parse(text, ScopeOf(values));

    public static ConditionExpression Condition(string text, params (string Name, AttributeValue Value)[] values) =>
        ConditionExpression.Parse(text, ScopeOf(values));

    public static KeyConditionExpression Key(string text, params (string Name, AttributeValue Value)[] values) =>
        KeyConditionExpression.Parse(text, ScopeOf(values));

    public static ProjectionExpression Project(params string[] attributes) => ProjectionExpression.Parse(string.Join(", ", attributes));

    private static ExpressionScope ScopeOf((string Name, AttributeValue Value)[] values) =>
        ExpressionScope.Of(null, values.Length == 0 ? null : values.ToDictionary(v => v.Name, v => v.Value));
}
