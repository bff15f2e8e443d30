// The values of a plan that are worked out from the row around the query.

namespace EFCore.Dyno.Query;

internal static class ComputedTerms
{
    public static IEnumerable<ComputedTerm> Of(QueryPlan plan) => OfKey(plan).Concat(plan.Filter is null ? [] : In(Of(plan.Filter)));

    // Those that say which items are read.
    public static IEnumerable<ComputedTerm> OfKey(QueryPlan plan) =>
        In([.. Of(plan.Partition), .. plan.MoreKeys.SelectMany(Of), .. Of(plan.Sort?.Low), .. Of(plan.Sort?.High)]);

    private static IEnumerable<ComputedTerm> In(IEnumerable<FilterTerm?> terms) =>
        terms.SelectMany(t => t is ListTerm list ? list.Terms : [t!]).OfType<ComputedTerm>();

    private static IEnumerable<FilterTerm?> Of(KeyValue? key) => key is null ? [] : key.Pieces.Select(p => p.Term);

    private static IEnumerable<FilterTerm?> Of(FilterNode filter) => filter switch
    {
        AndFilter and => Of(and.Left).Concat(Of(and.Right)),
        OrFilter or => Of(or.Left).Concat(Of(or.Right)),
        NotFilter not => Of(not.Operand),
        CompareFilter compare => [compare.Value],
        InFilter @in => [@in.Values],
        BeginsWithFilter begins => [begins.Prefix],
        ContainsFilter contains => [contains.Part],
        _ => [],
    };
}
