// Where a context's store is, as far as the context itself says it: in OnConfiguring, without a condition.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal static class StoreOptions
{
    /// <summary>Whether the only store that the context chooses is one over the network.</summary>
    public static bool AreRemote(IEnumerable<INamedTypeSymbol> chain, Bodies bodies)
    {
        var isRemote = false;
        foreach (var operation in chain.SelectMany(c => c.GetMembers(WellKnown.OnConfiguring)).SelectMany(bodies.Of).SelectMany(b => b.Descendants()))
        {
            switch (operation)
            {
                // A condition may leave the choice to somebody else.
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or IConditionalAccessOperation:
                case IInvocationOperation { TargetMethod.Name: "InMemory" or "Client" }:
                case IInvocationOperation { TargetMethod.Name: WellKnown.UseDyno } use when use.Arguments.Any(a => a.Parameter?.Name is "path" or "client"):
                    return false;
                case IInvocationOperation { TargetMethod: { Name: "Aws" or "Endpoint" } target } when target.ReturnType.Name == "DynoDbContextOptionsBuilder":
                    isRemote = true;
                    break;
            }
        }

        return isRemote;
    }
}
