// The five expressions, as DynamoDB's messages name them.

namespace Dyno.Expressions;

/// <summary>The expressions of DynamoDB's requests.</summary>
public enum ExpressionKind
{
    /// <summary>ConditionExpression.</summary>
    ConditionExpression,

    /// <summary>FilterExpression.</summary>
    FilterExpression,

    /// <summary>KeyConditionExpression.</summary>
    KeyConditionExpression,

    /// <summary>ProjectionExpression.</summary>
    ProjectionExpression,

    /// <summary>UpdateExpression.</summary>
    UpdateExpression,
}
