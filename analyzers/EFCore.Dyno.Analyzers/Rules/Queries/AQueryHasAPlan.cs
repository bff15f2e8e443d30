// DYNO1022 (hidden): the plan that a query will have, for an editor to show where it is asked for.

using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AQueryHasAPlan : QueryRule
{
    public const string Id = "DYNO1022";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.QueryPlanTitle, Messages.QueryPlan, Categories.Information, DiagnosticSeverity.Hidden, isEnabledByDefault: true,
        Messages.QueryPlanDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Plan: { } plan, MayReadCollection: false })
        {
            query.Report(Diagnostic.Create(Rule, query.Location, plan.Kind, plan.Path, plan.Why));
        }
    }
}
