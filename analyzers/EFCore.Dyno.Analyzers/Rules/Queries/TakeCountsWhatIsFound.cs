// DYNO1005: Take counts the rows that are found, and DynamoDB's Limit those that are looked at: with a filter, as many are read as it takes to find so many.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class TakeCountsWhatIsFound : QueryRule
{
    public const string Id = "DYNO1005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.TakeWithFilterTitle, Messages.TakeWithFilter, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.TakeWithFilterDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Plan.Kind: AccessKind.Query or AccessKind.Scan, Translation: { LimitStep: { Name: "Take" } take, IsBudgeted: false } }
            && query.Filters().FirstOrDefault() is { Operation: { } filter })
        {
            query.Report(Diagnostic.Create(Rule, query.At(take), Messages.Text(filter), Messages.Path(query.Plan.Path)));
        }
    }
}
