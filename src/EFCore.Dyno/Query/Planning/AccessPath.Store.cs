// What reading a path takes beside its keys; the planner's rules do not look at it.

using Dyno.Expressions;

namespace EFCore.Dyno.Query;

internal sealed partial record AccessPath
{
    // What a scan must ask so that it does not find the provider's own items; null where there are none.
    public ConditionNode? Visible { get; init; }
}
