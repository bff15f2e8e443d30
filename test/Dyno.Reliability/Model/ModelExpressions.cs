// The model's evaluation of expressions: trees of dictionaries are walked from their root for every question, and changed as trees of nodes.
using Dyno.Expressions;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

internal static class ModelExpressions
{
    internal static AttributeValue? Find(ModelItem item, DocumentPath path)
    {
        var value = item.GetValueOrDefault(path.Root);
        foreach (var step in path.Segments)
        {
            value = step.Name is { } name
                ? value?.Type == AttributeType.M ? value.AsMap().GetValueOrDefault(name) : null
                : value?.Type == AttributeType.L && step.Index < value.AsList().Count ? value.AsList()[step.Index] : null;
        }

        return value;
    }

    internal static bool Matches(ConditionNode node, ModelItem item) => node switch
    {
        AndNode n => Matches(n.Left, item) && Matches(n.Right, item),
        OrNode n => Matches(n.Left, item) || Matches(n.Right, item),
        NotNode n => !Matches(n.Operand, item),
        ComparisonNode n => Compare(n.Operator, Value(n.Left, item), Value(n.Right, item)),
        BetweenNode n => Compare(ComparisonOperator.GreaterThanOrEqual, Value(n.Operand, item), Value(n.Low, item))
            && Compare(ComparisonOperator.LessThanOrEqual, Value(n.Operand, item), Value(n.High, item)),
        InNode n => n.List.Any(e => Compare(ComparisonOperator.Equal, Value(n.Operand, item), Value(e, item))),
        AttributeExistsNode n => Find(item, n.Path) is not null,
        AttributeNotExistsNode n => Find(item, n.Path) is null,
        AttributeTypeNode n => Find(item, n.Path)?.Type == n.Type,
        BeginsWithNode n => Value(n.Operand, item) is { } whole && Value(n.Prefix, item) is { } prefix && whole.Type == prefix.Type
            && whole.Type is AttributeType.S or AttributeType.B && ModelValues.Bytes(whole).AsSpan().StartsWith(ModelValues.Bytes(prefix)),
        ContainsNode n => Value(n.Operand, item) is { } whole && Value(n.Part, item) is { } part && whole.Type switch
        {
            AttributeType.S or AttributeType.B => whole.Type == part.Type && ModelValues.Bytes(whole).AsSpan().IndexOf(ModelValues.Bytes(part)) >= 0,
            AttributeType.L => whole.AsList().Any(e => ModelValues.Same(e, part)),
            _ => ModelValues.Elements(whole).Exists(e => ModelValues.Same(e, part)),
        },
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static AttributeValue? Value(Operand operand, ModelItem item) => operand switch
    {
        ValueOperand v => v.Value.ToAttributeValue(),
        PathOperand p => Find(item, p.Path),
        SizeOperand s => Find(item, s.Path) is { } value ? SizeOf(value) : null,
        _ => null,
    };

    private static AttributeValue? SizeOf(AttributeValue value) => value.Type switch
    {
        AttributeType.S => value.AsString().Length,
        AttributeType.B => value.AsBinary().Length,
        AttributeType.M => value.AsMap().Count,
        AttributeType.L => value.AsList().Count,
        AttributeType.SS or AttributeType.NS or AttributeType.BS => ModelValues.Elements(value).Count,
        _ => null,
    };

    private static bool Compare(ComparisonOperator comparison, AttributeValue? left, AttributeValue? right)
    {
        if (comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            return (left is not null && right is not null && ModelValues.Same(left, right)) == (comparison == ComparisonOperator.Equal);
        }

        return left is not null && right is not null && left.Type == right.Type && ModelValues.HasOrder(left) && ModelValues.Compare(left, right) is var order
            && comparison switch
            {
                ComparisonOperator.LessThan => order < 0,
                ComparisonOperator.LessThanOrEqual => order <= 0,
                ComparisonOperator.GreaterThan => order > 0,
                _ => order >= 0,
            };
    }

    // The right sides are those of the item as it was.
    internal static ModelItem Update(ModelItem before, UpdateExpression update)
    {
        var changes = update.Actions.Select(a => (a.Path, Value: Result(a, before))).ToList();
        var root = ModelNode.Of(AttributeValue.M(before));
        foreach (var (path, value) in changes)
        {
            root.Set(path, value, create: false);
        }

        return root.ToValue().AsMap();
    }

    internal static ModelItem Project(ModelItem item, IEnumerable<DocumentPath> paths)
    {
        var root = new ModelNode { Members = [] };
        foreach (var path in paths)
        {
            if (Find(item, path) is { } value)
            {
                root.Set(path, value, create: true);
            }
        }

        return root.ToValue().AsMap();
    }

    private static AttributeValue? Result(UpdateAction action, ModelItem item)
    {
        var old = Find(item, action.Path);
        var operand = action switch { SetAction s => Evaluate(s.Value, item), AddAction a => a.Value.ToAttributeValue(), DeleteAction d => d.Value.ToAttributeValue(), _ => null };
        if (action is SetAction or RemoveAction || old is null)
        {
            return action is DeleteAction ? null : operand;
        }

        if (old.Type != operand!.Type)
        {
            throw new ValidationException("type");
        }

        if (old.Type == AttributeType.N)
        {
            return ModelValues.Number(ModelValues.Number(old) + ModelValues.Number(operand));
        }

        var (mine, others) = (ModelValues.Elements(old), ModelValues.Elements(operand));
        List<AttributeValue> left = [.. mine.Where(e => action is AddAction || !others.Exists(o => ModelValues.Same(o, e))),
            .. others.Where(o => action is AddAction && !mine.Exists(e => ModelValues.Same(o, e)))];
        return left.Count == 0 ? null : ModelValues.Set(old.Type, left);
    }

    private static AttributeValue Evaluate(SetValue value, ModelItem item) => value switch
    {
        SetOperand operand => Value(operand.Operand, item) ?? throw new ValidationException("missing"),
        IfNotExists otherwise => Find(item, otherwise.Path) ?? Evaluate(otherwise.Otherwise, item),
        ListAppend n when (Evaluate(n.First, item), Evaluate(n.Second, item)) is ({ Type: AttributeType.L } first, { Type: AttributeType.L } second) =>
            AttributeValue.L([.. first.AsList(), .. second.AsList()]),
        Plus n when (Evaluate(n.Left, item), Evaluate(n.Right, item)) is ({ Type: AttributeType.N } left, { Type: AttributeType.N } right) =>
            ModelValues.Number(ModelValues.Number(left) + ModelValues.Number(right)),
        Minus n when (Evaluate(n.Left, item), Evaluate(n.Right, item)) is ({ Type: AttributeType.N } left, { Type: AttributeType.N } right) =>
            ModelValues.Number(ModelValues.Number(left) - ModelValues.Number(right)),
        _ => throw new ValidationException("type"),
    };
}

// A tree that can be changed. A list's elements stand under their numbers: what is removed leaves a gap, what is set beyond the end follows in order.
internal sealed class ModelNode
{
    private AttributeValue? _leaf;

    internal Dictionary<string, ModelNode>? Members { get; init; }

    internal SortedDictionary<int, ModelNode>? Elements { get; init; }

    internal static ModelNode Of(AttributeValue value) => value.Type switch
    {
        AttributeType.M => new() { Members = value.AsMap().ToDictionary(e => e.Key, e => Of(e.Value)) },
        AttributeType.L => new() { Elements = new(value.AsList().Select((e, i) => (e, i)).ToDictionary(e => e.i, e => Of(e.e))) },
        _ => new() { _leaf = value },
    };

    internal AttributeValue ToValue() => _leaf ?? (Members is not null
        ? AttributeValue.M(Members.ToDictionary(m => m.Key, m => m.Value.ToValue()))
        : AttributeValue.L([.. Elements!.Values.Select(e => e.ToValue())]));

    // Null takes away. The containers on the way must be there, unless they are to be made.
    internal void Set(DocumentPath path, AttributeValue? value, bool create)
    {
        List<PathSegment> steps = [PathSegment.Member(path.Root), .. path.Segments];
        var node = this;
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, last) = (steps[i], i == steps.Count - 1);
            if (step.Name is null ? node.Elements is null : node.Members is null)
            {
                throw new ValidationException("path");
            }

            var next = step.Name is { } name ? node.Members!.GetValueOrDefault(name) : node.Elements!.GetValueOrDefault(step.Index);
            if (last || (next is null && create))
            {
                next = !last ? steps[i + 1].Name is null ? new() { Elements = [] } : new() { Members = [] } : value is null ? null : Of(value);
                node.Put(step, next);
            }

            node = last ? node : next ?? throw new ValidationException("path");
        }
    }

    private void Put(PathSegment step, ModelNode? node)
    {
        if (node is null)
        {
            _ = step.Name is { } gone ? Members!.Remove(gone) : Elements!.Remove(step.Index);
        }
        else if (step.Name is { } name)
        {
            Members![name] = node;
        }
        else
        {
            Elements![step.Index] = node;
        }
    }
}
