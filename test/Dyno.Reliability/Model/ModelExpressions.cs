// The model's evaluation of expressions: a value's parts are looked up step by step from the item's root for every question, and put together anew for every change.
using static Dyno.Reliability.Model.ModelValues;

namespace Dyno.Reliability.Model;

internal static class ModelExpressions
{
    internal static bool Matches(ConditionNode node, ModelItem item) => node switch
    {
        AndNode n => Matches(n.Left, item) && Matches(n.Right, item),
        OrNode n => Matches(n.Left, item) || Matches(n.Right, item),
        NotNode n => !Matches(n.Operand, item),
        ComparisonNode n => Compares(n.Operator, Value(n.Left, item), Value(n.Right, item)),
        BetweenNode n => Compares(ComparisonOperator.GreaterThanOrEqual, Value(n.Operand, item), Value(n.Low, item))
            && Compares(ComparisonOperator.LessThanOrEqual, Value(n.Operand, item), Value(n.High, item)),
        InNode n => n.List.Any(e => Compares(ComparisonOperator.Equal, Value(n.Operand, item), Value(e, item))),
        AttributeExistsNode n => Find(item, n.Path) is not null,
        AttributeNotExistsNode n => Find(item, n.Path) is null,
        AttributeTypeNode n => Find(item, n.Path)?.Type == n.Type,
        BeginsWithNode n => AreTexts(Value(n.Operand, item), Value(n.Prefix, item), (whole, prefix) => whole.AsSpan().StartsWith(prefix)),
        ContainsNode n => Value(n.Operand, item) is { } whole && Value(n.Part, item) is { } part
            && (AreTexts(whole, part, (all, some) => all.AsSpan().IndexOf(some) >= 0) || (whole.Type != AttributeType.M && Has(whole, part))),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    // The right sides are those of the item as it was.
    internal static ModelItem Update(ModelItem before, IEnumerable<UpdateAction> actions) =>
        Change(AttributeValue.M(before), [.. actions.Select(a => (Steps(a.Path), Result(a, before)))])!.AsMap();

    // What the paths lead to, set at the same places of a new item; all of the item where there are no paths.
    internal static ModelItem? Project(ModelItem? item, IEnumerable<DocumentPath>? paths) => item is null || paths is null ? item
        : Change(AttributeValue.M(), [.. paths.Select(p => (Steps(p), Find(item, p))).Where(p => p.Item2 is not null)], creates: true)!.AsMap();

    private static PathSegment[] Steps(DocumentPath path) => [PathSegment.Member(path.Root), .. path.Segments];

    private static AttributeValue? Find(ModelItem item, DocumentPath path) =>
        Steps(path).Aggregate((AttributeValue?)AttributeValue.M(item), (value, step) => value is null ? null : Parts(value).GetValueOrDefault(step));

    private static AttributeValue? Value(Operand operand, ModelItem item) => operand switch
    {
        ValueOperand v => v.Value.ToAttributeValue(),
        PathOperand p => Find(item, p.Path),
        SizeOperand s => Find(item, s.Path) switch
        {
            { Type: AttributeType.S } text => text.AsString().Length,
            { Type: AttributeType.B } binary => binary.AsBinary().Length,
            { Type: not (AttributeType.N or AttributeType.BOOL or AttributeType.NULL) } whole => Parts(whole).Count,
            _ => null,
        },
        _ => throw new InvalidOperationException(operand.GetType().Name),
    };

    private static bool AreTexts(AttributeValue? a, AttributeValue? b, Func<byte[], byte[], bool> and) =>
        a is { Type: AttributeType.S or AttributeType.B } && a.Type == b?.Type && and(Bytes(a), Bytes(b));

    private static bool Compares(ComparisonOperator comparison, AttributeValue? left, AttributeValue? right)
    {
        int? order = left is { Type: AttributeType.S or AttributeType.N or AttributeType.B } && left.Type == right?.Type ? Compare(left, right) : null;
        return comparison switch
        {
            ComparisonOperator.Equal => left is not null && right is not null && Same(left, right),
            ComparisonOperator.NotEqual => !Compares(ComparisonOperator.Equal, left, right),
            ComparisonOperator.LessThan => order < 0,
            ComparisonOperator.LessThanOrEqual => order <= 0,
            ComparisonOperator.GreaterThan => order > 0,
            _ => order >= 0,
        };
    }

    // Null takes away; creates: what is not on the way is made. A list's elements keep their numbers meanwhile: what goes leaves a gap, what is set beyond the end follows in order.
    private static AttributeValue? Change(AttributeValue? old, List<(PathSegment[] Steps, AttributeValue? Value)> changes, bool creates = false)
    {
        if (changes is [([], var value)])
        {
            return value;
        }

        old ??= creates ? Whole(changes[0].Steps[0].Name is null ? AttributeType.L : AttributeType.M, []) : null;
        Require(old is not null);
        var parts = Parts(old);
        foreach (var below in changes.GroupBy(c => c.Steps[0]))
        {
            Require(old.Type == (below.Key.Name is null ? AttributeType.L : AttributeType.M));
            var part = Change(parts.GetValueOrDefault(below.Key), [.. below.Select(c => (c.Steps[1..], c.Value))], creates);
            _ = part is null ? parts.Remove(below.Key) : (parts[below.Key] = part) is not null;
        }

        return Whole(old.Type, parts);
    }

    private static AttributeValue? Result(UpdateAction action, ModelItem item) => (action, Find(item, action.Path)) switch
    {
        (SetAction set, _) => Evaluate(set.Value, item),
        (AddAction add, null) => add.Value.ToAttributeValue(),
        (AddAction add, { } old) => Combine(old, add.Value.ToAttributeValue(), adds: true),
        (DeleteAction delete, { } old) => Combine(old, delete.Value.ToAttributeValue(), adds: false),
        _ => null,
    };

    private static AttributeValue? Combine(AttributeValue old, AttributeValue other, bool adds)
    {
        Require(old.Type == other.Type);
        var (added, left) = (Parts(other).Where(e => adds && !Has(old, e.Value)), Parts(old).Where(e => adds || !Has(other, e.Value)));
        return old.Type == AttributeType.N ? Number(Number(old) + Number(other)) : left.Any() ? Whole(old.Type, left.Concat(added)) : null;
    }

    private static AttributeValue Evaluate(SetValue value, ModelItem item, AttributeType? type = null)
    {
        var result = value switch
        {
            SetOperand operand => Value(operand.Operand, item),
            IfNotExists otherwise => Find(item, otherwise.Path) ?? Evaluate(otherwise.Otherwise, item),
            ListAppend n => AttributeValue.L([.. Evaluate(n.First, item, AttributeType.L).AsList(), .. Evaluate(n.Second, item, AttributeType.L).AsList()]),
            Plus n => Number(Number(Evaluate(n.Left, item, AttributeType.N)) + Number(Evaluate(n.Right, item, AttributeType.N))),
            Minus n => Number(Number(Evaluate(n.Left, item, AttributeType.N)) - Number(Evaluate(n.Right, item, AttributeType.N))),
            _ => throw new InvalidOperationException(value.GetType().Name),
        };
        Require(result is not null && (type is null || result.Type == type));
        return result;
    }
}
