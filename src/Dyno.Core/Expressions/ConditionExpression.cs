// A condition or filter: a tree that is evaluated on items, and that prints as text.

namespace Dyno.Expressions;

/// <summary>
/// A condition on an item, for ConditionExpression and FilterExpression.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
/// </summary>
/// <param name="root">The tree.</param>
public sealed class ConditionExpression(ConditionNode root)
{
    /// <summary>The tree.</summary>
    public ConditionNode Root { get; } = root ?? throw new ArgumentNullException(nameof(root));

    /// <summary>Parses a text; <see cref="ValidationException"/> with DynamoDB's message where it is wrong.</summary>
    public static ConditionExpression Parse(
        string text, ExpressionScope? scope = null, ExpressionKind kind = ExpressionKind.ConditionExpression) =>
        new(new ConditionParser(text, kind, scope ?? new ExpressionScope()).Parse());

    /// <summary>The item has the attribute.</summary>
    public static ConditionExpression AttributeExists(string attribute) => new(new AttributeExistsNode(DocumentPath.Of(attribute)));

    /// <summary>The item does not have the attribute.</summary>
    public static ConditionExpression AttributeNotExists(string attribute) => new(new AttributeNotExistsNode(DocumentPath.Of(attribute)));

    /// <summary>Whether the condition holds of an item; of one that does not exist, whether it holds of <see cref="Item.Empty"/>.</summary>
    public bool Matches(Item item) => ConditionEvaluator.Matches(Root, item);

    /// <summary>The attributes that the condition looks at.</summary>
    public IEnumerable<DocumentPath> Paths() => PathCollector.Collect(Root);

    /// <summary>The condition as people read it, values in their places.</summary>
    public override string ToString() => ExpressionPrinter.Readable.Print(this);
}
