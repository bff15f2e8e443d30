// DYNO1002: a set is not read as a whole without saying so: every item of the table is read and charged, today and when there are a million.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ASetIsNotReadWhole : QueryRule
{
    public const string Id = "DYNO1002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.SetReadWholeTitle, Messages.SetReadWhole, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.SetReadWholeDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Plan is { Kind: AccessKind.Scan, ScanAllowed: false } && !query.StopsByItself
            && query.Translation.IndexName is null && !query.Translation.Conditions.Any(c => c.Step is not null))
        {
            query.Report(Diagnostic.Create(Rule, query.Location, query.Roots, Remedy.None, Messages.Table(query.Entity), Messages.Names(query.Entity.PartitionKey.Properties.Select(p => p.Name))));
        }
    }
}
