// DYNO1019: the store does the work. What it has no words for (groups, differences, other orders) the provider does, and holds the rows of a partition, or of
// the whole table, to do it.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class TheStoreDoesTheWork : QueryRule
{
    public const string Id = "DYNO1019";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.ClientWorkTitle, Messages.ClientWork, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.ClientWorkDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Plan is not { Kind: AccessKind.Query or AccessKind.Scan } plan)
        {
            return;
        }

        foreach (var step in query.Translation.ClientSteps)
        {
            if (step.Step.Name is "GroupBy" or "Distinct" or "Union" or "Except" or "Intersect" or "Reverse" or "OrderBy" or "OrderByDescending")
            {
                query.Report(Diagnostic.Create(Rule, query.At(step.Step), step.Step.Name, Messages.Path(plan.Path)));
                return;
            }
        }
    }
}
