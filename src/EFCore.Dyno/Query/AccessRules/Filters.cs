// What holds of every filter, however it was read: a comparison turned round, and alternatives that are a list.

namespace EFCore.Dyno.Query;

internal static class Filters
{
    // The operator of the same comparison with its sides exchanged.
    public static FilterOperator Turn(FilterOperator op) => op switch
    {
        FilterOperator.Less => FilterOperator.Greater,
        FilterOperator.LessOrEqual => FilterOperator.GreaterOrEqual,
        FilterOperator.Greater => FilterOperator.Less,
        FilterOperator.GreaterOrEqual => FilterOperator.LessOrEqual,
        _ => op,
    };

    // x = 1 OR x = 2 is x IN (1, 2): where x is a key, each is a key of its own.
    public static FilterNode Either(FilterNode left, FilterNode right) =>
        Listed(left) is var (field, first) && Listed(right) is var (other, second) && field is not null && field == other
            ? new InFilter(field, new ListTerm([.. first, .. second]))
            : new OrFilter(left, right);

    private static (FilterField? Field, IReadOnlyList<FilterTerm> Terms) Listed(FilterNode node) => node switch
    {
        CompareFilter { Operator: FilterOperator.Equal } compare => (compare.Field, [compare.Value]),
        InFilter { Values: ListTerm list } @in => (@in.Field, list.Terms),
        _ => (null, []),
    };
}
