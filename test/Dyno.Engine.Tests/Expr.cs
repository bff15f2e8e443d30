// Expressions from text and values.
using Dyno.Expressions;

namespace Dyno.Engine.Tests;

internal static class Expr
{
    public static UpdateExpression Update(string text, params (string Name, AttributeValue Value)[] values) =>
        UpdateExpression.Parse(text, ScopeOf(values));

    public static ConditionExpression Condition(string text, params (string Name, AttributeValue Value)[] values) =>
        ConditionExpression.Parse(text, ScopeOf(values));

    private static ExpressionScope ScopeOf((string Name, AttributeValue Value)[] values) =>
        values.Length == 0 ? new ExpressionScope() : ExpressionScope.Of(null, values.ToDictionary(v => v.Name, v => v.Value));
}
