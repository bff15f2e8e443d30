// DYNO3004: a bulk write names whole keys. Without, the keys of all rows are read first, and each is written by itself.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class ABulkWriteNamesItsKey : QueryRule
{
    public const string Id = "DYNO3004";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.BulkWithoutKeyTitle, Messages.BulkWithoutKey, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.BulkWithoutKeyDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Plan: { Kind: AccessKind.Query } plan, Query.Terminal: "ExecuteDelete" or "ExecuteUpdate" })
        {
            query.Report(Diagnostic.Create(Rule, query.Location, query.Query.Terminal, Messages.Path(plan.Path)));
        }
    }
}
