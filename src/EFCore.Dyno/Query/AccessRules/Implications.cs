// Whether the predicates of a query say that every row it wants is in an index that has only rows of a condition. What is compared with a parameter is
// not known when a query is planned: who plans says whether it is taken to follow (PlanRequest.Follows), and asks again when the value is there.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal static class Implications
{
    // The first comparison that does not follow, or null.
    public static IndexComparison? Missing(
        IReadOnlyList<IndexComparison> condition, IReadOnlyList<PlanPredicate> predicates, Func<FilterNode, IndexComparison, bool> follows) =>
        condition.FirstOrDefault(c => !predicates.Any(p => p.Filter is { } filter && Implies(filter, c, follows)));

    // Predicates that are comparisons of the condition itself: every row of the index satisfies them.
    public static IEnumerable<int> Same(
        IReadOnlyList<IndexComparison> condition, IReadOnlyList<PlanPredicate> predicates, Func<FilterNode, IndexComparison, bool> follows)
    {
        for (var i = 0; i < predicates.Count; i++)
        {
            if (predicates[i].Filter is { } filter && condition.Any(c => IsSame(filter, c) || (IsEqual(filter, c) && follows(filter, c))))
            {
                yield return i;
            }
        }
    }

    // The comparisons with parameters, or of lists that are one, that were taken to lie within the condition: each of one parameter alone.
    public static IEnumerable<(FilterNode Comparison, IndexComparison Condition)> Taken(
        IReadOnlyList<IndexComparison> condition, IEnumerable<PlanPredicate> predicates, Func<FilterNode, IndexComparison, bool> follows) =>
        condition.SelectMany(c => predicates.Where(p => p.Filter is not null).SelectMany(p => Open(p.Filter!, c)).Where(f => follows(f, c)).Select(f => (f, c)));

    // Whether a comparison with a value that is there lies within the condition.
    public static bool Implies(FilterNode comparison, IndexComparison condition) => Implies(comparison, condition, static (_, _) => false);

    private static IEnumerable<FilterNode> Open(FilterNode filter, IndexComparison condition) => filter switch
    {
        AndFilter and => Open(and.Left, condition).Concat(Open(and.Right, condition)),
        OrFilter or => Open(or.Left, condition).Concat(Open(or.Right, condition)),
        CompareFilter { Value: ParameterTerm } compare when IsOf(compare.Field, condition) => [compare],
        InFilter { Values: ParameterTerm } @in when IsOf(@in.Field, condition) => [@in],
        InFilter { Values: ListTerm list } @in when IsOf(@in.Field, condition) => list.Terms.OfType<ParameterTerm>().Select(t => Equal(@in, t)),
        _ => [],
    };

    private static CompareFilter Equal(InFilter @in, ParameterTerm term) => new(@in.Field, FilterOperator.Equal, term);

    // What lies within the condition is its one value.
    private static bool IsEqual(FilterNode filter, IndexComparison condition) =>
        filter is CompareFilter { Operator: FilterOperator.Equal, Value: ParameterTerm } compare && IsOf(compare.Field, condition)
        && condition is { Operator: IndexOperator.Equal, Value: not null };

    private static bool IsSame(FilterNode filter, IndexComparison condition) => filter switch
    {
        CompareFilter { Value: ConstantTerm constant } compare => IsOf(compare.Field, condition) && OperatorOf(compare.Operator) == condition.Operator
            && Equals(ValueOf(condition.Property, constant.Value), condition.Value),
        NotFilter { Operand: CompareFilter { Operator: FilterOperator.Equal, Value: ConstantTerm { Value: bool value } } compare } =>
            IsOf(compare.Field, condition) && !condition.Property.IsNullable && condition is { Operator: IndexOperator.Equal, Value: bool wanted } && wanted != value,
        ExistsFilter { Exists: true } exists => IsOf(exists.Field, condition) && condition is { Operator: IndexOperator.NotEqual, Value: null },
        ExistsFilter exists => IsOf(exists.Field, condition) && condition is { Operator: IndexOperator.Equal, Value: null },
        _ => false,
    };

    private static bool Implies(FilterNode filter, IndexComparison condition, Func<FilterNode, IndexComparison, bool> follows) => filter switch
    {
        AndFilter and => Implies(and.Left, condition, follows) || Implies(and.Right, condition, follows),
        OrFilter or => Implies(or.Left, condition, follows) && Implies(or.Right, condition, follows),
        CompareFilter { Value: ParameterTerm } or InFilter { Values: ParameterTerm } => Open(filter, condition).Any(f => follows(f, condition)),
        CompareFilter compare when IsOf(compare.Field, condition) => ImpliesOne(compare, condition),
        InFilter { Values: ConstantTerm { Value: System.Collections.IEnumerable values } } @in when IsOf(@in.Field, condition) =>
            values.Cast<object?>().All(v => condition.Holds(ValueOf(condition.Property, v))),
        InFilter { Values: ListTerm list } @in when IsOf(@in.Field, condition) =>
            list.Terms.All(t => t is ConstantTerm constant ? condition.Holds(ValueOf(condition.Property, constant.Value))
                : t is ParameterTerm parameter && follows(Equal(@in, parameter), condition)),
        BeginsWithFilter begins => IsOf(begins.Field, condition) && condition is { Operator: IndexOperator.NotEqual, Value: null },
        _ => IsSame(filter, condition),
    };

    private static bool ImpliesOne(CompareFilter compare, IndexComparison condition)
    {
        if (compare.Value is not ConstantTerm constant)
        {
            return false;
        }

        if (constant.Value is null)
        {
            return IsSame(compare, condition) || (compare.Operator == FilterOperator.Equal && condition.Holds(null));
        }

        var value = ValueOf(condition.Property, constant.Value);
        if (condition.Value is null)
        {
            return condition.Operator == IndexOperator.NotEqual && compare.Operator != FilterOperator.NotEqual;
        }

        if (compare.Operator == FilterOperator.Equal)
        {
            return condition.Holds(value);
        }

        if (compare.Operator == FilterOperator.NotEqual || value!.GetType() != condition.Value.GetType() || value is string)
        {
            return IsSame(compare, condition);
        }

        // Both are ranges of one order: the query's must lie within the condition's.
        var order = System.Collections.Comparer.DefaultInvariant.Compare(value, condition.Value);
        var isStrict = compare.Operator is FilterOperator.Less or FilterOperator.Greater;
        var isUpper = compare.Operator is FilterOperator.Less or FilterOperator.LessOrEqual;
        return condition.Operator switch
        {
            IndexOperator.Less => isUpper && (order < 0 || (order == 0 && isStrict)),
            IndexOperator.LessOrEqual => isUpper && order <= 0,
            IndexOperator.Greater => !isUpper && (order > 0 || (order == 0 && isStrict)),
            IndexOperator.GreaterOrEqual => !isUpper && order >= 0,
            IndexOperator.NotEqual => isUpper ? order < 0 || (order == 0 && isStrict) : order > 0 || (order == 0 && isStrict),
            _ => false,
        };
    }

    private static bool IsOf(FilterField field, IndexComparison condition) => field.IsKeyCandidate && field.Property == condition.Property;

    private static object? ValueOf(IProperty property, object? value) => KeyText.ValueOf(property, value);

    private static IndexOperator OperatorOf(FilterOperator op) => op switch
    {
        FilterOperator.Equal => IndexOperator.Equal,
        FilterOperator.NotEqual => IndexOperator.NotEqual,
        FilterOperator.Less => IndexOperator.Less,
        FilterOperator.LessOrEqual => IndexOperator.LessOrEqual,
        FilterOperator.Greater => IndexOperator.Greater,
        _ => IndexOperator.GreaterOrEqual,
    };
}
