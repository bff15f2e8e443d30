// A term of a filter or key that only the row around the query can give.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

// A value of the row around this query, worked out when the query is opened for it.
internal sealed record ComputedTerm(Expression Expression) : FilterTerm
{
    public ComputedValue? Computed { get; set; }

    public bool CanBeNull { get; init; }

    public override bool VariesInNull => CanBeNull;

    public override string ToString() => "{" + RowText.Of(Expression) + "}";
}
