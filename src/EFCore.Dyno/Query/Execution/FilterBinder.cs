// Fills a filter's open values and gives the condition tree that the store evaluates. A comparison with a null that only
// shows now becomes a test for the attribute; what is true or false for every row is folded away.

using Dyno.Expressions;

namespace EFCore.Dyno.Query;

// Node is null where the filter is the same for every row: then Constant says which.
internal readonly record struct BoundFilter(ConditionNode? Node, bool Constant)
{
    public static BoundFilter True { get; } = new(null, true);

    public static BoundFilter False { get; } = new(null, false);

    public static implicit operator BoundFilter(ConditionNode node) => new(node, false);
}

internal static class FilterBinder
{
    public static BoundFilter Bind(FilterNode filter, TermValues values) => filter switch
    {
        AndFilter and => And(Bind(and.Left, values), Bind(and.Right, values)),
        OrFilter or => Or(Bind(or.Left, values), Bind(or.Right, values)),
        NotFilter not => Not(Bind(not.Operand, values)),
        ConstantFilter constant => new(null, constant.Value),
        CompareFilter compare => Compare(compare, values),
        FieldsFilter fields => new ComparisonNode(Operator(fields.Operator), new PathOperand(fields.Left.Path), new PathOperand(fields.Right.Path)),
        InFilter @in => In(@in, values),
        ExistsFilter exists => Exists(exists.Field, exists.Exists),
        BeginsWithFilter begins => values.ValueOf(begins.Prefix) switch
        {
            null => BoundFilter.False,
            // A prefix of nothing is in every string.
            "" => Exists(begins.Field, true),
            var prefix => new BeginsWithNode(new PathOperand(begins.Field.Path), new ValueOperand(TermValues.Encode(begins.Field.Map!, prefix)!.Value)),
        },
        ContainsFilter contains => Contains(contains, values),
        _ => throw new InvalidOperationException(filter.GetType().Name),
    };

    public static bool HasParameters(FilterNode filter) => filter switch
    {
        AndFilter and => HasParameters(and.Left) || HasParameters(and.Right),
        OrFilter or => HasParameters(or.Left) || HasParameters(or.Right),
        NotFilter not => HasParameters(not.Operand),
        CompareFilter compare => compare.Value is not ConstantTerm,
        InFilter @in => @in.Values is not ConstantTerm,
        BeginsWithFilter begins => begins.Prefix is not ConstantTerm,
        ContainsFilter contains => contains.Part is not ConstantTerm,
        _ => false,
    };

    private static BoundFilter Not(BoundFilter operand) => operand.Node is { } node ? new NotNode(node) : new BoundFilter(null, !operand.Constant);

    private static BoundFilter And(BoundFilter left, BoundFilter right) =>
        left.Node is null ? (left.Constant ? right : left)
        : right.Node is null ? (right.Constant ? left : right)
        : new AndNode(left.Node, right.Node);

    private static BoundFilter Or(BoundFilter left, BoundFilter right) =>
        left.Node is null ? (left.Constant ? left : right)
        : right.Node is null ? (right.Constant ? right : left)
        : new OrNode(left.Node, right.Node);

    private static ConditionNode Exists(FilterField field, bool exists) =>
        exists ? new AttributeExistsNode(field.Path) : new AttributeNotExistsNode(field.Path);

    private static BoundFilter Compare(CompareFilter compare, TermValues values)
    {
        if (values.Encode(compare.Field.Map!, compare.Value) is { } value)
        {
            return new ComparisonNode(Operator(compare.Operator), new PathOperand(compare.Field.Path), new ValueOperand(value));
        }

        return compare.Operator switch
        {
            FilterOperator.Equal => Exists(compare.Field, false),
            FilterOperator.NotEqual => Exists(compare.Field, true),
            _ => BoundFilter.False,
        };
    }

    private static BoundFilter In(InFilter filter, TermValues values)
    {
        var operand = new PathOperand(filter.Field.Path);
        var result = BoundFilter.False;
        var list = new List<Operand>();
        foreach (var value in values.ListOf(filter.Values))
        {
            if (TermValues.Encode(filter.Field.Map!, value) is { } encoded)
            {
                list.Add(new ValueOperand(encoded));
            }
            else
            {
                result = Exists(filter.Field, false);
            }

            if (list.Count == Limits.InOperands)
            {
                result = Or(result, new InNode(operand, list));
                list = [];
            }
        }

        return list.Count == 0 ? result : Or(result, new InNode(operand, list));
    }

    private static BoundFilter Contains(ContainsFilter filter, TermValues values)
    {
        var value = values.ValueOf(filter.Part);
        if (!filter.IsElement && value is "")
        {
            return Exists(filter.Field, true);
        }

        var encoded = filter.IsElement ? TermValues.EncodeElement(filter.Field.Map!, value) : TermValues.Encode(filter.Field.Map!, value);
        return encoded is { } part ? new ContainsNode(new PathOperand(filter.Field.Path), new ValueOperand(part)) : BoundFilter.False;
    }

    private static ComparisonOperator Operator(FilterOperator op) => op switch
    {
        FilterOperator.Equal => ComparisonOperator.Equal,
        FilterOperator.NotEqual => ComparisonOperator.NotEqual,
        FilterOperator.Less => ComparisonOperator.LessThan,
        FilterOperator.LessOrEqual => ComparisonOperator.LessThanOrEqual,
        FilterOperator.Greater => ComparisonOperator.GreaterThan,
        _ => ComparisonOperator.GreaterThanOrEqual,
    };
}
