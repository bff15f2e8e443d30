// The attributes that a filter reads.

namespace EFCore.Dyno.Query;

internal static class FilterFields
{
    public static IEnumerable<FilterField> Of(FilterNode node) => node switch
    {
        AndFilter and => Of(and.Left).Concat(Of(and.Right)),
        OrFilter or => Of(or.Left).Concat(Of(or.Right)),
        NotFilter not => Of(not.Operand),
        CompareFilter compare => [compare.Field],
        FieldsFilter fields => [fields.Left, fields.Right],
        InFilter @in => [@in.Field],
        ExistsFilter exists => [exists.Field],
        BeginsWithFilter begins => [begins.Field],
        ContainsFilter contains => [contains.Field],
        _ => [],
    };
}
