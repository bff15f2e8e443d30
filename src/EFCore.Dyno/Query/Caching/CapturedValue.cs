// A part of a query that EF works out before it runs: how to find the value in the tree of another execution.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal abstract class CapturedValue
{
    // Null where the part is of the row, or of a kind that is not known.
    public static CapturedValue? Of(Expression node) => (CapturedValue?)MemberPath.Of(node) ?? Computation.Of(node);

    // False where the node is another one, or EF will have to tell what is wrong with it.
    public abstract bool TryRead(Expression? node, out object? value);
}
