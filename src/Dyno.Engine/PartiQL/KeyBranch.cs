// What a WHERE clause says of keys: one branch for each partition that it names. A clause that leaves the partition open has no branches and is a scan.
//
// A branch is a conjunction: an equality on the partition key, perhaps one condition on the sort key, and the rest, which is a filter. "a OR b" is the
// branches of a and those of b; "(a OR b) AND c" is each of a and b with c; "pk IN [x, y]" is two branches. An equality that repeats the key's is no filter.
using Dyno.Expressions;
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

// Conditions are all of the conjunction but the partition's equality, Filter is what the sort condition leaves of them.
internal sealed record KeyBranch(
    EncodedValue Partition, KeyAttributeCondition? Sort, IReadOnlyList<PartiQLExpression> Conditions, IReadOnlyList<PartiQLExpression> Filter);

internal sealed class KeyBranchFinder(KeyAttribute partitionKey, KeyAttribute? sortKey, StatementValues values, ConditionTranslator translator)
{
    // Null where some part of the clause names no partition.
    public List<KeyBranch>? Find(PartiQLExpression where)
    {
        var branches = new List<KeyBranch>();
        return Find(where, [], branches) ? branches : null;
    }

    private bool Find(PartiQLExpression expression, IReadOnlyList<PartiQLExpression> outer, List<KeyBranch> branches)
    {
        if (expression is LogicalExpression { IsAnd: false } or)
        {
            return or.Operands.All(operand => Find(operand, outer, branches));
        }

        IReadOnlyList<PartiQLExpression> conjunction = expression is LogicalExpression and ? and.Operands : [expression];
        for (var i = 0; i < conjunction.Count; i++)
        {
            if (PartitionsOf(conjunction[i]) is { } partitions)
            {
                Add(partitions, [.. outer, .. Without(conjunction, i)], branches);
                return true;
            }
        }

        for (var i = 0; i < conjunction.Count; i++)
        {
            var found = branches.Count;
            if (conjunction[i] is LogicalExpression && Find(conjunction[i], [.. outer, .. Without(conjunction, i)], branches))
            {
                return true;
            }

            branches.RemoveRange(found, branches.Count - found);
        }

        return false;
    }

    private void Add(IReadOnlyList<EncodedValue> partitions, IReadOnlyList<PartiQLExpression> conditions, List<KeyBranch> branches)
    {
        if (branches.Count + partitions.Count > Limits.StatementPartitionKeys)
        {
            throw new ValidationException(Messages.TooManyStatementKeys(branches.Count + partitions.Count));
        }

        var (sort, filter) = SortOf(conditions);
        filter = [.. filter.Where(c => sort is not { Operator: SortOperator.Equal } || !IsEqualityOn(c, sortKey!.Value, sort.Value))];
        foreach (var partition in partitions)
        {
            CheckType(partition, partitionKey);
            branches.Add(new KeyBranch(partition, sort, conditions, [.. filter.Where(c => !IsEqualityOn(c, partitionKey, partition))]));
        }
    }

    private bool IsEqualityOn(PartiQLExpression condition, KeyAttribute key, EncodedValue value) =>
        condition is ComparisonExpression { Operator: ComparisonOperator.Equal } equality
        && ((IsOn(equality.Left, key) && values.IsValue(equality.Right) && values.Of(equality.Right) == value)
            || (IsOn(equality.Right, key) && values.IsValue(equality.Left) && values.Of(equality.Left) == value));

    private IReadOnlyList<EncodedValue>? PartitionsOf(PartiQLExpression expression) => expression switch
    {
        ComparisonExpression { Operator: ComparisonOperator.Equal } equality when IsOn(equality.Left, partitionKey) && values.IsValue(equality.Right) =>
            [values.Of(equality.Right)],
        ComparisonExpression { Operator: ComparisonOperator.Equal } equality when IsOn(equality.Right, partitionKey) && values.IsValue(equality.Left) =>
            [values.Of(equality.Left)],
        InExpression { Operand: var operand } list when IsOn(operand, partitionKey) => Partitions(list),
        _ => null,
    };

    // A list with something else than values in it is no list of keys.
    private IReadOnlyList<EncodedValue>? Partitions(InExpression expression)
    {
        if (expression.List is ListLiteral literal && !literal.Elements.All(values.IsValue))
        {
            return null;
        }

        var list = translator.ListOf(expression.List);
        return list.Count == 0 ? throw new ValidationException(ExpressionMessages.OperandCount("IN", 0)) : [.. list.Distinct()];
    }

    // The first condition on the sort key that a Query can have, an equality before all others, and what is left.
    private (KeyAttributeCondition? Sort, IReadOnlyList<PartiQLExpression> Filter) SortOf(IReadOnlyList<PartiQLExpression> conditions)
    {
        if (sortKey is not { } key)
        {
            return (null, conditions);
        }

        var (best, at) = (default(KeyAttributeCondition), -1);
        for (var i = 0; i < conditions.Count; i++)
        {
            var candidate = SortOf(conditions[i], key);
            if (candidate is not null && (best is null || (candidate.Operator == SortOperator.Equal && best.Operator != SortOperator.Equal)))
            {
                (best, at) = (candidate, i);
            }
        }

        if (best is null)
        {
            return (null, conditions);
        }

        var rest = Without(conditions, at);
        return Bounded(best, rest, key) ?? (best, rest);
    }

    // sk >= a AND sk <= b is sk BETWEEN a AND b.
    private (KeyAttributeCondition? Sort, IReadOnlyList<PartiQLExpression> Filter)? Bounded(
        KeyAttributeCondition first, List<PartiQLExpression> rest, KeyAttribute key)
    {
        if (first.Operator is not (SortOperator.GreaterThanOrEqual or SortOperator.LessThanOrEqual))
        {
            return null;
        }

        var wanted = first.Operator == SortOperator.GreaterThanOrEqual ? SortOperator.LessThanOrEqual : SortOperator.GreaterThanOrEqual;
        for (var i = 0; i < rest.Count; i++)
        {
            if (SortOf(rest[i], key) is { } second && second.Operator == wanted)
            {
                var (low, high) = wanted == SortOperator.LessThanOrEqual ? (first.Value, second.Value) : (second.Value, first.Value);
                return low.Read().KeyBytes.SequenceCompareTo(high.Read().KeyBytes) <= 0
                    ? (new KeyAttributeCondition(key.Name, SortOperator.Between, low, high), Without(rest, i))
                    : null;
            }
        }

        return null;
    }

    private KeyAttributeCondition? SortOf(PartiQLExpression expression, KeyAttribute key)
    {
        switch (expression)
        {
            case ComparisonExpression { Operator: not ComparisonOperator.NotEqual } comparison:
                if (IsOn(comparison.Left, key) && values.IsValue(comparison.Right))
                {
                    return Sort(key, OperatorOf(comparison.Operator, mirrored: false), values.Of(comparison.Right));
                }

                return IsOn(comparison.Right, key) && values.IsValue(comparison.Left)
                    ? Sort(key, OperatorOf(comparison.Operator, mirrored: true), values.Of(comparison.Left))
                    : null;
            case BetweenExpression between when IsOn(between.Operand, key) && values.IsValue(between.Low) && values.IsValue(between.High):
                var (low, high) = (values.Of(between.Low), values.Of(between.High));
                CheckType(low, key);
                CheckType(high, key);
                ConditionTranslator.CheckBounds(low, high);
                return new KeyAttributeCondition(key.Name, SortOperator.Between, low, high);
            case CallExpression { Name: "begins_with", Arguments: [var operand, var prefix] } when IsOn(operand, key) && values.IsValue(prefix)
                && values.Of(prefix) is var value && value.Type == key.Type && key.Type != AttributeType.N:
                return new KeyAttributeCondition(key.Name, SortOperator.BeginsWith, value);
            default:
                return null;
        }
    }

    private static KeyAttributeCondition Sort(KeyAttribute key, SortOperator comparison, EncodedValue value)
    {
        CheckType(value, key);
        return new KeyAttributeCondition(key.Name, comparison, value);
    }

    private static void CheckType(EncodedValue value, KeyAttribute key)
    {
        if (value.Type != key.Type)
        {
            throw new ValidationException(Messages.StatementKeyType);
        }
    }

    private static bool IsOn(PartiQLExpression expression, KeyAttribute key) =>
        expression is PathExpression { Path: { IsTopLevel: true } path } && path.Root == key.Name;

    private static List<PartiQLExpression> Without(IReadOnlyList<PartiQLExpression> expressions, int index) => [.. expressions.Where((_, i) => i != index)];

    private static SortOperator OperatorOf(ComparisonOperator comparison, bool mirrored) => (comparison, mirrored) switch
    {
        (ComparisonOperator.Equal, _) => SortOperator.Equal,
        (ComparisonOperator.LessThan, false) or (ComparisonOperator.GreaterThan, true) => SortOperator.LessThan,
        (ComparisonOperator.LessThanOrEqual, false) or (ComparisonOperator.GreaterThanOrEqual, true) => SortOperator.LessThanOrEqual,
        (ComparisonOperator.GreaterThan, false) or (ComparisonOperator.LessThan, true) => SortOperator.GreaterThan,
        _ => SortOperator.GreaterThanOrEqual,
    };
}
