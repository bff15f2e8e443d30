// The condition of a Query: one partition, and perhaps a range of sort keys in it.

namespace Dyno.Expressions;

/// <summary>How a sort key is limited.</summary>
public enum SortOperator
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Less than.</summary>
    LessThan,

    /// <summary>Less than or equal.</summary>
    LessThanOrEqual,

    /// <summary>Greater than.</summary>
    GreaterThan,

    /// <summary>Greater than or equal.</summary>
    GreaterThanOrEqual,

    /// <summary>Between two values, both included.</summary>
    Between,

    /// <summary>Beginning with a value.</summary>
    BeginsWith,
}

/// <summary>A condition on one key attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Operator">How it is limited.</param>
/// <param name="Value">The value, or the lower bound of <see cref="SortOperator.Between"/>.</param>
/// <param name="High">The upper bound of <see cref="SortOperator.Between"/>.</param>
public sealed record KeyAttributeCondition(string Attribute, SortOperator Operator, EncodedValue Value, EncodedValue High = default);

/// <summary>
/// The condition of a Query. Which of its parts is the partition key is settled against the schema of the table or index.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
/// </summary>
public sealed class KeyConditionExpression
{
    /// <summary>Conditions on one attribute each.</summary>
    public KeyConditionExpression(params IReadOnlyList<KeyAttributeCondition> parts) => Parts = parts;

    /// <summary>The parts, in the order they were written.</summary>
    public IReadOnlyList<KeyAttributeCondition> Parts { get; }

    /// <summary>One partition.</summary>
    public static KeyConditionExpression For(string partitionKey, EncodedValue value) =>
        new([new KeyAttributeCondition(partitionKey, SortOperator.Equal, value)]);

    /// <summary>One partition, with a condition on the sort key.</summary>
    public static KeyConditionExpression For(string partitionKey, EncodedValue value, KeyAttributeCondition sort) =>
        new([new KeyAttributeCondition(partitionKey, SortOperator.Equal, value), sort]);

    /// <summary>Parses a text; <see cref="ValidationException"/> with DynamoDB's message where it is wrong.</summary>
    public static KeyConditionExpression Parse(string text, ExpressionScope? scope = null)
    {
        return From(ConditionExpression.Parse(text, scope, ExpressionKind.KeyConditionExpression));
    }

    /// <summary>Takes a condition apart into conditions on one key attribute each.</summary>
    /// <exception cref="ValidationException">The condition is none that a key can be asked.</exception>
    public static KeyConditionExpression From(ConditionExpression condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var parts = new List<KeyAttributeCondition>();
        KeyConditionConverter.Convert(condition.Root, parts);
        return new KeyConditionExpression(parts);
    }

    /// <summary>The condition as people read it, values in their places.</summary>
    public override string ToString() => ExpressionPrinter.Readable.Print(this);
}
