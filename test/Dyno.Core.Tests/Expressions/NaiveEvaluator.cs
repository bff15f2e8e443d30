// Conditions evaluated in the plainest way, over trees of objects: the oracle of the real evaluator.

using System.Text;
using Dyno.Expressions;

namespace Dyno.Core.Tests.Expressions;

internal static class NaiveEvaluator
{
    public static bool Matches(ConditionNode node, IReadOnlyDictionary<string, AttributeValue> item) => node switch
    {
        AndNode n => Matches(n.Left, item) & Matches(n.Right, item),
        OrNode n => Matches(n.Left, item) | Matches(n.Right, item),
        NotNode n => !Matches(n.Operand, item),
        AttributeExistsNode n => item.ContainsKey(n.Path.Root),
        AttributeNotExistsNode n => !item.ContainsKey(n.Path.Root),
        AttributeTypeNode n => item.TryGetValue(n.Path.Root, out var value) && value.Type == n.Type,
        BetweenNode n => Order(Get(n.Operand, item), Get(n.Low, item)) >= 0 && Order(Get(n.Operand, item), Get(n.High, item)) <= 0,
        InNode n => Get(n.Operand, item) is { } value && n.List.Any(e => value.Equals(Get(e, item))),
        BeginsWithNode n => BeginsWith(Get(n.Operand, item), Get(n.Prefix, item)),
        ContainsNode n => Contains(Get(n.Operand, item), Get(n.Part, item)),
        ComparisonNode n => Compare(n.Operator, Get(n.Left, item), Get(n.Right, item)),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static AttributeValue? Get(Operand operand, IReadOnlyDictionary<string, AttributeValue> item) => operand switch
    {
        ValueOperand value => value.Value.ToAttributeValue(),
        PathOperand path => item.GetValueOrDefault(path.Path.Root),
        SizeOperand size => item.GetValueOrDefault(size.Path.Root) is { } sized && Size(sized) is { } count ? AttributeValue.N(count) : null,
        _ => null,
    };

    private static int? Size(AttributeValue value) => value.Type switch
    {
        AttributeType.S => value.AsString().Length,
        AttributeType.B => value.AsBinary().Length,
        AttributeType.M => value.AsMap().Count,
        AttributeType.L => value.AsList().Count,
        AttributeType.SS => value.AsStringSet().Count,
        AttributeType.NS => value.AsNumberSet().Count,
        AttributeType.BS => value.AsBinarySet().Count,
        _ => null,
    };

    private static bool Compare(ComparisonOperator comparison, AttributeValue? left, AttributeValue? right)
    {
        if (left is null || right is null)
        {
            return comparison == ComparisonOperator.NotEqual;
        }

        return comparison switch
        {
            ComparisonOperator.Equal => left.Equals(right),
            ComparisonOperator.NotEqual => !left.Equals(right),
            ComparisonOperator.LessThan => Order(left, right) < 0,
            ComparisonOperator.LessThanOrEqual => Order(left, right) <= 0,
            ComparisonOperator.GreaterThan => Order(left, right) > 0,
            _ => Order(left, right) >= 0,
        };
    }

    // Null where there is no order: every comparison with it is false.
    private static int? Order(AttributeValue? left, AttributeValue? right) => (left?.Type, right?.Type) switch
    {
        (AttributeType.S, AttributeType.S) => Utf8(left!).AsSpan().SequenceCompareTo(Utf8(right!)),
        (AttributeType.N, AttributeType.N) => left!.AsNumber().CompareTo(right!.AsNumber()),
        (AttributeType.B, AttributeType.B) => left!.AsBinary().Span.SequenceCompareTo(right!.AsBinary().Span),
        _ => null,
    };

    private static bool BeginsWith(AttributeValue? value, AttributeValue? prefix) => (value?.Type, prefix?.Type) switch
    {
        (AttributeType.S, AttributeType.S) => value!.AsString().StartsWith(prefix!.AsString(), StringComparison.Ordinal),
        (AttributeType.B, AttributeType.B) => value!.AsBinary().Span.StartsWith(prefix!.AsBinary().Span),
        _ => false,
    };

    private static bool Contains(AttributeValue? value, AttributeValue? part) => (value?.Type, part?.Type) switch
    {
        (null, _) or (_, null) => false,
        (AttributeType.S, AttributeType.S) => value!.AsString().Contains(part!.AsString(), StringComparison.Ordinal),
        (AttributeType.B, AttributeType.B) => value!.AsBinary().Span.IndexOf(part!.AsBinary().Span) >= 0,
        (AttributeType.SS, AttributeType.S) => value!.AsStringSet().Contains(part!.AsString()),
        (AttributeType.NS, AttributeType.N) => value!.AsNumberSet().Contains(part!.AsNumber()),
        (AttributeType.BS, AttributeType.B) => value!.AsBinarySet().Any(b => b.Span.SequenceEqual(part!.AsBinary().Span)),
        (AttributeType.L, _) => value!.AsList().Contains(part!),
        _ => false,
    };

    private static byte[] Utf8(AttributeValue value) => Encoding.UTF8.GetBytes(value.AsString());
}
